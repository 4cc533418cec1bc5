package io.tutti.edge.wal;

import io.tutti.identity.SessionId;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Moves entries from the log into the journal behind it. Thread-safe: one folding at a time, under {@code folding}, which is
 * always taken before the log's lock and the ledger's monitor.
 */
final class Folding {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Delivery delivery;
  private final DamagedEntries damaged;
  private final SegmentLog log;
  private final Ledger ledger;
  private final Guard guard;
  private final ReentrantLock folding = new ReentrantLock();
  private volatile boolean isHealthy = true;

  Folding(Delivery delivery, DamagedEntries damaged, SegmentLog log, Ledger ledger, Guard guard) {
    this.guard = guard;
    this.delivery = delivery;
    this.damaged = damaged;
    this.log = log;
    this.ledger = ledger;
  }

  /** Whether the last folding of everything succeeded. */
  boolean isHealthy() {
    return isHealthy;
  }

  /**
   * Folds everything and deletes the segments that held it. What the journal behind will not take of a session is kept
   * aside: it must neither keep the others back nor grow for ever.
   *
   * @throws JournalFailure if some of it could not be folded; then every segment stays
   */
  void foldAll() {
    take();
    try {
      log.replaceLost();
      guard.requireRoomToFold();
      log.seal();
      // Taken after sealing: whatever stands in a sealed segment is in it, or folded already.
      List<Delivery.Refusal> refused = delivery.deliver(ledger.unfoldedAfter(null), ledger::folded);
      damaged.keep(refused);
      refused.forEach(refusal -> ledger.setAside(refusal.batch()));
      log.discardSealed();
      isHealthy = true;
    } catch (RuntimeException e) {
      isHealthy = false;
      throw named(e);
    } finally {
      folding.unlock();
    }
  }

  /**
   * Folds what there is of one session; returns at once where there is nothing. Its segments stay until the next
   * {@link #foldAll}.
   *
   * @throws JournalFailure if the journal behind is broken, or refuses it (then {@code isData()} is true)
   */
  void fold(SessionId session) {
    if (!ledger.hasUnfolded(session)) {
      return;
    }
    take();
    try {
      Batch batch = ledger.unfolded(session);
      if (batch != null) {
        guard.requireRoomToFold();
        List<Delivery.Refusal> refused = delivery.deliver(List.of(batch), ledger::folded);
        if (!refused.isEmpty()) {
          throw refused.get(0).reason();
        }
      }
    } finally {
      folding.unlock();
    }
  }

  /**
   * Folds what there is of the first {@code limit} sessions after {@code after}; returns at once where there is nothing. What
   * is refused stays where it is until the next {@link #foldAll}.
   */
  void foldAfter(@Nullable SessionId after, int limit) {
    if (ledger.entries() == 0) {
      return;
    }
    take();
    try {
      guard.requireRoomToFold();
      List<Batch> batches = ledger.unfoldedAfter(after);
      delivery.deliver(batches.subList(0, Math.min(Math.max(limit, 0), batches.size())), ledger::folded);
    } finally {
      folding.unlock();
    }
  }

  /** Whoever folds may wait for a journal that never answers: nobody else waits for that for ever. */
  private void take() {
    Patience.lock(folding, LONGEST_WAIT, "The database is too slow at the moment");
  }

  private static JournalFailure named(RuntimeException e) {
    return e instanceof JournalFailure failure ? failure : new JournalFailure("Folding failed", e, false);
  }
}
