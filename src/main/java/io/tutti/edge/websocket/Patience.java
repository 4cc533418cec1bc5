package io.tutti.edge.websocket;

/** How many malformed messages one connection may send: fewer than a hundred in a minute. Confined to its connection. */
public final class Patience {

  private static final int LIMIT = 100;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private long minuteStart;
  private int count;

  /** Counts one malformed message at {@code nowNanos}; true where it was one too many. */
  public boolean isOver(long nowNanos) {
    if (count == 0 || nowNanos - minuteStart > MINUTE_NANOS) {
      minuteStart = nowNanos;
      count = 0;
    }
    return ++count >= LIMIT;
  }
}
