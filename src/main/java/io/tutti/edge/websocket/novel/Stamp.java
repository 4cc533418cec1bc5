package io.tutti.edge.websocket.novel;

import io.tutti.edge.json.Timestamps;
import io.tutti.edge.websocket.Arrivals;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import jakarta.json.stream.JsonGenerator;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all frames carry beside their members (rule NE20). {@code session}: as the address names it; {@code sequence}: the event's
 * place in the session's log, else how far the log has been shown; {@code id}: no other message has it; {@code at}: milliseconds
 * since 1970. Immutable.
 */
record Stamp(String session, long sequence, String id, long at) {

  /** No other run of a server begins its ids like this one. */
  private static final String RUN = Arrivals.randomHex(6);
  private static final AtomicLong COUNT = new AtomicLong();

  /** Of an event: whoever is shown it, whenever, is shown the same id. */
  static Stamp of(SessionId session, Entry entry) {
    return new Stamp(session.value(), entry.seq(), session.value() + "-" + entry.seq(), entry.at());
  }

  /** Of everything else. */
  static Stamp fresh(String session, long sequence, long at) {
    return new Stamp(session, sequence, RUN + "-" + COUNT.incrementAndGet(), at);
  }

  void write(JsonGenerator generator) {
    generator
        .write("session_id", session)
        .write("sequence_id", sequence)
        .write("id", id)
        .write("timestamp", Timestamps.iso(at));
  }
}
