package io.tutti.edge.wal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.SessionId;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KilledProcessTest {

  @TempDir Path directory;

  @RepeatedTest(3)
  @DisplayName("[WAL3] Every entry that was acknowledged before kill -9 in the middle of the load is there afterwards")
  void keepsAcknowledgedEntries() throws Exception {
    Process writer = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), WriterProcess.class.getName(), directory.toString())
        .redirectError(directory.resolve("errors").toFile())
        .start();
    Map<SessionId, Long> acknowledged = new LinkedHashMap<>();
    try (BufferedReader lines = writer.inputReader(StandardCharsets.US_ASCII)) {
      int seen = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(acknowledged, line);
        if (++seen == 4_000) {
          JournalFailure refusal = assertThrows(
              JournalFailure.class, () -> Samples.open(new RememberingJournal(), directory));
          assertTrue(String.valueOf(refusal.getMessage()).contains("in use"), "[WAL10] another process has the directory");
          // By its handle: the process's own method closes the pipe, and what was acknowledged last would not be seen.
          writer.toHandle().destroyForcibly();
        }
      }
      assertTrue(seen >= 4_000, () -> "The writer ended early: " + errors());
    } finally {
      writer.destroyForcibly().waitFor();
    }
    RememberingJournal survivor = folded();
    Samples.open(survivor, directory).close();
    assertEquals(WriterProcess.SESSIONS, acknowledged.size());
    acknowledged.forEach((session, seq) -> {
      int stored = survivor.stored(session).size();
      assertTrue(stored >= seq, () -> session + " was acknowledged up to " + seq + ", and ends at " + stored);
      assertEquals(Samples.entries(1, stored), survivor.stored(session));
    });
  }

  /** A last line may be cut short by the kill: it names no place, or one that is lower. */
  private static void note(Map<SessionId, Long> acknowledged, String line) {
    String[] words = line.split(" ");
    if (words.length == 2 && !words[1].isEmpty()) {
      acknowledged.merge(new SessionId(words[0]), Long.valueOf(words[1]), Math::max);
    }
  }

  private RememberingJournal folded() throws Exception {
    RememberingJournal journal = new RememberingJournal();
    for (int i = 0; i < WriterProcess.SESSIONS; i++) {
      journal.create(Samples.description(WriterProcess.session(i)));
    }
    List<Batch> portion = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve(WriterProcess.FOLDED))) {
      if (line.equals(".")) {
        journal.append(portion);
        portion.clear();
      } else {
        String[] words = line.split(" ");
        long seq = Long.parseLong(words[1]);
        portion.add(Samples.batch(new SessionId(words[0]), seq, seq));
      }
    }
    assertTrue(journal.appended().size() > 1, "some of it was folded before");
    return journal;
  }

  private String errors() {
    try {
      return Files.readString(directory.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
