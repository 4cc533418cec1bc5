package io.tutti.story;

import org.jspecify.annotations.Nullable;

/**
 * When a turn is complete: when everybody who plays and is present has acted, when a host says so, when the time since the
 * turn's first action is over, when the director says so; at least one of them, the first that holds. Immutable.
 *
 * @param timeLimitMillis 1,000 to 86,400,000, or null for none
 */
public record TurnRules(boolean allActed, boolean hostEnds, @Nullable Long timeLimitMillis, boolean directorEnds) {

  public static final long MIN_TIME_LIMIT_MILLIS = 1_000;
  public static final long MAX_TIME_LIMIT_MILLIS = 86_400_000;

  public TurnRules {
    if (!allActed && !hostEnds && !directorEnds && timeLimitMillis == null) {
      throw new IllegalArgumentException("a turn needs a way to end");
    }
    if (timeLimitMillis != null && (timeLimitMillis < MIN_TIME_LIMIT_MILLIS || timeLimitMillis > MAX_TIME_LIMIT_MILLIS)) {
      throw new IllegalArgumentException("a turn's time limit is a second to a day");
    }
  }

  /** A turn ends when all have acted, five minutes after its first action, or when a host says so. */
  public static TurnRules standard() {
    return new TurnRules(true, true, 300_000L, false);
  }
}
