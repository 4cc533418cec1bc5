package io.tutti.edge.websocket.collabengine;

import io.tutti.session.SessionState;

/**
 * How a document's events are numbered for clients of this dialect, which know no log ids (rule CE31): from 1 on in a session's
 * first log, from {@code generation} × 2^32 on in every later one, so that a number of an earlier log is never taken for one of
 * this. Kept by equality. Immutable.
 */
record Numbering(DocumentId.Form form, int generation) {

  private static final int BITS = 32;

  static Numbering of(SessionState state, DocumentId document) {
    return new Numbering(document.form(), state.description().log().generation());
  }

  /** What the client is told of the event {@code docSeq}. */
  long told(long docSeq) {
    return ((long) generation << BITS) + docSeq;
  }

  /** The event that the client means, 0 where it means none of this log. */
  long meant(long serverSeq) {
    return serverSeq >> BITS == generation ? serverSeq - told(0) : 0;
  }
}
