package io.tutti.hub;

import io.tutti.session.Command;
import org.jspecify.annotations.Nullable;

/** A connection's place in a session: what it can wish there. Thread-safe. */
public interface Seat {

  /**
   * Wishes {@code command}; the answer comes to the peer. Waits while the journal is behind, so that a client that writes faster
   * than the server stores is slowed. {@code ref}: the client's name for the command, or null.
   */
  void wish(Command command, @Nullable String ref);

  /** Asks for the session's state; it comes to the peer as {@link Notice.StateReported}. */
  void askState(@Nullable String ref);

  /** Leaves: the connection is gone. Further calls do nothing. */
  void leave();
}
