package io.tutti.hub;

import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.SessionSnapshot;
import java.util.List;

/**
 * A session that was made empty a moment ago, for whoever brings in what it is to hold; nobody has been in it. Every method blocks and
 * fails as {@link Journal} does. Confined to its caller.
 */
public final class NewSession {

  private final Journal journal;
  private final SessionId id;

  NewSession(Journal journal, SessionId id) {
    this.journal = journal;
    this.id = id;
  }

  /** Lets the log begin after the place {@code after}. */
  public void beginAfter(long after) {
    journal.beginAfter(id, after);
  }

  /** Appends entries. */
  public void append(List<Entry> entries) {
    journal.append(List.of(new Journal.Batch(id, entries)));
  }

  /** Waits until storage has everything up to the place {@code seq} where it can be read. */
  public void catchUp(long seq) {
    journal.read(id, seq, seq, 1);
  }

  /** Keeps a snapshot. */
  public void keep(SessionSnapshot snapshot) {
    journal.keep(id, snapshot);
  }

  /** It is not to be after all. */
  public void discard() {
    journal.delete(id);
  }
}
