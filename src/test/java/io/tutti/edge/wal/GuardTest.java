package io.tutti.edge.wal;

import static io.tutti.edge.wal.Samples.DUO;
import static io.tutti.edge.wal.Samples.TRIO;
import static io.tutti.edge.wal.Samples.batch;
import static io.tutti.edge.wal.Samples.crashed;
import static io.tutti.edge.wal.Samples.entries;
import static io.tutti.edge.wal.Samples.segments;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A write-ahead journal whose disk is full or cannot be written")
@Timeout(60)
class GuardTest {

  private static final long FLOOR = 1_000_000;

  @TempDir Path directory;
  @TempDir Path copies;
  private final RememberingJournal inner = Samples.inner();
  private final FaultyDisk disk = new FaultyDisk();

  /** Looks often, so that a test can wait for it; folds only when it is asked to. */
  private WriteAheadJournal open() {
    WriteAheadSettings settings = new WriteAheadSettings(directory, Duration.ofHours(1), Duration.ofHours(1), 1_000_000, 10,
        1_000_000, 1L << 30, 1 << 20, Duration.ofMillis(5), FLOOR);
    return new WriteAheadJournal(inner, settings, Seal.none(), Samples.THREADS, disk);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it never happens");
      }
      Thread.onSpinWait();
    }
  }

  private List<Entry> recovered() {
    RememberingJournal survivor = inner.copy();
    Samples.open(survivor, crashed(directory, copies)).close();
    return survivor.stored(DUO);
  }

  @Test
  @DisplayName("[STORE1] [STORE2] With too little room it says so and makes no session, with room again it takes both")
  void tooLittleRoom() {
    try (WriteAheadJournal journal = open()) {
      assertNull(journal.refusal());
      disk.usable = FLOOR - 1;
      await(() -> journal.refusal() != null);
      assertEquals(Guard.NO_ROOM, journal.refusal());
      assertNotEquals("ok", journal.checks().get("disk"));
      assertEquals("ok", journal.checks().get("journal"));
      assertFalse(journal.isHealthy());
      SessionId solo = new SessionId("solo");
      JournalFailure refused = assertThrows(JournalFailure.class, () -> journal.create(Samples.description(solo)));
      assertTrue(refused.isRefusal());
      disk.usable = FLOOR;
      await(() -> journal.refusal() == null);
      assertEquals("ok", journal.checks().get("disk"));
      assertTrue(journal.create(Samples.description(solo)));
      assertTrue(journal.isHealthy());
    }
  }

  @Test
  @DisplayName("[STORE1] What was decided before the room ran short is still stored, until half of the room is gone too")
  void storesWhatWasDecided() {
    try (WriteAheadJournal journal = open()) {
      disk.usable = FLOOR / 2;
      await(() -> journal.refusal() != null);
      journal.append(List.of(batch(DUO, 1, 1)));
      disk.usable = FLOOR / 2 - 1;
      AtomicLong next = new AtomicLong(1);
      await(() -> throwsRefusal(() -> {
        journal.append(List.of(batch(TRIO, next.get(), next.get())));
        next.incrementAndGet();
      }));
      assertEquals(entries(1, 1), recovered());
      disk.usable = Long.MAX_VALUE;
    }
  }

  private static boolean throwsRefusal(Runnable work) {
    try {
      work.run();
      return false;
    } catch (JournalFailure e) {
      return e.isRefusal();
    }
  }

  @Test
  @DisplayName("[STORE1] More room than the least is wanted where much is still to be folded, which takes room too")
  void wantsRoomForFolding() {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 100)));
      disk.usable = FLOOR + 1_000;
      await(() -> journal.refusal() != null);
      journal.fold();
      await(() -> journal.refusal() == null);
      disk.usable = Long.MAX_VALUE;
    }
  }

  @Test
  @DisplayName("[STORE3] [WAL17] With no room to fold, a log is read from the tables and from memory, each entry once")
  void readsWithoutFolding() {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 3)));
      journal.fold();
      journal.append(List.of(batch(DUO, 4, 6)));
      disk.usable = FLOOR / 4 - 1;
      assertTrue(assertThrows(JournalFailure.class, journal::fold).isRefusal());
      assertEquals(entries(1, 6), journal.open(DUO).orElseThrow().tail());
      assertEquals(entries(1, 6), journal.read(DUO, 1, 9, 9));
      assertEquals(entries(3, 5), journal.read(DUO, 3, 5, 9));
      assertEquals(entries(2, 5), journal.read(DUO, 2, 9, 4));
      assertEquals(entries(1, 2), journal.read(DUO, 1, 9, 2));
      assertEquals(entries(5, 6), journal.read(DUO, 5, 9, 9));
      assertEquals(List.of(), journal.read(DUO, 7, 9, 9));
      assertEquals(entries(2, 3), journal.readPiece(DUO, 2, 9, 9, 1_000_000));
      assertEquals(entries(4, 6), journal.readPiece(DUO, 4, 9, 9, 1_000_000));
      assertEquals(List.of(), journal.readPiece(DUO, 7, 9, 9, 1_000_000));
      assertEquals(Samples.entry(2), journal.find(DUO, Samples.CLIENT, "r2", 0).orElseThrow());
      assertEquals(Samples.entry(5), journal.find(DUO, Samples.CLIENT, "r5", 0).orElseThrow());
      assertTrue(journal.find(DUO, Samples.CLIENT, "r5", 5).isEmpty());
      assertEquals(entries(1, 3), inner.stored(DUO));
      disk.usable = Long.MAX_VALUE;
      journal.fold();
      assertEquals(entries(1, 6), inner.stored(DUO));
    }
  }

  @Test
  @DisplayName("[STORE1] [STORE2] [WAL5] A write that could not be undone is undone as soon as that works, without a restart")
  void mends() {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 1)));
      disk.room = 20;
      disk.refusesTruncate = true;
      assertThrows(JournalFailure.class, () -> journal.append(List.of(batch(DUO, 2, 2))));
      await(() -> Guard.NO_WRITING.equals(journal.refusal()));
      assertNotEquals("ok", journal.checks().get("journal"));
      assertEquals(entries(1, 1), recovered());
      disk.refusesTruncate = false;
      disk.room = Long.MAX_VALUE;
      await(() -> journal.refusal() == null);
      journal.append(List.of(batch(DUO, 2, 2)));
      assertEquals(entries(1, 2), recovered());
    }
  }

  @Test
  @DisplayName("[WAL5] Behind a sealed segment with a torn end no record is written before that segment is gone")
  void waitsForTheTornSegmentToGo() {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 1)));
      disk.room = 20;
      disk.refusesTruncate = true;
      assertThrows(JournalFailure.class, () -> journal.append(List.of(batch(DUO, 2, 2))));
      disk.room = Long.MAX_VALUE;
      disk.refusesDelete = true;
      assertThrows(JournalFailure.class, journal::fold);
      assertThrows(JournalFailure.class, () -> journal.append(List.of(batch(DUO, 2, 2))));
      assertEquals(entries(1, 1), recovered());
      await(() -> Guard.NO_WRITING.equals(journal.refusal()));
      disk.refusesDelete = false;
      journal.fold();
      await(() -> journal.refusal() == null);
      journal.append(List.of(batch(DUO, 2, 2)));
      assertEquals(entries(1, 2), recovered());
      disk.refusesTruncate = false;
    }
  }

  @Test
  @DisplayName("[STORE1] [STORE2] A data directory that becomes read-only is noticed, changes are refused, and it goes on when it can")
  void readOnlyDirectory() {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 2)));
      disk.refusesCreate = true;
      disk.refusesDelete = true;
      assertThrows(JournalFailure.class, journal::fold);
      await(() -> Guard.NO_WRITING.equals(journal.refusal()));
      assertNotEquals("ok", journal.checks().get("folding"));
      assertEquals(entries(1, 2), journal.read(DUO, 1, 9, 9));
      assertThrows(JournalFailure.class, () -> journal.append(List.of(batch(DUO, 3, 3))));
      disk.refusesCreate = false;
      disk.refusesDelete = false;
      await(() -> journal.refusal() == null);
      journal.append(List.of(batch(DUO, 3, 3)));
      journal.fold();
      assertEquals(entries(1, 3), inner.stored(DUO));
      assertTrue(journal.isHealthy());
    }
    assertEquals(List.of(), segments(directory));
  }

  @Test
  @DisplayName("[WAL18] A segment that somebody deletes while it is written takes no more records, and what it held is folded")
  void deletedSegment() throws Exception {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 1)));
      Path deleted = segments(directory).get(0);
      Files.delete(deleted);
      journal.append(List.of(batch(DUO, 2, 2)));
      journal.fold();
      assertEquals(entries(1, 2), inner.stored(DUO));
      journal.append(List.of(batch(DUO, 3, 3)));
      assertNotEquals(deleted, segments(directory).get(0));
      assertEquals(entries(1, 3), recovered());
      Files.delete(segments(directory).get(0));
      journal.fold();
      journal.append(List.of(batch(DUO, 4, 4)));
      assertEquals(entries(1, 4), recovered());
      assertNull(journal.refusal());
    }
  }

  @Test
  @DisplayName("[STORE5] A folding that never ends keeps neither readers nor the end of the server waiting for ever")
  void endlessFolding() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch freed = new CountDownLatch(1);
    PassingJournal slow = new PassingJournal(inner) {
      @Override
      public void append(List<Batch> batches) {
        stuck.countDown();
        try {
          assertTrue(freed.await(50, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
          throw new JournalFailure("interrupted", e, false);
        }
        super.append(batches);
      }
    };
    WriteAheadJournal journal = new WriteAheadJournal(slow, Samples.unhurried(directory), Seal.none(), Samples.THREADS, disk);
    journal.append(List.of(batch(DUO, 1, 2), batch(TRIO, 1, 1)));
    Thread folding = new Thread(journal::fold);
    folding.start();
    assertTrue(stuck.await(30, TimeUnit.SECONDS));
    assertEquals(entries(1, 2), journal.read(DUO, 1, 9, 9), "what is in memory can be read all the same");
    assertTrue(assertThrows(JournalFailure.class, () -> journal.catchUp(TRIO)).isRefusal());
    freed.countDown();
    folding.join();
    assertNotNull(journal.open(TRIO).orElseThrow());
    journal.close();
  }
}
