package io.tutti.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long answers took. Thread-safe: guarded by itself. */
final class Latencies {

  private final List<Long> nanos = new ArrayList<>();

  synchronized void add(long nanoseconds) {
    nanos.add(nanoseconds);
  }

  synchronized int count() {
    return nanos.size();
  }

  /** Milliseconds below which {@code share} (0…1) of the answers came; 0 where there are none. */
  synchronized long percentileMillis(double share) {
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()))) / 1_000_000;
  }

  @Override
  public String toString() {
    return count() + " answers, median " + percentileMillis(0.5) + " ms, 99 % within " + percentileMillis(0.99)
        + " ms, all within " + percentileMillis(1) + " ms";
  }
}
