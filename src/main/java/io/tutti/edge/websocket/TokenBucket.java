package io.tutti.edge.websocket;

/**
 * So many per second, with a burst. Time comes as an argument, in nanoseconds of a clock that only goes forwards.
 * Thread-safe: guarded by itself.
 */
public final class TokenBucket {

  private final double perNano;
  private final double burst;
  private double tokens;
  private long lastNanos;

  public TokenBucket(int perSecond, int burst, long nowNanos) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
    this.tokens = burst;
    this.lastNanos = nowNanos;
  }

  /** Takes one; false where none is left. */
  public synchronized boolean take(long nowNanos) {
    refill(nowNanos);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** How long until there is one again, in milliseconds, at least 1. */
  public synchronized long retryAfterMillis(long nowNanos) {
    refill(nowNanos);
    return Math.max(1, (long) Math.ceil((1 - tokens) / perNano / 1e6));
  }

  /** Whether nothing was taken for so long that the bucket is as good as a new one. */
  synchronized boolean isFull(long nowNanos) {
    refill(nowNanos);
    return tokens >= burst;
  }

  private void refill(long nowNanos) {
    tokens = Math.min(burst, tokens + (nowNanos - lastNanos) * perNano);
    lastNanos = nowNanos;
  }
}
