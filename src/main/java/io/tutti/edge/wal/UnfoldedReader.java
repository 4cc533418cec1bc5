package io.tutti.edge.wal;

import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.Journal.Opened;
import io.tutti.session.JournalFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a session's log from the journal behind once what there is of it is folded; where that fails, from the journal behind and
 * from memory, so that nobody has to wait for room on the disk to read (rule WAL17). Thread-safe.
 */
final class UnfoldedReader {

  private static final Logger LOG = LoggerFactory.getLogger(UnfoldedReader.class);

  private final Journal inner;
  private final Folding folding;
  private final Ledger ledger;

  UnfoldedReader(Journal inner, Folding folding, Ledger ledger) {
    this.inner = inner;
    this.folding = folding;
    this.ledger = ledger;
  }

  /**
   * What is left unfolded of the session, in order: nothing, unless folding does not work. Some of it may be folded until the
   * journal behind is read, but nothing that is not in it is missing there.
   */
  private List<Entry> unfolded(SessionId session) {
    try {
      folding.fold(session);
    } catch (JournalFailure e) {
      if (e.isData()) {
        throw e;
      }
      LOG.debug("Session {} is read without folding", session, e);
    }
    Journal.Batch batch = ledger.unfolded(session);
    return batch == null ? List.of() : batch.entries();
  }

  Optional<Opened> open(SessionId session) {
    List<Entry> unfolded = unfolded(session);
    return inner.open(session).map(opened -> {
      long end = end(opened);
      List<Entry> tail = new ArrayList<>(opened.tail());
      unfolded.stream().filter(entry -> entry.seq() > end).forEach(tail::add);
      return tail.size() == opened.tail().size() ? opened : new Opened(opened.description(), opened.snapshot(), tail);
    });
  }

  /** Where what was opened ends. */
  static long end(Opened opened) {
    var snapshot = opened.snapshot();
    List<Entry> tail = opened.tail();
    long end = snapshot == null ? 0 : snapshot.seq();
    return tail.isEmpty() ? end : Math.max(end, tail.get(tail.size() - 1).seq());
  }

  List<Entry> read(SessionId session, long from, long to, int limit) {
    List<Entry> unfolded = unfolded(session);
    return followed(inner.read(session, from, to, limit), unfolded, from, to, limit);
  }

  /** A piece has what is in the journal behind, or, where nothing more is there, what is left unfolded. */
  List<Entry> readPiece(SessionId session, long from, long to, int limit, long maxCharacters) {
    List<Entry> unfolded = unfolded(session);
    List<Entry> stored = inner.readPiece(session, from, to, limit, maxCharacters);
    return stored.isEmpty() ? followed(stored, unfolded, from, to, limit) : stored;
  }

  private static List<Entry> followed(List<Entry> stored, List<Entry> unfolded, long from, long to, int limit) {
    if (unfolded.isEmpty()) {
      return stored;
    }
    long end = stored.isEmpty() ? from - 1 : stored.get(stored.size() - 1).seq();
    List<Entry> entries = new ArrayList<>(stored);
    unfolded.stream()
        .filter(entry -> entry.seq() > end && entry.seq() >= from && entry.seq() <= to)
        .limit(Math.max(0, limit - stored.size()))
        .forEach(entries::add);
    return entries;
  }

  Optional<Entry> find(SessionId session, ClientId client, String ref, long after) {
    List<Entry> unfolded = unfolded(session);
    return inner.find(session, client, ref, after).or(() -> unfolded.stream()
        .filter(entry -> entry.seq() > after && client.equals(entry.client()) && ref.equals(entry.ref()))
        .findFirst());
  }
}
