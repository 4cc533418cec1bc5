package io.tutti.edge.wal;

import static io.tutti.edge.wal.Samples.batch;
import static io.tutti.edge.wal.Samples.entries;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal.Batch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConcurrencyTest {

  private static final int SESSIONS = 6;
  private static final int ROUNDS = 1_500;

  @TempDir Path directory;

  @Test
  @DisplayName("[WAL6] Readers see every acknowledged entry, in order and once, while others append, fold, create and delete")
  void readsWhileAppendingAndFolding() throws Exception {
    RememberingJournal inner = new RememberingJournal();
    WriteAheadSettings settings = new WriteAheadSettings(
        directory, Duration.ofMillis(2), Duration.ofSeconds(1), 40, 16, 1_000_000, 1 << 28, 1 << 20);
    AtomicLong acknowledged = new AtomicLong();
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try (WriteAheadJournal journal = new WriteAheadJournal(inner, settings, Seal.none(), Samples.THREADS)) {
      for (int i = 0; i < SESSIONS; i++) {
        journal.create(Samples.description(session(i)));
      }
      List<Future<?>> reading = new ArrayList<>();
      for (int reader = 0; reader < 2; reader++) {
        reading.add(readers.submit(() -> readUntilEnd(journal, acknowledged)));
      }
      reading.add(readers.submit(() -> comeAndGo(journal, acknowledged)));
      for (long seq = 1; seq <= ROUNDS; seq++) {
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
          batches.add(batch(session(i), seq, seq));
        }
        journal.append(batches);
        acknowledged.set(seq);
      }
      for (Future<?> future : reading) {
        future.get(60, TimeUnit.SECONDS);
      }
    } finally {
      readers.shutdownNow();
    }
    for (int i = 0; i < SESSIONS; i++) {
      assertEquals(entries(1, ROUNDS), inner.stored(session(i)));
    }
  }

  private static void readUntilEnd(WriteAheadJournal journal, AtomicLong acknowledged) {
    long known = 0;
    for (int turn = 0; known < ROUNDS; turn++) {
      known = acknowledged.get();
      SessionId session = session(turn % SESSIONS);
      List<Entry> tail = turn % 2 == 0
          ? journal.open(session).orElseThrow().tail() : journal.read(session, 1, Long.MAX_VALUE, Integer.MAX_VALUE);
      assertTrue(tail.size() >= known, tail.size() + " entries of at least " + known);
      for (int i = 0; i < tail.size(); i++) {
        assertEquals(i + 1, tail.get(i).seq());
      }
      long before = acknowledged.get();
      journal.list(null, SESSIONS).forEach(summary -> assertTrue(summary.seq() >= before));
    }
  }

  private static void comeAndGo(WriteAheadJournal journal, AtomicLong acknowledged) {
    SessionId passing = new SessionId("zz-passing");
    while (acknowledged.get() < ROUNDS) {
      assertTrue(journal.create(Samples.description(passing)));
      assertEquals(List.of(), journal.open(passing).orElseThrow().tail());
      journal.delete(passing);
      assertTrue(journal.open(passing).isEmpty());
    }
  }

  private static SessionId session(int number) {
    return new SessionId("s" + number);
  }
}
