package io.tutti.analytics;

import io.tutti.identity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * A session in figures. {@code tokenCount}, {@code tokenLimit}, {@code errorCount}: at least 0; {@code healthScore}: 0–100;
 * {@code startedAt}, {@code lastActivity}: milliseconds since 1970; {@code project}: null where none is said. Immutable.
 */
public record Figures(
    SessionId id,
    String type,
    String status,
    @Nullable String project,
    long tokenCount,
    long tokenLimit,
    double healthScore,
    long errorCount,
    long startedAt,
    long lastActivity) {

  static final String ACTIVE = "active";
  static final String COMPLETED = "completed";
  static final String FAILED = "failed";
  private static final double MILLIS_PER_MINUTE = 60_000;

  public boolean isActive() {
    return status.equals(ACTIVE);
  }

  public boolean isCompleted() {
    return status.equals(COMPLETED);
  }

  public boolean isFailed() {
    return status.equals(FAILED);
  }

  /** How many minutes lie between the session's beginning and the last thing that happened in it, with one decimal; at least 0. */
  public double minutes() {
    return Rounded.toOne(Math.max(0, lastActivity - startedAt) / MILLIS_PER_MINUTE);
  }

  /** How much of the limit is used, in per cent, not rounded; 0 where there is no limit. */
  public double usagePercentage() {
    return tokenLimit == 0 ? 0 : 100.0 * tokenCount / tokenLimit;
  }
}
