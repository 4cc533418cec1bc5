package io.tutti.edge.jpa;

import static io.tutti.contract.Logs.batch;
import static io.tutti.contract.Logs.entries;
import static io.tutti.contract.Logs.entry;
import static io.tutti.contract.Logs.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.session.JournalFailure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database on a disk that fills up. */
class FullDiskTest {

  @TempDir
  Path directory;

  private Database database;
  private JpaJournal journal;

  @BeforeEach
  void open() {
    FullDisk.register();
    database = Database.open(DatabaseAddress.h2("full:" + directory.resolve("tutti")));
    journal = new JpaJournal(database);
    journal.create(session("s"));
    journal.append(List.of(batch("s", entries(1, 10))));
  }

  @AfterEach
  void close() {
    FullDisk.setFull(false);
    database.close();
  }

  @Test
  @DisplayName("[JRN14] On a full disk appending fails by name; with room again it goes on where the log ended")
  void onAFullDiskAppendingFailsByName() {
    FullDisk.setFull(true);
    for (int i = 0; i < 3; i++) {
      JournalFailure failure = assertThrows(JournalFailure.class, () -> journal.append(List.of(batch("s", entry(11)))));
      assertFalse(failure.isData(), failure.toString());
    }
    FullDisk.setFull(false);
    assertTrue(journal.isHealthy());
    assertEquals(entries(1, 10), journal.open(session("s").id()).orElseThrow().tail());
    journal.append(List.of(batch("s", entry(11))));
    assertEquals(entries(1, 11), journal.open(session("s").id()).orElseThrow().tail());
  }
}
