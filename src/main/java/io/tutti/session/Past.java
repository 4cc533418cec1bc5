package io.tutti.session;

import io.tutti.identity.ErrorCode;
import java.util.List;

/** A session as it was after some place of its log, or why that cannot be said. Immutable, as long as nobody changes the state. */
public sealed interface Past {

  /** Most entries that one look applies; a longer way back is refused. */
  long MAX_APPLIED = 1_000_000;

  /** Entries that are read at once. */
  int PIECE = 500;

  /** The state there. {@code at}: when the last entry was made (milliseconds since 1970), or the session where there is none. */
  record Found(SessionState state, long at) implements Past {}

  /** It cannot be had. {@code message} is for people. */
  record Missing(ErrorCode code, String message) implements Past {}

  /**
   * The session after {@code seq}, made anew from the nearest place that is kept: the newest snapshot, else the beginning of the
   * log. Blocks.
   *
   * @throws JournalFailure where the storage is broken
   */
  static Past of(SessionLog log, long seq) {
    Journal.Opened opened = log.open().orElse(null);
    if (opened == null) {
      return new Missing(ErrorCode.NOT_FOUND, "Session not found");
    }
    SessionSnapshot snapshot = opened.snapshot();
    boolean isNear = snapshot != null && snapshot.seq() <= seq;
    long retainedAfter = isNear ? 0 : log.retainedAfter();
    if (retainedAfter > 0) {
      return notRetained(retainedAfter);
    }
    SessionState state = isNear && snapshot != null
        ? SessionState.from(opened.description(), snapshot)
        : new SessionState(opened.description());
    return goOn(log, state, seq);
  }

  private static Past goOn(SessionLog log, SessionState state, long seq) {
    if (seq - state.seq() > MAX_APPLIED) {
      return new Missing(ErrorCode.UNAVAILABLE, "That place is too far from the next one that is kept");
    }
    long at = state.description().createdAt();
    while (state.seq() < seq) {
      List<Entry> piece = log.readPiece(state.seq() + 1, seq);
      if (piece.isEmpty()) {
        return new Missing(ErrorCode.NOT_FOUND, "The session's log does not reach that sequence number yet; it ends at " + state.seq());
      }
      for (Entry entry : piece) {
        if (entry.seq() != state.seq() + 1) {
          return notRetained(log.retainedAfter());
        }
        state.apply(entry);
        at = entry.at();
      }
    }
    if (seq > 0 && at == state.description().createdAt()) {
      at = log.readPiece(seq, seq).stream().findFirst().map(Entry::at).orElse(at);
    }
    return new Found(state, at);
  }

  private static Missing notRetained(long retainedAfter) {
    return new Missing(ErrorCode.NOT_FOUND,
        "That place of the log is no longer retained; what is begins after " + retainedAfter);
  }
}
