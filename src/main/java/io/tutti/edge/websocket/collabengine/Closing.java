package io.tutti.edge.websocket.collabengine;

import io.tutti.edge.websocket.CloseCode;
import io.tutti.identity.ErrorCode;

/** Why this dialect closes a connection, since it has no word for an error (rules CE11–CE16). Immutable. */
enum Closing {
  INVALID_HELLO(CloseCode.PROTOCOL, "protocol: invalid hello"),
  HELLO_FIRST(CloseCode.PROTOCOL, "protocol: first message must be hello"),
  INVALID_MESSAGE(CloseCode.PROTOCOL, "protocol: invalid message"),
  ID_TAKEN(CloseCode.PROTOCOL, "protocol: id taken"),
  OTHER_DOCUMENT(CloseCode.POLICY, "protocol: doc_id mismatch"),
  OTHER_CLIENT(CloseCode.POLICY, "protocol: client_id mismatch"),
  MESSAGE_ID_TAKEN(CloseCode.POLICY, "protocol: client_msg_id taken"),
  UNKNOWN_ELEMENT(CloseCode.POLICY, "protocol: unknown element"),
  FORBIDDEN(CloseCode.POLICY, "protocol: forbidden"),
  FULL(CloseCode.POLICY, "protocol: document full"),
  UNEXPECTED(CloseCode.BINARY, "protocol: unexpected message type"),
  HELLO_AGAIN(CloseCode.OVERLOADED, "the document changed too much at once: say hello again"),
  UNAVAILABLE(CloseCode.OVERLOADED, "try again later");

  private final CloseCode code;
  private final String reason;

  Closing(CloseCode code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  CloseCode code() {
    return code;
  }

  String reason() {
    return reason;
  }

  /** What follows from a refusal of the session. */
  static Closing of(ErrorCode code) {
    return switch (code) {
      case FORBIDDEN, UNAUTHENTICATED -> FORBIDDEN;
      case ID_TAKEN -> ID_TAKEN;
      case NOT_FOUND, GONE -> UNKNOWN_ELEMENT;
      case TOO_LARGE -> FULL;
      case STALE_EPOCH -> HELLO_AGAIN;
      case RATE_LIMITED, UNAVAILABLE, INTERNAL -> UNAVAILABLE;
      case BAD_MESSAGE, UNKNOWN_TYPE, INVALID_PARAM, INVALID_OP, STALE_VERSION, CONFLICT_CLOSED -> INVALID_MESSAGE;
    };
  }
}
