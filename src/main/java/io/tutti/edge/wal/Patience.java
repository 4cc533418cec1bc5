package io.tutti.edge.wal;

import io.tutti.session.JournalFailure;
import java.time.Duration;
import java.util.concurrent.locks.Lock;

/** Taking locks with an end to the waiting: whoever holds one may itself wait for a storage that never answers. */
final class Patience {

  private Patience() {}

  /**
   * Takes {@code lock}; an interrupt is handed on afterwards.
   *
   * @throws JournalFailure if it is not free within {@code longest}; {@code what} says, as a sentence, what does not end
   */
  static void lock(Lock lock, Duration longest, String what) {
    long end = System.nanoTime() + longest.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (lock.tryLock(end - System.nanoTime(), java.util.concurrent.TimeUnit.NANOSECONDS)) {
            return;
          }
          throw JournalFailure.refused(what);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
