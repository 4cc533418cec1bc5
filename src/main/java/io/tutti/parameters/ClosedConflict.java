package io.tutti.parameters;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A conflict that is over: who closed it (null: the server, by time) and when (milliseconds since 1970). It is remembered so
 * that the other party's late answer is recognised as late. Immutable.
 */
public record ClosedConflict(Conflict conflict, @Nullable UserId by, long at) {

  /** Whether an answer of {@code user} at {@code now} can only be meant for this conflict. */
  boolean awaits(UserId user, long now, long memoryMillis) {
    return conflict.concerns(user) && !user.equals(by) && now - at < memoryMillis;
  }
}
