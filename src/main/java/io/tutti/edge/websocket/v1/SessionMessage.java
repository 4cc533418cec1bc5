package io.tutti.edge.websocket.v1;

import io.tutti.edge.websocket.WebSocketSettings;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.session.SessionView;
import org.jspecify.annotations.Nullable;

/** The session as a whole. Immutable. */
sealed interface SessionMessage extends ServerMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R match(ServerMessage.Cases<R> cases) {
    return cases.ofSession(this);
  }

  /** One writer's answer to each kind of message. */
  interface Cases<R> {
    R welcome(Welcome message);

    R state(State message);
  }

  /** {@code auth:success}: {@code self} has joined. */
  record Welcome(
      Notice.Welcomed notice, Newcomer self, WebSocketSettings settings, long at, @Nullable String ref)
      implements SessionMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.welcome(this);
    }
  }

  /** {@code session:state}; {@code truncated}, {@code reset}: why it comes in place of a replay (rules JOIN12, LOGID2). */
  record State(
      SessionView view, Notice.Attendance attendance, boolean truncated, boolean reset, long at, @Nullable String ref)
      implements SessionMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.state(this);
    }
  }
}
