package io.tutti.edge.wal;

import static io.tutti.edge.wal.Samples.DUO;
import static io.tutti.edge.wal.Samples.batch;
import static io.tutti.edge.wal.Samples.crashed;
import static io.tutti.edge.wal.Samples.entries;
import static io.tutti.edge.wal.Samples.segments;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.sealing.Seal;
import io.tutti.session.Entry;
import io.tutti.session.JournalFailure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FullDiskTest {

  @TempDir Path directory;
  @TempDir Path copies;
  private final RememberingJournal inner = Samples.inner();
  private final FaultyDisk disk = new FaultyDisk();

  @Test
  @DisplayName("[WAL4] With room for any number of bytes less than a record's, nothing of it is stored, and it works with more")
  void outlivesFullDisk() {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 1)));
      long record = segments(directory).get(0).toFile().length() - SegmentFormat.HEAD_BYTES;
      for (long room = 0; room < record; room++) {
        disk.room = room;
        assertRefused(journal, 2);
        assertEquals(entries(1, 1), recovered());
      }
      disk.room = Long.MAX_VALUE;
      journal.append(List.of(batch(DUO, 2, 2)));
      assertEquals(entries(1, 2), recovered());
      assertEquals(entries(1, 2), journal.read(DUO, 1, 9, 9));
    }
  }

  @Test
  @DisplayName("[WAL4] A record that was written but could not be forced does not come back after a crash")
  void undoesUnforcedRecords() {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 1)));
      disk.refusesForce = true;
      assertRefused(journal, 2);
      assertEquals(entries(1, 1), recovered());
      journal.append(List.of(batch(DUO, 2, 2)));
      assertEquals(entries(1, 2), recovered());
    }
  }

  @Test
  @DisplayName("[WAL4] On a full disk folding still frees the folded segment, and appending works when there is room")
  void foldsOnFullDisk() {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 1)));
      disk.room = 10;
      journal.fold();
      assertEquals(entries(1, 1), inner.stored(DUO));
      assertEquals(List.of(), segments(directory));
      assertRefused(journal, 2);
      assertEquals(List.of(), segments(directory));
      disk.room = 10_000;
      journal.append(List.of(batch(DUO, 2, 2)));
      assertEquals(entries(1, 2), recovered());
    }
  }

  @Test
  @DisplayName("[WAL16] On a disk without room for room, segments are made without and records are stored")
  void doesWithoutRoom() {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 20)));
      disk.room = SegmentFormat.HEAD_BYTES + 500;
      journal.fold();
      assertEquals(SegmentFormat.HEAD_BYTES, segments(directory).get(0).toFile().length());
      disk.room = 500;
      journal.append(List.of(batch(DUO, 21, 21)));
      assertEquals(entries(1, 21), recovered());
    }
  }

  @Test
  @DisplayName("[WAL5] Where a failed write cannot be undone, every later append fails until it is or until a restart, and nothing is lost")
  void breaks() {
    WriteAheadJournal journal = open();
    journal.append(List.of(batch(DUO, 1, 1)));
    disk.room = 20;
    disk.refusesTruncate = true;
    assertRefused(journal, 2);
    disk.room = Long.MAX_VALUE;
    disk.refusesTruncate = false;
    assertRefused(journal, 2);
    assertFalse(journal.isHealthy());
    assertEquals(entries(1, 1), recovered());
    assertEquals(entries(1, 1), journal.read(DUO, 1, 9, 9));
    journal.close();
    try (WriteAheadJournal again = open()) {
      again.append(List.of(batch(DUO, 2, 2)));
      assertTrue(again.isHealthy());
    }
    assertEquals(entries(1, 2), inner.stored(DUO));
  }

  @Test
  @DisplayName("[WAL12] Where a deleted session's segment cannot be deleted, its name stays unusable until it is")
  void holdsNamesBack() {
    try (WriteAheadJournal journal = open()) {
      journal.append(List.of(batch(DUO, 1, 3)));
      disk.refusesDelete = true;
      assertThrows(JournalFailure.class, () -> journal.delete(DUO));
      assertThrows(JournalFailure.class, () -> journal.create(Samples.description(DUO)));
      assertFalse(journal.isHealthy());
      disk.refusesDelete = false;
      assertTrue(journal.create(Samples.description(DUO)));
      assertEquals(List.of(), recovered());
    }
  }

  private WriteAheadJournal open() {
    return new WriteAheadJournal(inner, Samples.unhurried(directory), Seal.none(), Samples.THREADS, disk);
  }

  private void assertRefused(WriteAheadJournal journal, long seq) {
    assertFalse(assertThrows(JournalFailure.class, () -> journal.append(List.of(batch(DUO, seq, seq)))).isData());
  }

  private List<Entry> recovered() {
    RememberingJournal survivor = inner.copy();
    Samples.open(survivor, crashed(directory, copies)).close();
    return survivor.stored(DUO);
  }
}
