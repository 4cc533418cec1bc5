package io.tutti.edge.rest.http;

import java.util.HashMap;
import java.util.Map;

/**
 * How fast each address may send requests: a bucket of tokens each. At most {@value #MAX_ADDRESSES} addresses are told apart;
 * while more are busy, the others share one bucket. Time comes as an argument, in nanoseconds of a clock that only goes
 * forwards. Thread-safe: guarded by itself.
 */
public final class AddressRates {

  public static final int MAX_ADDRESSES = 10_000;

  private static final String OTHERS = "";

  private final double nanosPerToken;
  private final double burst;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private long lastSweepNanos;

  public AddressRates(int perSecond, int burst, long nowNanos) {
    this(1e9 / perSecond, burst, nowNanos);
  }

  /** So many a minute, and as many at once. */
  public static AddressRates perMinute(int count, long nowNanos) {
    return new AddressRates(60e9 / count, count, nowNanos);
  }

  private AddressRates(double nanosPerToken, int burst, long nowNanos) {
    this.nanosPerToken = nanosPerToken;
    this.burst = burst;
    this.lastSweepNanos = nowNanos;
  }

  /** What is left of one address's allowance. Guarded by the rates' monitor. */
  private static final class Bucket {
    double tokens;
    long atNanos;
  }

  /** Takes one request of {@code address}: 0 where it may be served, else after how many seconds (at least 1) there is one again. */
  public synchronized long take(String address, long nowNanos) {
    Bucket bucket = bucket(address, nowNanos);
    refill(bucket, nowNanos);
    if (bucket.tokens >= 1) {
      bucket.tokens--;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((1 - bucket.tokens) * nanosPerToken / 1e9));
  }

  private Bucket bucket(String address, long nowNanos) {
    if (buckets.size() >= MAX_ADDRESSES && !buckets.containsKey(address)) {
      sweep(nowNanos);
    }
    String name = buckets.size() < MAX_ADDRESSES || buckets.containsKey(address) ? address : OTHERS;
    return buckets.computeIfAbsent(name, absent -> {
      Bucket full = new Bucket();
      full.tokens = burst;
      full.atNanos = nowNanos;
      return full;
    });
  }

  /** Forgets who is as good as new; once in the time that a token takes, at most: a flood of addresses must not cost more. */
  private void sweep(long nowNanos) {
    if (nowNanos - lastSweepNanos >= nanosPerToken) {
      lastSweepNanos = nowNanos;
      buckets.values().removeIf(bucket -> {
        refill(bucket, nowNanos);
        return bucket.tokens >= burst;
      });
    }
  }

  private void refill(Bucket bucket, long nowNanos) {
    bucket.tokens = Math.min(burst, bucket.tokens + (nowNanos - bucket.atNanos) / nanosPerToken);
    bucket.atNanos = nowNanos;
  }
}
