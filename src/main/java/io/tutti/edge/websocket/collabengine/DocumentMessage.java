package io.tutti.edge.websocket.collabengine;

import io.tutti.presence.Change;
import io.tutti.text.ElementId;
import io.tutti.text.Operation;

/** What a client wants of the document that it said hello for; {@code document} as it wrote it. Immutable. */
sealed interface DocumentMessage extends ClientMessage {

  String document();

  String client();

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R match(ClientMessage.Cases<R> cases) {
    return cases.ofDocument(this);
  }

  /** What follows from each kind of message. */
  interface Cases<R> {
    R op(Op message);

    R updatePresence(UpdatePresence message);
  }

  /** An operation on one character. {@code messageId}: the client's name for it. */
  record Op(String document, String client, String messageId, Operation operation) implements DocumentMessage {

    @Override
    public boolean isOperation() {
      return true;
    }

    /** Whether it inserts or deletes the root. */
    boolean isOnRoot() {
      return operation.match(insert -> insert.id().isRoot(),
          delete -> delete.spans().stream().allMatch(span ->
              span.lamport() == ElementId.ROOT.lamport() && span.replica().equals(ElementId.ROOT.replica())));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.op(this);
    }
  }

  /** Where its cursor is, and how attentive it is. */
  record UpdatePresence(String document, String client, Change change) implements DocumentMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.updatePresence(this);
    }
  }
}
