package io.tutti.edge.wal;

import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each session's log: where it ends, and which of its entries are not folded yet.
 * Thread-safe: guarded by its monitor, which is held briefly and never while another lock is taken.
 */
final class Ledger {

  private static final long UNKNOWN = -1;
  private static final Comparator<Batch> BY_SESSION = Comparator.comparing(Batch::session);

  /** The sessions with unfolded entries: bounded by the number of those. */
  private final Map<SessionId, Place> busy = new HashMap<>();
  /** All others that are remembered; the one that was not asked for longest goes first. */
  private final LinkedHashMap<SessionId, Place> idle;
  private int entries;

  /** A ledger that remembers at most {@code maxIdle} sessions beside those with unfolded entries. */
  Ledger(int maxIdle) {
    this.idle = new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<SessionId, Place> eldest) {
        return size() > maxIdle;
      }
    };
  }

  /** How many sessions are remembered. */
  synchronized int sessions() {
    return busy.size() + idle.size();
  }

  private @Nullable Place place(SessionId session) {
    Place place = busy.get(session);
    return place == null ? idle.get(session) : place;
  }

  private Place placeOrNew(SessionId session) {
    Place place = place(session);
    if (place == null) {
      place = new Place();
      idle.put(session, place);
    }
    return place;
  }

  /** One session's end. Guarded by the ledger's monitor. */
  static final class Place {
    private long end = UNKNOWN;
    private List<Entry> unfolded = new ArrayList<>();
  }

  /** Keeps a place for a session whose end is about to be looked up; to be given to {@link #found}. */
  synchronized Place lookUp(SessionId session) {
    return placeOrNew(session);
  }

  /** Notes the end that was looked up, unless more became known, or the session was deleted, in the meantime. */
  synchronized void found(SessionId session, Place place, long end) {
    if (place(session) == place && place.end == UNKNOWN) {
      place.end = end;
    }
  }

  /** Notes that {@code session} was created: its log ends before it begins. */
  synchronized void created(SessionId session) {
    Place place = placeOrNew(session);
    place.end = Math.max(place.end, 0);
  }

  /** Notes that the log of {@code session}, which has no entry yet, begins after {@code after}. */
  synchronized void begun(SessionId session, long after) {
    Place place = placeOrNew(session);
    place.end = Math.max(place.end, after);
  }

  /** Whether the session's end is known. */
  synchronized boolean knows(SessionId session) {
    Place place = place(session);
    return place != null && place.end != UNKNOWN;
  }

  /** Where the log of a session ends, or −1 where that is not known. */
  synchronized long end(SessionId session) {
    Place place = place(session);
    return place == null ? UNKNOWN : place.end;
  }

  /** Notes what was appended, in the order in which it was. */
  synchronized void appended(List<Batch> batches) {
    for (Batch batch : batches) {
      Place place = placeOrNew(batch.session());
      idle.remove(batch.session());
      busy.put(batch.session(), place);
      place.unfolded.addAll(batch.entries());
      place.end = batch.entries().get(batch.entries().size() - 1).seq();
      entries += batch.entries().size();
    }
  }

  /** How many entries are unfolded. */
  synchronized int entries() {
    return entries;
  }

  /** Whether the session has unfolded entries. */
  synchronized boolean hasUnfolded(SessionId session) {
    return busy.containsKey(session);
  }

  /** The session's unfolded entries, or null where there are none. */
  synchronized @Nullable Batch unfolded(SessionId session) {
    Place place = busy.get(session);
    return place == null ? null : new Batch(session, place.unfolded);
  }

  /** All unfolded entries: one batch for each session, sorted by session, after {@code after} (null: from the first). */
  synchronized List<Batch> unfoldedAfter(@Nullable SessionId after) {
    List<Batch> batches = new ArrayList<>();
    busy.forEach((session, place) -> {
      if (after == null || session.compareTo(after) > 0) {
        batches.add(new Batch(session, place.unfolded));
      }
    });
    batches.sort(BY_SESSION);
    return batches;
  }

  /** Notes that these entries, the first unfolded ones of their session, are folded. */
  synchronized void folded(Batch batch) {
    Place place = busy.get(batch.session());
    if (place == null) {
      return;
    }
    int count = Math.min(batch.entries().size(), place.unfolded.size());
    entries -= count;
    // A new list where nothing is left: a burst's large one is not kept for every session.
    place.unfolded = count == place.unfolded.size()
        ? new ArrayList<>() : new ArrayList<>(place.unfolded.subList(count, place.unfolded.size()));
    if (place.unfolded.isEmpty()) {
      busy.remove(batch.session());
      idle.put(batch.session(), place);
    }
  }

  /**
   * Notes that these entries, the first unfolded ones of their session, will never be folded: where its log ends must be looked
   * up anew, and what goes on behind them is refused.
   */
  synchronized void setAside(Batch batch) {
    folded(batch);
    Place place = place(batch.session());
    if (place != null) {
      place.end = UNKNOWN;
    }
  }

  /** Whether the session's log is known to be folded up to {@code seq}; false also where nothing is known. */
  synchronized boolean isFolded(SessionId session, long seq) {
    Place place = place(session);
    if (place == null || place.end == UNKNOWN) {
      return false;
    }
    return seq <= (place.unfolded.isEmpty() ? place.end : place.unfolded.get(0).seq() - 1);
  }

  /** Forgets a session that was deleted, with its unfolded entries. */
  synchronized void drop(SessionId session) {
    idle.remove(session);
    Place place = busy.remove(session);
    if (place != null) {
      entries -= place.unfolded.size();
    }
  }

  /**
   * Checks that each batch goes on where its session's log ends.
   *
   * @throws JournalFailure with {@code isData()}, naming the first place that is taken or leaves a gap
   */
  synchronized void requireNext(List<Batch> batches) {
    Map<SessionId, Long> ends = batches.size() == 1 ? Map.of() : new HashMap<>();
    for (Batch batch : batches) {
      Long before = ends.get(batch.session());
      long end = before == null ? end(batch.session()) : before;
      for (Entry entry : batch.entries()) {
        if (entry.seq() != end + 1) {
          throw new JournalFailure(
              "Place " + entry.seq() + " of session " + batch.session() + " does not follow " + end, true);
        }
        end = entry.seq();
      }
      if (batches.size() > 1) {
        ends.put(batch.session(), end);
      }
    }
  }
}
