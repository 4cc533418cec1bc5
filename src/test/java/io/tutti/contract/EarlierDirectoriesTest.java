package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.edge.json.stored.StoredSamples;
import io.tutti.edge.sealing.Seal;
import io.tutti.edge.wal.WriteAheadJournal;
import io.tutti.edge.wal.WriteAheadSettings;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Data directories as an earlier server left them when it was killed: a session in the tables with a
 * snapshot, and one whose log is in the write-ahead file alone.
 */
class EarlierDirectoriesTest {

  private static final Path STORED = Path.of("src/test/resources/stored");
  private static final SessionId STORED_IN_TABLES = new SessionId("stored");
  private static final SessionId UNFOLDED = new SessionId("unfolded");

  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource({"unmarked/data.zip, false", "unmarked/data-sealed.zip, true"})
  @DisplayName("[FMT2] A data directory of an earlier release opens with everything that was stored, sealed or not")
  void opens(String archive, boolean sealed) throws IOException {
    unpack(STORED.resolve(archive));
    Seal seal = sealed ? SealedStorageTest.SEAL : Seal.none();
    List<Entry> log = StoredSamples.log(0);
    try (Database database = Database.open(DatabaseAddress.embedded(directory), seal);
        WriteAheadJournal journal =
            new WriteAheadJournal(new JpaJournal(database), WriteAheadSettings.in(directory), seal, Thread::new)) {
      Journal.Opened stored = journal.open(STORED_IN_TABLES).orElseThrow();
      assertEquals(Logs.describedSession("stored").withLog(stored.description().log()), stored.description());
      assertEquals(StoredSamples.snapshot(40), stored.snapshot());
      assertEquals(log.subList(40, log.size()), stored.tail());
      assertEquals(log, journal.read(STORED_IN_TABLES, 1, log.size(), log.size()));
      assertEquals(log, journal.open(UNFOLDED).orElseThrow().tail());
    }
  }

  private void unpack(Path archive) throws IOException {
    try (InputStream file = Files.newInputStream(archive); ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, directory.resolve(entry.getName()));
      }
    }
  }
}
