package io.tutti.bench;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * When every update of one run is due, fixed before the run begins: sender {@code s} of room {@code r} sends
 * its update {@code k} at {@code startMicros + phase(r, s) + k * periodMicros} after the generator's epoch,
 * and that time is the update's value. So a value names its update, and the latency of a delivery counts
 * from the moment the update was due, however late it was really sent. Immutable.
 *
 * @param startMicros the run's start, microseconds after the generator's epoch
 * @param periodMicros between two updates of one sender
 * @param updates how many each sender sends, warm-up included
 * @param windowFromMicros the measured window's start, microseconds after the epoch
 * @param windowToMicros its end
 * @param phases for each room the senders' offsets within the period, all different
 */
record Schedule(
    long startMicros,
    long periodMicros,
    int updates,
    long windowFromMicros,
    long windowToMicros,
    long[][] phases) {

  /** What a run is asked for: updates a second and sender, seconds of warm-up and of measuring. */
  record Pace(double rate, int warmupSeconds, int seconds) {
    Pace {
      if (!(rate > 0 && rate <= 10_000) || warmupSeconds < 0 || seconds < 1 || warmupSeconds + seconds > 3_600) {
        throw new IllegalArgumentException("A run needs 0 < rate <= 10000 and 1 to 3600 seconds.");
      }
    }
  }

  /** Lays out a run for rooms with the given numbers of senders; equal seeds give equal phases. */
  static Schedule of(Pace pace, long startMicros, int[] sendersOfRooms, long seed) {
    long period = Math.round(1_000_000 / pace.rate());
    long total = (pace.warmupSeconds() + pace.seconds()) * 1_000_000L;
    var chance = new SplittableRandom(seed);
    long[][] phases = new long[sendersOfRooms.length][];
    for (int room = 0; room < phases.length; room++) {
      phases[room] = distinct(sendersOfRooms[room], period, chance);
    }
    long windowFrom = startMicros + pace.warmupSeconds() * 1_000_000L;
    return new Schedule(startMicros, period, (int) Math.max(1, total / period), windowFrom, startMicros + total, phases);
  }

  private static long[] distinct(int count, long period, SplittableRandom chance) {
    if (count > period) {
      throw new IllegalArgumentException("More senders in a room than microseconds in the period.");
    }
    return new Random(chance.nextLong()).longs(0, period).distinct().limit(count).toArray();
  }

  /** When update {@code k} of a sender is due, which is also its value. */
  long dueMicros(int room, int sender, long k) {
    return startMicros + phases[room][sender] + k * periodMicros;
  }

  /** Which update of the sender has this value, or -1 if none of this run has. */
  int updateOf(int room, int sender, long value) {
    long offset = value - startMicros - phases[room][sender];
    if (offset < 0 || offset % periodMicros != 0) {
      return -1;
    }
    long k = offset / periodMicros;
    return k < updates ? (int) k : -1;
  }

  boolean measured(long value) {
    return value >= windowFromMicros && value < windowToMicros;
  }
}
