package io.tutti.edge.websocket.novel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says. Immutable, as long as nobody changes the values. */
sealed interface ClientMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  /** What follows from each kind of message. */
  interface Cases<R> {
    R act(Act message);

    R sync(Sync message);

    R cursor(Cursor message);

    R typing(Typing message);

    R ping(Ping message);

    R unknown(Unknown message);

    R malformed(Malformed message);
  }

  /** Something that the sender's character does; {@code data} as it was sent, to be judged by the story. */
  record Act(Map<String, @Nullable Object> data) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.act(this);
    }
  }

  /** The question whether {@code version} ≥ 0 of the shared state is the newest. */
  record Sync(long version) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sync(this);
    }
  }

  /** Where the sender's cursor is, as others are shown it; null where it is nowhere. */
  record Cursor(@Nullable Object position) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cursor(this);
    }
  }

  /** Whether the sender types. */
  record Typing(boolean isTyping) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.typing(this);
    }
  }

  /** The question whether anybody is there. */
  record Ping() implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ping(this);
    }
  }

  /** A type that only the server says, or nobody. */
  record Unknown() implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unknown(this);
    }
  }

  /** No message; {@code reason} is for people. */
  record Malformed(String reason) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.malformed(this);
    }
  }
}
