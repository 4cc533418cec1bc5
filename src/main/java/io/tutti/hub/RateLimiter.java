package io.tutti.hub;

import io.tutti.identity.Network;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How fast each of many may do something: a token bucket for each key, which is an account, say, or the network of an address. At
 * most {@value #MAX_KEYS} keys are told apart; while more are busy, the others share one bucket. Time comes as an argument, in
 * nanoseconds of a clock that only goes forwards. Thread-safe: one lock guards all buckets.
 */
public final class RateLimiter {

  public static final int MAX_KEYS = 10_000;

  private static final String OTHERS = "";
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final ReentrantLock lock = new ReentrantLock();
  private final Rate rate;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private long lastSweepNanos;

  /** {@code rate}: what each key may do; now, it is {@code nowNanos}. */
  public RateLimiter(Rate rate, long nowNanos) {
    this.rate = rate;
    this.lastSweepNanos = nowNanos;
  }

  /** One token each {@code nanosPerToken}, and {@code burst} of them at once. Immutable. */
  public record Rate(double nanosPerToken, int burst) {

    public static Rate perSecond(int count, int burst) {
      return new Rate((double) SECOND_NANOS / count, burst);
    }

    /** So many a minute, and as many at once. */
    public static Rate perMinute(int count) {
      return new Rate(60.0 * SECOND_NANOS / count, count);
    }
  }

  /** What is left of one allowance. Confined to its owner. */
  public static final class Bucket {
    private final Rate rate;
    private double tokens;
    private long atNanos;

    /** A full one. */
    public Bucket(Rate rate, long nowNanos) {
      this.rate = rate;
      this.tokens = rate.burst();
      this.atNanos = nowNanos;
    }

    /** Takes one token: 0 where there was one, else after how many nanoseconds (at least 1) there is one again. */
    public long take(long nowNanos) {
      refill(nowNanos);
      if (tokens >= 1) {
        tokens--;
        return 0;
      }
      return Math.max(1, (long) Math.ceil((1 - tokens) * rate.nanosPerToken()));
    }

    /** Whether nothing was taken for so long that it is as good as a new one. */
    private boolean isFull(long nowNanos) {
      refill(nowNanos);
      return tokens >= rate.burst();
    }

    private void refill(long nowNanos) {
      tokens = Math.min(rate.burst(), tokens + (nowNanos - atNanos) / rate.nanosPerToken());
      atNanos = nowNanos;
    }
  }

  /** {@link #take} for an address: all addresses of one network count as one. */
  public long takeFrom(String address, long nowNanos) {
    return take(Network.keyOf(address), nowNanos);
  }

  /** Takes one token of {@code key}: 0 where there was one, else after how many nanoseconds (at least 1) there is one again. */
  public long take(String key, long nowNanos) {
    lock.lock();
    try {
      if (buckets.size() >= MAX_KEYS && !buckets.containsKey(key)) {
        sweep(nowNanos);
      }
      String name = buckets.size() < MAX_KEYS || buckets.containsKey(key) ? key : OTHERS;
      return buckets.computeIfAbsent(name, absent -> new Bucket(rate, nowNanos)).take(nowNanos);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets who is as good as new; once in the time that a token takes, at most: a flood of keys must not cost more. */
  private void sweep(long nowNanos) {
    if (nowNanos - lastSweepNanos >= rate.nanosPerToken()) {
      lastSweepNanos = nowNanos;
      buckets.values().removeIf(bucket -> bucket.isFull(nowNanos));
    }
  }

  /** {@code nanos} in whole seconds, as {@code Retry-After} says them: rounded up. */
  public static long seconds(long nanos) {
    return (nanos + SECOND_NANOS - 1) / SECOND_NANOS;
  }
}
