package io.tutti.session;

import io.tutti.identity.SessionId;
import java.util.List;
import java.util.Optional;

/**
 * The log of one session, for reading, and of no other: whoever has it was let in by the gate. Every method blocks and fails as
 * {@link Journal} does. Immutable.
 */
public final class SessionLog {

  private static final int PIECE_ENTRIES = 500;
  private static final long PIECE_CHARACTERS = 1 << 20;

  private final Journal journal;
  private final SessionId session;

  public SessionLog(Journal journal, SessionId session) {
    this.journal = journal;
    this.session = session;
  }

  public SessionId session() {
    return session;
  }

  /** The session as it can be opened; empty where there is none any more. */
  public Optional<Journal.Opened> open() {
    return journal.open(session);
  }

  /** The next entries from {@code from} to {@code to} (inclusive), as many as fit into memory, see {@link Journal#readPiece}. */
  public List<Entry> readPiece(long from, long to) {
    return journal.readPiece(session, from, to, PIECE_ENTRIES, PIECE_CHARACTERS);
  }

  /** The place before the first one that is retained: 0 for a complete log. */
  public long retainedAfter() {
    return journal.retainedAfter(session);
  }
}
