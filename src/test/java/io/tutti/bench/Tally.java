package io.tutti.bench;

import org.HdrHistogram.Histogram;

/** What one reactor counted in one run; times in microseconds. Confined to its reactor thread until the run is settled. */
final class Tally {

  static final long MAX_MICROS = 600_000_000L;

  final Histogram latency = new Histogram(1, MAX_MICROS, 3);
  final Histogram sendDelay = new Histogram(1, MAX_MICROS, 3);
  /** How old what was shown had become when something newer took its place. */
  final Histogram replaced = new Histogram(1, MAX_MICROS, 3);
  long sent;
  long unsent;
  long expected;
  long delivered;
  long lost;
  long duplicated;
  long outOfOrder;
  long seqBreaks;
  long strays;
  long errors;
  long closed;
  long receivedBytes;
  /** Messages with what others said, within the measured window. */
  long messages;

  static void record(Histogram histogram, long micros) {
    histogram.recordValue(Math.min(Math.max(micros, 1), MAX_MICROS));
  }

  void add(Tally other) {
    latency.add(other.latency);
    sendDelay.add(other.sendDelay);
    replaced.add(other.replaced);
    sent += other.sent;
    unsent += other.unsent;
    expected += other.expected;
    delivered += other.delivered;
    lost += other.lost;
    duplicated += other.duplicated;
    outOfOrder += other.outOfOrder;
    seqBreaks += other.seqBreaks;
    strays += other.strays;
    errors += other.errors;
    closed += other.closed;
    receivedBytes += other.receivedBytes;
    messages += other.messages;
  }
}
