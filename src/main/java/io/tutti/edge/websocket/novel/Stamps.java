package io.tutti.edge.websocket.novel;

import io.tutti.identity.SessionId;
import io.tutti.session.Entry;

/** Makes the stamps of one connection's messages: it knows how far the session's log has been shown. Thread-safe. */
final class Stamps {

  private final SessionId session;
  private volatile long shownSeq;

  Stamps(SessionId session) {
    this.session = session;
  }

  /** The log has been shown up to {@code seq}. */
  void shownUpTo(long seq) {
    shownSeq = seq;
  }

  /** Of an event. */
  Stamp of(Entry entry) {
    return Stamp.of(session, entry);
  }

  /** Of what is true as far as the log has been shown. */
  Stamp shown() {
    return at(shownSeq);
  }

  /** Of what is true up to {@code seq}. */
  Stamp at(long seq) {
    return Stamp.fresh(session.value(), seq, System.currentTimeMillis());
  }
}
