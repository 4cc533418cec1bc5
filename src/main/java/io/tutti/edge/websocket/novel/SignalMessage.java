package io.tutti.edge.websocket.novel;

import io.tutti.presence.Status;
import org.jspecify.annotations.Nullable;

/** Something of the moment (rules NE13, NE14, NE19). Immutable. */
sealed interface SignalMessage extends ServerMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R match(ServerMessage.Cases<R> cases) {
    return cases.signal(this);
  }

  /** What follows from each kind of message. */
  interface Cases<R> {
    R cursor(Cursor message);

    R typing(Typing message);

    R presence(Presence message);
  }

  /** Where a cursor is; null where it is nowhere. */
  record Cursor(String user, @Nullable Object position, Stamp stamp) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cursor(this);
    }
  }

  /** Whether somebody types. */
  record Typing(String user, boolean isTyping, Stamp stamp) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.typing(this);
    }
  }

  /** How attentive somebody is. */
  record Presence(String user, Status status, Stamp stamp) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.presence(this);
    }
  }
}
