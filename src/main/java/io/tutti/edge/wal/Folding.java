package io.tutti.edge.wal;

import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Moves entries from the log into the journal behind it. Thread-safe: one folding at a time, under {@code folding}, which is
 * always taken before the log's lock and the ledger's monitor.
 */
final class Folding {

  private final Journal inner;
  private final Reconciliation reconciliation;
  private final SegmentLog log;
  private final Ledger ledger;
  private final int chunkEntries;
  private final ReentrantLock folding = new ReentrantLock();
  private volatile boolean isHealthy = true;

  Folding(Journal inner, SegmentLog log, Ledger ledger, int chunkEntries) {
    this.inner = inner;
    this.reconciliation = new Reconciliation(inner);
    this.log = log;
    this.ledger = ledger;
    this.chunkEntries = chunkEntries;
  }

  /** Whether the last folding of everything succeeded. */
  boolean isHealthy() {
    return isHealthy;
  }

  /**
   * Folds everything and deletes the segments that held it.
   *
   * @throws JournalFailure if some of it could not be folded; then every segment stays
   */
  void foldAll() {
    folding.lock();
    try {
      log.seal();
      // Taken after sealing: whatever stands in a sealed segment is in it, or folded already.
      store(ledger.unfoldedAfter(null));
      log.discardSealed();
      isHealthy = true;
    } catch (RuntimeException e) {
      isHealthy = false;
      throw named(e);
    } finally {
      folding.unlock();
    }
  }

  /** Folds what there is of one session; returns at once where there is nothing. Its segments stay until the next {@link #foldAll}. */
  void fold(SessionId session) {
    if (!ledger.hasUnfolded(session)) {
      return;
    }
    folding.lock();
    try {
      Batch batch = ledger.unfolded(session);
      if (batch != null) {
        store(List.of(batch));
      }
    } finally {
      folding.unlock();
    }
  }

  /** Folds what there is of the first {@code limit} sessions after {@code after}; returns at once where there is nothing. */
  void foldAfter(@Nullable SessionId after, int limit) {
    if (ledger.entries() == 0) {
      return;
    }
    folding.lock();
    try {
      List<Batch> batches = ledger.unfoldedAfter(after);
      store(batches.subList(0, Math.min(Math.max(limit, 0), batches.size())));
    } finally {
      folding.unlock();
    }
  }

  private void store(List<Batch> batches) {
    JournalFailure refused = null;
    for (List<Batch> chunk : Chunks.of(batches, chunkEntries)) {
      try {
        inner.append(chunk);
        chunk.forEach(ledger::folded);
      } catch (JournalFailure e) {
        if (!e.isData()) {
          throw e;
        }
        JournalFailure still = storeOneByOne(chunk);
        refused = refused == null ? still : refused;
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  /**
   * One session's refusal must not keep the others' entries back; and a commit of which only the answer was lost looks like
   * a refusal, too.
   */
  private @Nullable JournalFailure storeOneByOne(List<Batch> chunk) {
    JournalFailure refused = null;
    for (Batch batch : chunk) {
      try {
        Batch missing = reconciliation.missing(batch);
        if (missing != null) {
          inner.append(List.of(missing));
        }
        ledger.folded(batch);
      } catch (JournalFailure e) {
        if (!e.isData()) {
          throw e;
        }
        refused = e;
      }
    }
    return refused;
  }

  private static JournalFailure named(RuntimeException e) {
    return e instanceof JournalFailure failure ? failure : new JournalFailure("Folding failed", e, false);
  }
}
