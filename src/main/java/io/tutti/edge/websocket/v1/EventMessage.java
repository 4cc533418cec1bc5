package io.tutti.edge.websocket.v1;

import io.tutti.identity.ClientId;
import io.tutti.session.Entry;
import org.jspecify.annotations.Nullable;

/** An event of the log. {@code ref}: for the one who caused it by that command; null for everybody else. Immutable. */
record EventMessage(Entry entry, @Nullable String ref) implements ServerMessage {

  /** An entry that is sent again: with its ref where it is the reader's own. */
  static EventMessage replayed(Entry entry, ClientId reader) {
    return new EventMessage(entry, reader.equals(entry.client()) ? entry.ref() : null);
  }

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.event(this);
  }
}
