package io.tutti.hub;

import io.tutti.identity.ErrorCode;
import java.util.Map;

/** What came of a command that was not wished over a connection. Immutable. */
public sealed interface Outcome {

  /** Stored; the log's end was {@code seq} then. */
  record Done(long seq) implements Outcome {}

  /** Refused; nothing changed. {@code details}: plain values for programs. */
  record Refused(ErrorCode code, String message, Map<String, Object> details) implements Outcome {}
}
