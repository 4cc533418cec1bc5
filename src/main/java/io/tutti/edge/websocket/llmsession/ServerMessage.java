package io.tutti.edge.websocket.llmsession;

import io.tutti.access.Role;
import io.tutti.hub.Notice;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.session.Member;
import java.util.List;
import java.util.Map;

/** What the server says in this dialect. {@code at}: the time, in milliseconds since 1970. Immutable. */
sealed interface ServerMessage
    permits EventMessage, SignalMessage, ServerMessage.Connected, ServerMessage.Refused, ServerMessage.Ended {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  /** What follows from each kind of message. */
  interface Cases<R> {
    R connected(Connected message);

    R refused(Refused message);

    R ended(Ended message);

    R event(EventMessage message);

    R signal(SignalMessage message);
  }

  /** The session as a newcomer, or somebody whose list of people is to be made anew, finds it (rule LSM4). */
  record Connected(
      SessionId session, List<Member> members, Notice.Attendance attendance, Role own, long at)
      implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.connected(this);
    }
  }

  /** A command is refused and changed nothing (rule LSM13). */
  record Refused(ErrorCode code, String message, Map<String, Object> details, long at) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /** What has happened to this connection (rule LSM20). */
  record Ended(ErrorCode code, String message, long at) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ended(this);
    }
  }
}
