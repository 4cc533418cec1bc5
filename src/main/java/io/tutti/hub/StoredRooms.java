package io.tutti.hub;

import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.Signals;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sessions that are not in memory and are read to be asked something: {@value #AT_A_TIME} at a time, the others wait, for each may be
 * as large as a session can be. Thread-safe.
 */
final class StoredRooms {

  private static final int AT_A_TIME = 2;
  private static final long PATIENCE_SECONDS = 10;

  private final Journal journal;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  StoredRooms(Journal journal) {
    this.journal = journal;
  }

  /** The session as it is stored; empty where there is none. Blocks. */
  Optional<Seat.Room> read(SessionId id) {
    if (!hasPlace()) {
      throw new JournalFailure("session " + id + ": others were read for " + PATIENCE_SECONDS + " s", false);
    }
    try {
      return journal.open(id).map(opened -> new Seat.Room(opened.state(), new Signals(), Notice.Attendance.NOBODY));
    } finally {
      places.release();
    }
  }

  private boolean hasPlace() {
    try {
      return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
