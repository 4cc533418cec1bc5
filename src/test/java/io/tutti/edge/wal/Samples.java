package io.tutti.edge.wal;

import io.tutti.contract.Logs;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Journal.Batch;
import io.tutti.session.LogIdentity;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the tests append, and where. Immutable. */
final class Samples {

  static final SessionId DUO = new SessionId("duo");
  static final SessionId TRIO = new SessionId("trio");
  static final ClientId CLIENT = new ClientId("tab-1");
  static final ThreadFactory THREADS = work -> {
    Thread thread = new Thread(work, "folder");
    thread.setDaemon(true);
    return thread;
  };

  private Samples() {}

  static SessionDescription description(SessionId session) {
    return SessionDescription.onJoining(session, 500, 1_000)
        .withLog(new LogIdentity("log-of-" + session, List.of(), 0));
  }

  /** The event of a change of one parameter, by somebody whose name has more than ASCII. */
  static Entry entry(long seq) {
    UserId user = new UserId("zoë-🎻");
    return new Entry(seq, 10_000 + seq, user, CLIENT, "r" + seq,
        new Event.ParametersChanged(user, Map.of("mu", seq / 1024.0), Map.of("beta", -0.5)));
  }

  /** The entries of {@code session} from {@code first} to {@code last}. */
  static Batch batch(SessionId session, long first, long last) {
    return new Batch(session, entries(first, last));
  }

  static List<Entry> entries(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(Samples::entry).toList();
  }

  static SessionSnapshot snapshot(long seq) {
    return Logs.plainSnapshot(seq, Map.of(), List.of(), Map.of());
  }

  /** A journal with the sessions {@link #DUO} and {@link #TRIO}. */
  static RememberingJournal inner() {
    RememberingJournal inner = new RememberingJournal();
    inner.create(description(DUO));
    inner.create(description(TRIO));
    return inner;
  }

  /** Settings with which nothing is folded unless it is asked for. */
  static WriteAheadSettings unhurried(Path directory) {
    return new WriteAheadSettings(
        directory, Duration.ofHours(1), Duration.ofHours(2), 1_000_000, 10, 1_000_000, 1L << 30, 1 << 20);
  }

  static WriteAheadJournal open(RememberingJournal inner, Path directory) {
    return new WriteAheadJournal(inner, unhurried(directory), Seal.none(), THREADS);
  }

  /** What the file number {@code number} of entries that could not be stored holds. */
  static List<Batch> damaged(Path directory, int number) throws IOException {
    List<Batch> batches = new ArrayList<>();
    try (SegmentReader reader = SegmentReader.open(directory.resolve("journal-damaged-" + number + ".wal"))) {
      reader.forEach(reader.extent(), Seal.none(), batches::addAll);
    }
    return batches;
  }

  /** The segments in {@code directory}, oldest first. */
  static List<Path> segments(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().matches("journal-\\d+\\.wal")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The segments as a crash would leave them, in a directory of their own. */
  static Path crashed(Path directory, Path target) {
    try {
      Files.createDirectories(target);
      for (Path file : segments(directory)) {
        Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
