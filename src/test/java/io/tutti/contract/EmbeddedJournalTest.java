package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.edge.sealing.Seal;
import io.tutti.edge.wal.WriteAheadJournal;
import io.tutti.edge.wal.WriteAheadSettings;
import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal as the server has it where nobody names a database: the write-ahead file before the embedded tables. */
class EmbeddedJournalTest extends JournalContract {

  @TempDir
  Path directory;

  private Database database;
  private WriteAheadJournal journal;

  @BeforeEach
  void open() {
    database = Database.open(DatabaseAddress.embedded(directory));
    journal = new WriteAheadJournal(new JpaJournal(database), WriteAheadSettings.in(directory), Seal.none(), Thread::new);
  }

  @AfterEach
  void close() {
    journal.close();
    database.close();
  }

  @Override
  protected Journal journal() {
    return journal;
  }

  @Test
  @DisplayName("[JRN13] Everything is there after a restart, whether it had reached the tables or not")
  void everythingIsThereAfterARestart() {
    journal.create(Logs.session("s"));
    for (long seq = 1; seq <= 100; seq++) {
      journal.append(List.of(Logs.batch("s", Logs.entry(seq))));
    }
    journal.keep(new SessionId("s"), Logs.snapshot(60));
    journal.append(List.of(Logs.batch("s", Logs.entry(101))));
    close();
    open();
    Journal.Opened opened = journal.open(new SessionId("s")).orElseThrow();
    assertEquals(Logs.snapshot(60), opened.snapshot());
    assertEquals(Logs.entries(61, 101), opened.tail());
  }
}
