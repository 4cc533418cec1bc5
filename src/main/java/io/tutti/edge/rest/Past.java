package io.tutti.edge.rest;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.SessionSnapshot;
import io.tutti.session.SessionState;

/**
 * A session as it was after {@code seq}, made anew from the nearest place that is kept: the newest snapshot, else the beginning
 * of the log. {@code at}: when the last entry was made (milliseconds since 1970), or the session where there is none. Immutable,
 * as long as nobody applies anything to the state.
 */
record Past(SessionState state, long at) {

  /** Most entries that one answer applies; a longer way back is refused. */
  private static final long MAX_APPLIED = 1_000_000;

  /** The session after {@code seq}; a {@link Problem} where it or the way there is not kept. */
  static Past of(Journal journal, SessionId id, long seq) {
    Journal.Opened opened = journal.open(id).orElseThrow(Problem::noSession);
    SessionState state = start(journal, opened, seq);
    if (seq - state.seq() > MAX_APPLIED) {
      throw Problem.of(503, ErrorCode.UNAVAILABLE, "That place is too far from the next one that is kept");
    }
    Clock clock = new Clock(opened.description().createdAt());
    new LogReader(journal, id).forwards(state.seq() + 1, seq, entry -> {
      if (entry.seq() != state.seq() + 1) {
        throw notRetained(journal.retainedAfter(id));
      }
      state.apply(entry);
      clock.at = entry.at();
      return true;
    });
    if (state.seq() != seq) {
      throw Problem.notFound("The session has not come to that place yet; it stands at " + state.seq());
    }
    if (seq > 0 && clock.at == opened.description().createdAt()) {
      journal.read(id, seq, seq, 1).stream().findFirst().map(Entry::at).ifPresent(at -> clock.at = at);
    }
    return new Past(state, clock.at);
  }

  private static SessionState start(Journal journal, Journal.Opened opened, long seq) {
    SessionSnapshot snapshot = opened.snapshot();
    if (snapshot != null && snapshot.seq() <= seq) {
      return SessionState.from(opened.description(), snapshot);
    }
    long retainedAfter = journal.retainedAfter(opened.description().id());
    if (retainedAfter > 0) {
      throw notRetained(retainedAfter);
    }
    return new SessionState(opened.description());
  }

  private static Problem notRetained(long retainedAfter) {
    return Problem.notFound("That place of the log is no longer retained; what is begins after " + retainedAfter);
  }

  /** The time of the entry that was applied last. Confined to one call. */
  private static final class Clock {
    private long at;

    Clock(long at) {
      this.at = at;
    }
  }
}
