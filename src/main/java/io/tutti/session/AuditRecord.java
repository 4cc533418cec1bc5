package io.tutti.session;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log: who did what, when, from where, and what came of it. {@code at}: milliseconds since 1970;
 * {@code user}: null where nobody in particular; {@code action}: a word as {@code login} or {@code participant:kick};
 * {@code address}: as much of it as is kept; {@code outcome}: {@code done}, or {@code refused} and why. Immutable.
 */
public record AuditRecord(
    long at, @Nullable UserId user, String action, @Nullable SessionId session, @Nullable String address, String outcome) {

  public static final int MAX_ACTION_LENGTH = 64;
  public static final String DONE = "done";
}
