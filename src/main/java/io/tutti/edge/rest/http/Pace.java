package io.tutti.edge.rest.http;

/**
 * How slow a client may be: after {@code graceMillis} it must have sent or read {@code bytesPerSecond} for each second since. What is
 * of known length so has an end too. Immutable.
 */
public record Pace(long graceMillis, long bytesPerSecond) {

  /** As slow as a telephone at the edge of its network: 1 MiB has 79 s. */
  public static final Pace USUAL = new Pace(15_000, 16 << 10);

  /** Whether {@code bytes} in {@code nanos} are too few. */
  boolean isMissedBy(long bytes, long nanos) {
    long beyondMillis = nanos / 1_000_000 - graceMillis;
    return beyondMillis > 0 && bytes < beyondMillis * bytesPerSecond / 1_000;
  }
}
