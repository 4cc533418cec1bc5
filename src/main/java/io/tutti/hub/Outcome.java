package io.tutti.hub;

import io.tutti.identity.ErrorCode;

/** What came of a command that was not wished over a connection. Immutable. */
public sealed interface Outcome {

  /** Stored; the log's end was {@code seq} then. */
  record Done(long seq) implements Outcome {}

  /** Refused; nothing changed. */
  record Refused(ErrorCode code, String message) implements Outcome {}
}
