package io.tutti.hub;

import java.util.function.LongSupplier;

/**
 * A session's time, in milliseconds since 1970: the clock's, but it never goes back and never stands still (rule ENV2). Where the
 * clock is behind it, because it was put back or because the log was written by another one, time goes on at half the clock's
 * pace until the clock has caught up: after a clock is put back an hour, two hours later both are the same again. Confined to
 * the session's mailbox.
 */
final class SessionTime implements LongSupplier {

  private final LongSupplier clock;
  private long time;
  private long clockThen;
  /** What of the clock's passing has not moved time yet: 0 or 1. */
  private long owed;

  SessionTime(LongSupplier clock) {
    this.clock = clock;
    this.clockThen = clock.getAsLong();
    this.time = clockThen;
  }

  /** From now on it is not before {@code last}. */
  void startAfter(long last) {
    time = Math.max(time, last);
  }

  @Override
  public long getAsLong() {
    long now = clock.getAsLong();
    if (now >= time) {
      time = now;
      owed = 0;
    } else {
      owed += Math.max(0, now - clockThen);
      time += owed / 2;
      owed %= 2;
    }
    clockThen = now;
    return time;
  }
}
