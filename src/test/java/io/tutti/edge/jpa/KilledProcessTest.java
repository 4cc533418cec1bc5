package io.tutti.edge.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.contract.Logs;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database under a process that is killed in the middle of its work. */
@Timeout(120)
class KilledProcessTest {

  private static final int CALLS_BEFORE_THE_KILL = 300;

  @TempDir
  Path directory;

  @RepeatedTest(2)
  @DisplayName("[JRN18] After kill -9 every acknowledged entry is there; until then no other process can open the database")
  void afterKillEveryAcknowledgedEntryIsThere() throws Exception {
    long acknowledged = killWhileWriting();
    assertTrue(acknowledged >= CALLS_BEFORE_THE_KILL);
    try (Database database = Database.open(DatabaseAddress.embedded(directory))) {
      JpaJournal journal = new JpaJournal(database);
      for (int s = 0; s < JournalWriter.SESSIONS; s++) {
        Journal.Opened opened = journal.open(Logs.session("s" + s).id()).orElseThrow();
        long stored = opened.tail().size();
        assertTrue(stored >= acknowledged, "s" + s + ": acknowledged " + acknowledged + ", stored " + stored);
        assertEquals(Logs.entries(1, stored), opened.tail());
      }
    }
  }

  /** The last place that the writer printed completely. */
  private long killWhileWriting() throws Exception {
    Path errors = directory.resolve("errors");
    Process writer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), JournalWriter.class.getName(), directory.toString())
        .redirectError(errors.toFile())
        .start();
    long acknowledged = 0;
    try (BufferedReader lines = writer.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // The kill may cut the last line: only one that ends in its full stop counts.
        if (line.startsWith("stored ") && line.endsWith(".")) {
          acknowledged = Long.parseLong(line.substring("stored ".length(), line.length() - 1));
        }
        if (acknowledged == CALLS_BEFORE_THE_KILL) {
          assertInUse();
          // By its handle: the process's own method closes the pipe, and what was acknowledged last would not be seen.
          writer.toHandle().destroyForcibly();
        }
      }
      assertTrue(acknowledged >= CALLS_BEFORE_THE_KILL, () -> "the writer ended early: " + text(errors));
      return acknowledged;
    } finally {
      writer.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
  }

  private void assertInUse() {
    JournalFailure refusal =
        assertThrows(JournalFailure.class, () -> Database.open(DatabaseAddress.embedded(directory)).close());
    assertFalse(refusal.isData());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
