package io.tutti.edge.wal;

import static io.tutti.edge.wal.Samples.DUO;
import static io.tutti.edge.wal.Samples.TRIO;
import static io.tutti.edge.wal.Samples.batch;
import static io.tutti.edge.wal.Samples.description;
import static io.tutti.edge.wal.Samples.entries;
import static io.tutti.edge.wal.Samples.entry;
import static io.tutti.edge.wal.Samples.open;
import static io.tutti.edge.wal.Samples.segments;
import static io.tutti.edge.wal.Samples.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.session.Journal.Batch;
import io.tutti.session.Journal.Summary;
import io.tutti.session.JournalFailure;
import io.tutti.session.Profile;
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
class WriteAheadJournalTest {

  @TempDir Path directory;
  private final RememberingJournal inner = Samples.inner();

  @Test
  @DisplayName("[WAL6] What was appended is read at once, though the journal behind did not have it")
  void readsSeeEverything() {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 3), batch(TRIO, 1, 1)));
      assertEquals(List.of(), inner.stored(DUO));
      assertEquals(entries(2, 3), journal.read(DUO, 2, 9, 9));
      assertEquals(List.of(), inner.stored(TRIO), "only the session that is read is folded");
      journal.append(List.of(batch(DUO, 4, 4)));
      assertEquals(entries(1, 4), journal.open(DUO).orElseThrow().tail());
      journal.append(List.of(batch(DUO, 5, 5)));
      assertEquals(entry(5), journal.find(DUO, Samples.CLIENT, "r5", 0).orElseThrow());
      journal.append(List.of(batch(DUO, 6, 6)));
      journal.forget(DUO, snapshot(6));
      assertEquals(6, journal.retainedAfter(DUO));
      assertEquals(List.of(), journal.read(DUO, 1, 9, 9));
      journal.append(List.of(batch(TRIO, 2, 2)));
      assertEquals(List.of(new Summary(description(TRIO), Profile.of(description(TRIO)), 2, entry(2).at())), journal.list(DUO, 5));
    }
  }

  @Test
  @DisplayName("[WAL14] A snapshot is kept, or the past forgotten, only up to what the journal behind has, known or to be looked up")
  void refusesSnapshotsAhead() {
    inner.append(List.of(batch(TRIO, 1, 2)));
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 3)));
      for (long ahead : new long[] {4, 10}) {
        assertTrue(assertThrows(JournalFailure.class, () -> journal.keep(DUO, snapshot(ahead))).isData());
        assertTrue(assertThrows(JournalFailure.class, () -> journal.forget(DUO, snapshot(ahead))).isData());
        assertTrue(assertThrows(JournalFailure.class, () -> journal.keep(TRIO, snapshot(ahead))).isData());
      }
      journal.keep(DUO, snapshot(3));
      assertEquals(entries(1, 3), inner.stored(DUO));
      journal.keep(TRIO, snapshot(2));
      journal.forget(TRIO, snapshot(2));
      journal.keep(TRIO, snapshot(2));
      assertEquals(snapshot(3), journal.open(DUO).orElseThrow().snapshot());
    }
  }

  @Test
  @DisplayName("[WAL6] Reading a session with nothing unfolded does not wait for a folding of others")
  void readsWithoutWaiting() throws Exception {
    try (WriteAheadJournal journal = open(inner, directory)) {
      CountDownLatch folding = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      inner.beforeAppend(() -> {
        folding.countDown();
        await(go);
      });
      journal.append(List.of(batch(DUO, 1, 1)));
      Thread fold = Samples.THREADS.newThread(journal::fold);
      fold.start();
      await(folding);
      assertEquals(List.of(), journal.read(TRIO, 1, 9, 9));
      assertTrue(journal.open(TRIO).isPresent());
      journal.append(List.of(batch(DUO, 2, 2)));
      go.countDown();
      fold.join();
      assertEquals(entries(1, 2), journal.read(DUO, 1, 9, 9));
    }
  }

  @Test
  @DisplayName("[WAL11] Folding merges into one batch a session, sorted by session, in bounded portions")
  void foldsInPortions() {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(TRIO, 1, 8)));
      journal.append(List.of(batch(DUO, 1, 4)));
      journal.append(List.of(batch(DUO, 5, 7), batch(TRIO, 9, 9)));
      journal.fold();
      assertEquals(
          List.of(List.of(batch(DUO, 1, 7), batch(TRIO, 1, 3)), List.of(batch(TRIO, 4, 9))), inner.appended());
    }
  }

  @Test
  @DisplayName("[WAL11] Folding starts by itself at the number of entries that is set, and deletes the folded segment")
  void foldsByItself() {
    WriteAheadSettings settings = new WriteAheadSettings(
        directory, Duration.ofHours(1), Duration.ofHours(1), 3, 10, 100, 1 << 20, 1 << 20);
    CountDownLatch folded = new CountDownLatch(1);
    inner.beforeAppend(folded::countDown);
    try (WriteAheadJournal journal = new WriteAheadJournal(inner, settings, Seal.none(), Samples.THREADS)) {
      journal.append(List.of(batch(DUO, 1, 2)));
      assertEquals(1, folded.getCount());
      Path first = segments(directory).get(0);
      journal.append(List.of(batch(DUO, 3, 3)));
      await(folded);
      journal.fold();
      assertEquals(entries(1, 3), inner.stored(DUO));
      assertFalse(segments(directory).contains(first));
    }
  }

  @Test
  @DisplayName("[WAL8] A place that is taken, folded or not, is refused as data and nothing of the call is stored")
  void refusesTakenPlaces() {
    inner.append(List.of(batch(TRIO, 1, 2)));
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 2)));
      assertData(journal, batch(DUO, 3, 3), batch(TRIO, 2, 3));
      assertData(journal, batch(DUO, 2, 3));
      assertData(journal, batch(DUO, 3, 3), batch(DUO, 3, 3));
      journal.fold();
      assertData(journal, batch(DUO, 2, 2));
      journal.forget(TRIO, snapshot(2));
      assertData(journal, batch(TRIO, 1, 1));
      assertEquals(entries(1, 2), journal.read(DUO, 1, 9, 9));
      journal.append(List.of(batch(DUO, 3, 3), batch(TRIO, 3, 3)));
    }
    assertEquals(entries(1, 3), inner.stored(DUO));
    assertEquals(entries(3, 3), inner.stored(TRIO));
  }

  @Test
  @DisplayName("[WAL8] A place that leaves a gap is refused as data, whether the session's end is known or to be looked up")
  void refusesGaps() {
    inner.append(List.of(batch(TRIO, 1, 2)));
    try (WriteAheadJournal journal = open(inner, directory)) {
      assertData(journal, batch(TRIO, 4, 4));
      assertData(journal, batch(DUO, 2, 2));
      journal.append(List.of(batch(TRIO, 3, 3)));
      assertData(journal, batch(TRIO, 5, 5));
      assertTrue(journal.open(DUO).isPresent());
      assertData(journal, batch(DUO, 2, 2));
      assertData(journal, batch(DUO, 1, 1), batch(DUO, 3, 3));
      journal.append(List.of(batch(DUO, 1, 1), batch(DUO, 2, 2)));
    }
    assertEquals(entries(1, 2), inner.stored(DUO));
    assertEquals(entries(1, 3), inner.stored(TRIO));
  }

  @Test
  @DisplayName("[WAL8] A session that does not exist, or not any more, is refused as data")
  void refusesUnknownSessions() {
    try (WriteAheadJournal journal = open(inner, directory)) {
      assertData(journal, batch(new SessionId("nobody"), 1, 1));
      journal.append(List.of(batch(DUO, 1, 1)));
      journal.delete(DUO);
      assertData(journal, batch(DUO, 2, 2));
      assertData(journal, new Batch(TRIO, List.of()));
    }
  }

  @Test
  @DisplayName("[WAL8] An append that is too large is refused as data, and a smaller one works")
  void refusesTooLarge() {
    WriteAheadSettings settings = new WriteAheadSettings(
        directory, Duration.ofHours(1), Duration.ofHours(1), 100, 10, 1000, 1 << 20, 1000);
    try (WriteAheadJournal journal = new WriteAheadJournal(inner, settings, Seal.none(), Samples.THREADS)) {
      assertData(journal, batch(DUO, 1, 20));
      journal.append(List.of(batch(DUO, 1, 1)));
    }
    assertEquals(entries(1, 1), inner.stored(DUO));
  }

  @Test
  @DisplayName("[WAL12] A session created anew under a deleted one's name gets nothing of it, after a crash either")
  void keepsSuccessorsClean(@TempDir Path copy) {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 5)));
      journal.delete(DUO);
      assertTrue(journal.create(description(DUO)));
      journal.append(List.of(batch(DUO, 1, 2)));
      RememberingJournal survivor = inner.copy();
      open(survivor, Samples.crashed(directory, copy)).close();
      assertEquals(entries(1, 2), survivor.stored(DUO));
      assertEquals(entries(1, 2), journal.read(DUO, 1, 9, 9));
    }
  }

  @Test
  @DisplayName("[WAL9] Closing folds everything, leaves no segment and refuses what comes later; twice is once")
  void closes() {
    WriteAheadJournal journal = open(inner, directory);
    journal.append(List.of(batch(DUO, 1, 2)));
    journal.close();
    journal.close();
    assertEquals(entries(1, 2), inner.stored(DUO));
    assertEquals(List.of(), segments(directory));
    assertFalse(assertThrows(JournalFailure.class, () -> journal.append(List.of(batch(DUO, 3, 3)))).isData());
    assertFalse(journal.isHealthy());
  }

  @Test
  @DisplayName("[WAL10] A second journal on a directory is refused with its name, until the first one is closed")
  void locksDirectory() {
    WriteAheadJournal journal = open(inner, directory);
    for (int i = 0; i < 2; i++) {
      JournalFailure refusal = assertThrows(JournalFailure.class, () -> open(inner, directory));
      assertTrue(refusal.getMessage().contains(directory.toString()), refusal.getMessage());
    }
    journal.close();
    open(inner, directory).close();
  }

  @Test
  @DisplayName("[WAL4] An interrupted thread appends all the same, and stays interrupted")
  void outlivesInterrupts() {
    try (WriteAheadJournal journal = open(inner, directory)) {
      Thread.currentThread().interrupt();
      journal.append(List.of(batch(DUO, 1, 1)));
      assertTrue(Thread.interrupted());
      journal.append(List.of(batch(DUO, 2, 2)));
    }
    assertEquals(entries(1, 2), inner.stored(DUO));
  }

  private static void assertData(WriteAheadJournal journal, Batch... batches) {
    assertTrue(assertThrows(JournalFailure.class, () -> journal.append(List.of(batches))).isData());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
