package io.tutti.edge.wal;

import static io.tutti.edge.wal.Samples.DUO;
import static io.tutti.edge.wal.Samples.TRIO;
import static io.tutti.edge.wal.Samples.batch;
import static io.tutti.edge.wal.Samples.entries;
import static io.tutti.edge.wal.Samples.open;
import static io.tutti.edge.wal.Samples.segments;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.sealing.Seal;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FoldingFailureTest {

  private static final JournalFailure BROKEN = new JournalFailure("the database is broken", false);

  @TempDir Path directory;
  private final RememberingJournal inner = Samples.inner();

  @Test
  @DisplayName("[WAL7] [WAL17] While folding fails, appending and reading go on, segments stay and health is false; then all is folded")
  void losesNothing() {
    try (WriteAheadJournal journal = open(inner, directory)) {
      assertTrue(journal.isHealthy());
      inner.failWith(BROKEN);
      journal.append(List.of(batch(DUO, 1, 2)));
      assertSame(BROKEN, assertThrows(JournalFailure.class, journal::fold));
      journal.append(List.of(batch(DUO, 3, 3)));
      assertEquals(entries(1, 3), journal.read(DUO, 1, 9, 9));
      assertThrows(JournalFailure.class, journal::fold);
      assertEquals(3, segments(directory).size());
      inner.failWith(null);
      assertFalse(journal.isHealthy());
      journal.fold();
      assertTrue(journal.isHealthy());
      assertEquals(entries(1, 3), inner.stored(DUO));
      assertEquals(1, segments(directory).size());
    }
  }

  @Test
  @DisplayName("[WAL7] Folding is tried again by itself until it works")
  void triesAgain() throws Exception {
    WriteAheadSettings settings = new WriteAheadSettings(
        directory, Duration.ofMillis(5), Duration.ofMillis(20), 1_000, 10, 1_000, 1 << 20, 1 << 20);
    CountDownLatch threeTries = new CountDownLatch(3);
    CountDownLatch stored = new CountDownLatch(1);
    PassingJournal watched = new PassingJournal(inner) {
      @Override
      public void append(List<Batch> batches) {
        threeTries.countDown();
        super.append(batches);
        stored.countDown();
      }
    };
    inner.failWith(BROKEN);
    try (WriteAheadJournal journal = new WriteAheadJournal(watched, settings, Seal.none(), Samples.THREADS)) {
      journal.append(List.of(batch(DUO, 1, 1)));
      assertTrue(threeTries.await(30, TimeUnit.SECONDS));
      assertEquals(List.of(), inner.stored(DUO));
      inner.failWith(null);
      assertTrue(stored.await(30, TimeUnit.SECONDS));
      assertEquals(entries(1, 1), inner.stored(DUO));
    }
  }

  @Test
  @DisplayName("[WAL7] Beyond the bound of unfolded entries or bytes appending is refused, until something is folded")
  void staysBounded() {
    WriteAheadSettings fewEntries = new WriteAheadSettings(
        directory, Duration.ofHours(1), Duration.ofHours(1), 1_000, 10, 5, 1 << 20, 1 << 20);
    try (WriteAheadJournal journal = new WriteAheadJournal(inner, fewEntries, Seal.none(), Samples.THREADS)) {
      assertRefusedAfter(journal, batch(DUO, 1, 5), batch(DUO, 6, 6));
    }
    WriteAheadSettings fewBytes = new WriteAheadSettings(
        directory, Duration.ofHours(1), Duration.ofHours(1), 1_000, 10, 1_000, 1_000, 1 << 20);
    try (WriteAheadJournal journal = new WriteAheadJournal(inner, fewBytes, Seal.none(), Samples.THREADS)) {
      assertRefusedAfter(journal, batch(TRIO, 1, 4), batch(TRIO, 5, 9));
    }
  }

  private void assertRefusedAfter(WriteAheadJournal journal, Batch first, Batch second) {
    inner.failWith(BROKEN);
    journal.append(List.of(first));
    assertFalse(assertThrows(JournalFailure.class, () -> journal.append(List.of(second))).isData());
    inner.failWith(null);
    journal.fold();
    journal.append(List.of(second));
  }

  @Test
  @DisplayName("[WAL7] A commit of which only the answer was lost is not stored twice")
  void recognisesLostAnswers() {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 3)));
      inner.loseAnswer();
      assertThrows(JournalFailure.class, journal::fold);
      journal.append(List.of(batch(DUO, 4, 4), batch(TRIO, 1, 1)));
      journal.fold();
      assertEquals(entries(1, 4), inner.stored(DUO));
      assertEquals(entries(1, 1), inner.stored(TRIO));
    }
  }

  @Test
  @DisplayName("[WAL7] One session's refusal keeps no other session's entries back")
  void isolatesRefusals() {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 1), batch(TRIO, 1, 1)));
      inner.delete(DUO);
      journal.fold();
      assertEquals(entries(1, 1), inner.stored(TRIO));
      assertTrue(journal.isHealthy());
    }
  }

  @Test
  @DisplayName("[WAL13] What the journal behind refuses is kept aside, segments go, and the session goes on where that one ends")
  void keepsRefusedAside() throws Exception {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 2), batch(TRIO, 1, 1)));
      inner.refuse(DUO);
      assertEquals(entries(1, 1), journal.read(TRIO, 1, 9, 9));
      assertEquals(2, journal.list(null, 5).size(), "one session does not keep the list back");
      journal.fold();
      assertEquals(List.of(batch(DUO, 1, 2)), Samples.damaged(directory, 1));
      assertEquals(1, segments(directory).size());
      assertTrue(journal.isHealthy());
      assertTrue(assertThrows(JournalFailure.class, () -> journal.append(List.of(batch(DUO, 3, 3)))).isData());
      assertEquals(List.of(), journal.open(DUO).orElseThrow().tail());
      journal.append(List.of(batch(TRIO, 2, 2)));
    }
    assertEquals(entries(1, 2), inner.stored(TRIO));
    assertEquals(List.of(), segments(directory));
  }

  @Test
  @DisplayName("[WAL13] Where what was refused cannot be kept aside, its segment stays")
  void keepsSegmentsOfWhatCannotBeKept() {
    FaultyDisk disk = new FaultyDisk();
    WriteAheadJournal journal = new WriteAheadJournal(inner, Samples.unhurried(directory), Seal.none(), Samples.THREADS, disk);
    journal.append(List.of(batch(DUO, 1, 2)));
    inner.refuse(DUO);
    disk.room = 0;
    assertFalse(assertThrows(JournalFailure.class, journal::fold).isData());
    assertFalse(journal.isHealthy());
    assertEquals(1, segments(directory).size());
    disk.room = Long.MAX_VALUE;
    journal.close();
    assertEquals(List.of(), segments(directory));
  }

  @Test
  @DisplayName("[WAL9] A close that cannot fold says so, frees the directory, and the next start folds")
  void closesWithoutFolding() {
    WriteAheadJournal journal = open(inner, directory);
    journal.append(List.of(batch(DUO, 1, 2)));
    inner.failWith(BROKEN);
    assertSame(BROKEN, assertThrows(JournalFailure.class, journal::close));
    assertSame(BROKEN, assertThrows(JournalFailure.class, () -> open(inner, directory)));
    inner.failWith(null);
    open(inner, directory).close();
    assertEquals(entries(1, 2), inner.stored(DUO));
    assertEquals(List.of(), segments(directory));
  }
}
