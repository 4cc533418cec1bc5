package io.tutti.edge.jpa;

import static io.tutti.contract.Logs.batch;
import static io.tutti.contract.Logs.entries;
import static io.tutti.contract.Logs.entry;
import static io.tutti.contract.Logs.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.sealing.Seal;
import io.tutti.session.JournalFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database on a disk that fills up. */
@Timeout(120)
class FullDiskTest {

  @TempDir
  Path directory;

  private Database database;
  private JpaJournal journal;
  private volatile boolean hasRoom = true;

  @BeforeEach
  void open() {
    FullDisk.register();
    database = Database.open(DatabaseAddress.h2("full:" + directory.resolve("tutti")), Seal.none(), () -> hasRoom);
    journal = new JpaJournal(database);
    journal.create(session("s"));
    journal.append(List.of(batch("s", entries(1, 10))));
  }

  @AfterEach
  void close() {
    FullDisk.setGone(false);
    database.close();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it never happens");
      }
      Thread.onSpinWait();
    }
  }

  private void assertFails() {
    JournalFailure failure = assertThrows(JournalFailure.class, () -> journal.append(List.of(batch("s", entry(11)))));
    assertFalse(failure.isData(), failure.toString());
  }

  @Test
  @DisplayName("[JRN14] [STORE4] On a full disk appending fails by name; with room again it goes on by itself where the log ended")
  void onAFullDiskAppendingFailsByName() {
    FullDisk.setFull(true);
    for (int i = 0; i < 3; i++) {
      assertFails();
    }
    FullDisk.setFull(false);
    await(journal::isHealthy);
    assertEquals(entries(1, 10), journal.open(session("s").id()).orElseThrow().tail());
    journal.append(List.of(batch("s", entry(11))));
    assertEquals(entries(1, 11), journal.open(session("s").id()).orElseThrow().tail());
    assertEquals("ok", journal.checks().get("storage"));
  }

  @Test
  @DisplayName("[STORE4] [STORE6] A database that has failed says so at once to whoever comes, and in its checks, until it is open again")
  void saysSo() {
    FullDisk.setGone(true);
    assertFails();
    await(() -> journal.refusal() != null);
    assertFalse(journal.checks().get("storage").equals("ok"));
    assertTrue(assertThrows(JournalFailure.class, () -> journal.open(session("s").id())).isRefusal());
    FullDisk.setGone(false);
    await(() -> journal.refusal() == null);
    assertTrue(journal.isHealthy());
  }

  @Test
  @DisplayName("[STORE1] Where there is no room, nothing is written, and what is stored can be read")
  void noRoom() {
    hasRoom = false;
    assertFails();
    assertTrue(assertThrows(JournalFailure.class, () -> journal.create(session("t"))).isRefusal());
    assertEquals(entries(1, 10), journal.open(session("s").id()).orElseThrow().tail());
    assertNull(journal.refusal(), "the database itself is well");
    hasRoom = true;
    journal.append(List.of(batch("s", entry(11))));
  }
}
