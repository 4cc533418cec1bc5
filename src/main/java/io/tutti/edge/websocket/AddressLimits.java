package io.tutti.edge.websocket;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How fast one address may open connections. Remembers at most {@value #MAX_ADDRESSES} addresses. Thread-safe. */
final class AddressLimits {

  private static final int MAX_ADDRESSES = 10_000;

  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final AtomicLong lastTidyNanos = new AtomicLong();
  /** What all addresses share that find no place of their own. */
  private final TokenBucket crowd;
  private final int perSecond;

  /** {@code perSecond} new connections per address; the burst is ten seconds' worth. */
  AddressLimits(int perSecond) {
    this.perSecond = perSecond;
    this.crowd = new TokenBucket(perSecond, perSecond * 10, System.nanoTime());
  }

  /** Forgets who has been quiet; at most once in a second, since it looks at everybody. */
  private void tidy(long nowNanos) {
    long last = lastTidyNanos.get();
    if (nowNanos - last > 1_000_000_000L && lastTidyNanos.compareAndSet(last, nowNanos)) {
      buckets.values().removeIf(bucket -> bucket.isFull(nowNanos));
    }
  }

  /** One person has a whole /64 of IPv6 addresses: they count as one. */
  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == 4 ? address : HexFormat.of().formatHex(bytes, 0, 8);
    } catch (UnknownHostException e) {
      return address;
    }
  }

  /** Takes one connection for {@code address}; false where it has had too many. */
  boolean take(String address, long nowNanos) {
    String network = network(address);
    if (buckets.size() >= MAX_ADDRESSES) {
      tidy(nowNanos);
    }
    if (buckets.size() >= MAX_ADDRESSES && !buckets.containsKey(network)) {
      return crowd.take(nowNanos);
    }
    return buckets
        .computeIfAbsent(network, unknown -> new TokenBucket(perSecond, perSecond * 10, nowNanos))
        .take(nowNanos);
  }
}
