package io.tutti.hub;

import io.tutti.identity.Network;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many things may be in progress at a time: in all, and for one network of addresses. Remembers nobody who has nothing in
 * progress. Thread-safe: one lock guards the counts.
 */
public final class ConcurrencyLimiter {

  private final ReentrantLock lock = new ReentrantLock();
  private final int total;
  private final int perNetwork;
  private final Map<String, Integer> counts = new HashMap<>();
  private int inProgress;

  public ConcurrencyLimiter(int total, int perNetwork) {
    this.total = total;
    this.perNetwork = perNetwork;
  }

  /** Begins one for {@code address}; false where there are too many. Whoever was let in calls {@link #release} once. */
  public boolean tryAcquire(String address) {
    String key = Network.keyOf(address);
    lock.lock();
    try {
      int count = counts.getOrDefault(key, 0);
      if (inProgress >= total || count >= perNetwork) {
        return false;
      }
      counts.put(key, count + 1);
      inProgress++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Begins one for {@code address}, whatever the bounds: another one, which counts still, is about to end. */
  public void acquireBeyond(String address) {
    lock.lock();
    try {
      counts.merge(Network.keyOf(address), 1, Integer::sum);
      inProgress++;
    } finally {
      lock.unlock();
    }
  }

  /** One of {@code address} is over. */
  public void release(String address) {
    String key = Network.keyOf(address);
    lock.lock();
    try {
      inProgress--;
      counts.computeIfPresent(key, (network, count) -> count == 1 ? null : count - 1);
    } finally {
      lock.unlock();
    }
  }

  /** How many are in progress. */
  public int inProgress() {
    lock.lock();
    try {
      return inProgress;
    } finally {
      lock.unlock();
    }
  }
}
