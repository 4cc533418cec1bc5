package io.tutti.edge.websocket.collabengine;

/** What a client says, as far as it can be understood. Immutable. */
sealed interface ClientMessage permits ClientMessage.Hello, ClientMessage.Invalid, DocumentMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  /** Whether it is an operation on one character, of which many count as one message (rule CE17). */
  default boolean isOperation() {
    return false;
  }

  /** What follows from each kind of message. */
  interface Cases<R> {
    R hello(Hello message);

    R ofDocument(DocumentMessage message);

    R invalid(Invalid message);
  }

  /**
   * Who it is and which document it wants. {@code lastSeen}: up to which event it has the document, 0 where it has nothing.
   */
  record Hello(DocumentId document, String client, long lastSeen) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.hello(this);
    }
  }

  /** Nothing that could be understood. */
  record Invalid() implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.invalid(this);
    }
  }
}
