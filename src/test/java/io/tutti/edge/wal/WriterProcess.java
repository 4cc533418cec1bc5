package io.tutti.edge.wal;

import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.session.Journal.Batch;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that appends until it is killed. Argument: a directory. Each acknowledged place is a line {@code session seq} on
 * standard output; each folded portion is written, in one go, to the file {@code folded} as such lines and a line {@code .}.
 */
final class WriterProcess {

  static final String FOLDED = "folded";
  static final int SESSIONS = 8;

  private WriterProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    RememberingJournal inner = new RememberingJournal();
    for (int i = 0; i < SESSIONS; i++) {
      inner.create(Samples.description(session(i)));
    }
    WriteAheadSettings settings = new WriteAheadSettings(
        directory, Duration.ofMillis(15), Duration.ofSeconds(1), 500, 100, 100_000, 1 << 28, 1 << 20);
    FoldedRecord inRecord = new FoldedRecord(inner, directory.resolve(FOLDED));
    WriteAheadJournal journal = new WriteAheadJournal(inRecord, settings, Seal.none(), Samples.THREADS);
    PrintStream acknowledged = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    for (long seq = 1; ; seq++) {
      List<Batch> batches = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        batches.add(Samples.batch(session(i), seq, seq));
      }
      journal.append(batches);
      acknowledged.print(lines(batches));
      acknowledged.flush();
    }
  }

  static SessionId session(int number) {
    return new SessionId("s" + number);
  }

  static String lines(List<Batch> batches) {
    StringBuilder lines = new StringBuilder();
    batches.forEach(batch -> batch.entries().forEach(
        entry -> lines.append(batch.session()).append(' ').append(entry.seq()).append('\n')));
    return lines.toString();
  }

  /** Writes down what the journal behind was given, so that it outlives the process. */
  private static final class FoldedRecord extends PassingJournal {
    private final Path file;

    FoldedRecord(RememberingJournal inner, Path file) {
      super(inner);
      this.file = file;
    }

    @Override
    public void append(List<Batch> batches) {
      super.append(batches);
      try {
        Files.writeString(file, lines(batches) + ".\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
