package io.tutti.edge.wal;

import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what the journal behind lacks, where it is not known how far an earlier folding came. Thread-safe: holds nothing. */
final class Reconciliation {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private static final int PAGE = 1_000;

  private final Journal inner;

  Reconciliation(Journal inner) {
    this.inner = inner;
  }

  /**
   * The end of {@code batch} that {@code inner} lacks; null where it has all of it or the session is gone.
   *
   * @throws JournalFailure with {@code isData()}, if {@code inner} lacks what came before, too: it lost something
   */
  @Nullable Batch missing(Batch batch) {
    if (inner.describe(batch.session()).isEmpty()) {
      LOG.info("{} entries of session {}, which was deleted, are left out", batch.entries().size(), batch.session());
      return null;
    }
    long end = Math.max(inner.retainedAfter(batch.session()), storedEnd(batch));
    List<Entry> missing = batch.entries().stream().filter(entry -> entry.seq() > end).toList();
    if (missing.isEmpty()) {
      return null;
    }
    if (missing.get(0).seq() > end + 1) {
      throw new JournalFailure("Session " + batch.session() + " goes on at " + missing.get(0).seq()
          + " in the write-ahead file, but the entry before is not stored", true);
    }
    return new Batch(batch.session(), missing);
  }

  /** The highest place from the one before the batch up to its last that is stored; 0 where none is. */
  private long storedEnd(Batch batch) {
    List<Entry> entries = batch.entries();
    long last = entries.get(entries.size() - 1).seq();
    long end = 0;
    long from = Math.max(1, entries.get(0).seq() - 1);
    while (from <= last) {
      List<Entry> page = inner.read(batch.session(), from, last, PAGE);
      if (page.isEmpty()) {
        break;
      }
      end = page.get(page.size() - 1).seq();
      from = end + 1;
    }
    return end;
  }
}
