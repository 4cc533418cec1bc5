package io.tutti.edge.websocket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How fast one address may open connections. Remembers at most {@value #MAX_ADDRESSES} addresses. Thread-safe. */
final class AddressLimits {

  private static final int MAX_ADDRESSES = 10_000;

  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final int perSecond;

  /** {@code perSecond} new connections per address; the burst is ten seconds' worth. */
  AddressLimits(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Takes one connection for {@code address}; false where it has had too many. */
  boolean take(String address, long nowNanos) {
    if (buckets.size() >= MAX_ADDRESSES) {
      buckets.values().removeIf(bucket -> bucket.isFull(nowNanos));
    }
    if (buckets.size() >= MAX_ADDRESSES && !buckets.containsKey(address)) {
      return false;
    }
    return buckets
        .computeIfAbsent(address, unknown -> new TokenBucket(perSecond, perSecond * 10, nowNanos))
        .take(nowNanos);
  }
}
