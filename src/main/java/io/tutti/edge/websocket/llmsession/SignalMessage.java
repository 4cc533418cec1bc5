package io.tutti.edge.websocket.llmsession;

import io.tutti.identity.UserId;
import io.tutti.presence.Status;
import io.tutti.session.Signal;
import java.util.Map;

/** Something of the moment (rules LSM10, LSM11). Immutable. */
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

    R viewport(Viewport message);

    R presence(Presence message);

    R direct(Direct message);
  }

  /** Where a cursor is. */
  record Cursor(UserId user, Map<String, Object> position) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cursor(this);
    }
  }

  /** What somebody has on the screen. */
  record Viewport(UserId user, Map<String, Object> position) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.viewport(this);
    }
  }

  /** How attentive a person is, over all connections. */
  record Presence(UserId user, Status status) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.presence(this);
    }
  }

  /** Something said to one person. */
  record Direct(Signal.Direct signal, long at) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.direct(this);
    }
  }
}
