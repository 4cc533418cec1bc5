package io.tutti.edge.wal;

import static io.tutti.edge.wal.Samples.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class EquivalenceProperties {

  private static final int SESSIONS = 3;

  /** One thing done to both journals. {@code number}: a place or a count, as the step needs it. */
  record Step(Kind kind, int session, int number) {}

  enum Kind {
    CREATE, APPEND, APPEND_TO_ALL, APPEND_AGAIN, READ, OPEN, FIND, RETAINED, LIST, KEEP, FORGET, DELETE, FOLD, REOPEN, CRASH
  }

  @Property(tries = 150)
  @Label("[WAL6] Any sequence of steps, reopenings and crashes gives what the plain journal behind gives")
  void equalsPlainJournal(@ForAll("sequences") List<Step> steps) throws IOException {
    Path root = Files.createTempDirectory("tutti-wal");
    Twins twins = new Twins(root);
    try {
      for (Step step : steps) {
        twins.take(step);
      }
      twins.compareAll();
    } finally {
      twins.close();
      delete(root);
    }
  }

  @Provide
  Arbitrary<List<Step>> sequences() {
    Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.of(Kind.APPEND, Kind.APPEND_TO_ALL, Kind.CREATE)),
        Tuple.of(2, Arbitraries.of(Kind.class)));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, SESSIONS - 1), Arbitraries.integers().between(0, 12))
        .as(Step::new).list().ofMinSize(1).ofMaxSize(60);
  }

  /** The journal under test and the plain one. */
  private static final class Twins {
    private final Path root;
    private final RememberingJournal plain = new RememberingJournal();
    private RememberingJournal inner = new RememberingJournal();
    private WriteAheadJournal ahead;
    private Path directory;
    private int crashes;

    Twins(Path root) {
      this.root = root;
      this.directory = root.resolve("0");
      this.ahead = Samples.open(inner, directory);
    }

    void take(Step step) {
      SessionId session = session(step.session());
      long end = end(session);
      switch (step.kind()) {
        case CREATE -> compare(journal -> journal.create(Samples.description(session)));
        case APPEND -> append(List.of(Samples.batch(session, end + 1, end + 1 + step.number())));
        case APPEND_TO_ALL -> append(Stream.of(0, 1, 2).map(EquivalenceProperties::session)
            .filter(id -> plain.describe(id).isPresent())
            .map(id -> Samples.batch(id, end(id) + 1, end(id) + 1)).toList());
        case APPEND_AGAIN -> append(List.of(Samples.batch(session, Math.max(1, end), end + 1)));
        case READ -> compare(journal -> journal.read(session, step.number(), step.number() + 5L, 4));
        case OPEN -> compare(journal -> journal.open(session));
        case FIND -> compare(journal -> journal.find(session, Samples.CLIENT, String.valueOf(entry(step.number()).ref()), 0));
        case RETAINED -> compare(journal -> journal.retainedAfter(session));
        case LIST -> compare(journal -> journal.list(step.session() == 0 ? null : session, step.number()));
        case KEEP -> compare(journal -> done(() -> journal.keep(session, Samples.snapshot(end))));
        case FORGET -> compare(journal -> done(() -> journal.forget(session, Samples.snapshot(end))));
        case DELETE -> compare(journal -> done(() -> journal.delete(session)));
        case FOLD -> ahead.fold();
        case REOPEN -> reopen();
        case CRASH -> crash();
      }
    }

    private void append(List<Journal.Batch> batches) {
      compare(journal -> {
        try {
          journal.append(batches);
          return "stored";
        } catch (JournalFailure e) {
          return e.isData();
        }
      });
    }

    private long end(SessionId session) {
      return plain.list(null, SESSIONS).stream()
          .filter(summary -> summary.description().id().equals(session))
          .mapToLong(Journal.Summary::seq).findFirst().orElse(0);
    }

    private void reopen() {
      ahead.close();
      ahead = Samples.open(inner, directory);
    }

    /** Goes on with what a kill would have left: the files and the journal behind as they are now. */
    private void crash() {
      crashes++;
      Path left = Samples.crashed(directory, root.resolve(String.valueOf(crashes)));
      RememberingJournal survivor = inner.copy();
      ahead.close();
      inner = survivor;
      directory = left;
      ahead = Samples.open(inner, directory);
    }

    void compareAll() {
      compare(journal -> journal.list(null, SESSIONS));
      for (int i = 0; i < SESSIONS; i++) {
        SessionId session = session(i);
        compare(journal -> journal.open(session));
        compare(journal -> journal.read(session, 0, Long.MAX_VALUE, Integer.MAX_VALUE));
      }
    }

    private <T> void compare(Function<Journal, T> question) {
      assertEquals(question.apply(plain), question.apply(ahead));
    }

    private static boolean done(Runnable action) {
      action.run();
      return true;
    }

    void close() {
      ahead.close();
    }
  }

  private static SessionId session(int number) {
    return new SessionId("s" + number);
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> {
        try {
          Files.delete(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }
}
