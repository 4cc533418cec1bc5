package io.tutti.edge.websocket;

import io.tutti.hub.Ending;
import jakarta.websocket.CloseReason;

/** Why the server closes a connection (protocol page, <i>Errors and closes</i>). Immutable. */
public enum CloseCode implements CloseReason.CloseCode {
  GOING_DOWN(1001, "the server is going down"),
  PROTOCOL(1002, "protocol error"),
  BINARY(1003, "text frames only"),
  POLICY(1008, "too many malformed messages"),
  TOO_LARGE(1009, "the message is too large"),
  OVERLOADED(1013, "try again later"),
  TOKEN_REFUSED(4401, "the token was refused"),
  NOT_ALLOWED(4403, "not_admitted: this session does not let you in"),
  NO_SUCH_SESSION(4404, "no such session"),
  NO_AUTH_IN_TIME(4408, "no auth in time"),
  SESSION_DELETED(4410, "the session was deleted");

  /** With 4403, for who shows an invitation that is not good. */
  public static final String BAD_INVITE = "bad_invite: this invitation is not valid";

  private final int code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  @Override
  public int getCode() {
    return code;
  }

  /** The reason that goes onto the wire, at most 123 bytes. */
  CloseReason closeReason() {
    return new CloseReason(this, reason);
  }

  /** The same code for a more particular reason, at most 123 bytes. */
  CloseReason closeReason(String particular) {
    return new CloseReason(this, particular);
  }

  /** The code for what the hub wants. */
  public static CloseCode of(Ending ending) {
    return switch (ending) {
      case GOING_DOWN -> GOING_DOWN;
      case UNAVAILABLE -> OVERLOADED;
      case KICKED, BANNED, TEAM_ENDED, NOT_ALLOWED -> NOT_ALLOWED;
      case NO_SUCH_SESSION -> NO_SUCH_SESSION;
      case DELETED -> SESSION_DELETED;
    };
  }

  /** The reason that goes with {@code ending}; with 4403 its first word is for programs (rule ERR11). */
  static String reason(Ending ending) {
    return switch (ending) {
      case KICKED -> "removed: a host has removed you from this session";
      case BANNED -> "banned: a host has banned you from this session";
      case TEAM_ENDED -> "team_ended: only its team let you into this session";
      case NOT_ALLOWED, GOING_DOWN, UNAVAILABLE, NO_SUCH_SESSION, DELETED -> of(ending).reason;
    };
  }
}
