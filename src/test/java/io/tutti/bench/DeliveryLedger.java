package io.tutti.bench;

import java.util.Arrays;

/**
 * What one connection has received in one run: for each sender the last update and which of the 63 before it
 * came, so that a loss, a repetition and a wrong order are told apart. Confined to its reactor thread.
 */
final class DeliveryLedger {

  /** What one arrival was. */
  enum Arrival { IN_ORDER, OUT_OF_ORDER, DUPLICATE }

  private final int[] last;
  private final long[] seen;
  private long missing;

  DeliveryLedger(int senders) {
    last = new int[senders];
    seen = new long[senders];
    reset();
  }

  void reset() {
    Arrays.fill(last, -1);
    Arrays.fill(seen, 0);
    missing = 0;
  }

  /** Enters the arrival of update {@code k} of a sender. */
  Arrival enter(int sender, int k) {
    int step = k - last[sender];
    if (step > 0) {
      missing += step - 1;
      last[sender] = k;
      seen[sender] = step < Long.SIZE ? seen[sender] << step | 1 : 1;
      return Arrival.IN_ORDER;
    }
    long bit = -step < Long.SIZE ? 1L << -step : 0;
    if (bit == 0 || (seen[sender] & bit) != 0) {
      // Further back than the ledger remembers counts as a repetition: the update stays missing.
      return Arrival.DUPLICATE;
    }
    seen[sender] |= bit;
    missing--;
    return Arrival.OUT_OF_ORDER;
  }

  /** The furthest update of a sender that has come, -1 for none. */
  int last(int sender) {
    return last[sender];
  }

  /** How many updates of a sender that sent {@code sent} never came, beside the gaps already counted. */
  long tail(int sender, int sent) {
    return Math.max(0, sent - 1 - last[sender]);
  }

  /** Gaps before the last arrival of each sender. */
  long missing() {
    return missing;
  }
}
