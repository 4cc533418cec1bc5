package io.tutti.hub;

import io.tutti.session.SessionState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a session in memory stands: it is loaded, lives, and then rests or has ended for a reason. Nothing leads back: whoever wants it
 * again loads another. Immutable, but for the state, which is confined to the session's mailbox.
 *
 * <pre>
 * Loading → Live → Resting
 *    └────────┴──→ Ended(reason)
 * </pre>
 */
sealed interface SessionLife {

  /** It is not in memory yet; tasks wait. */
  record Loading() implements SessionLife {
    /** What was stored is there. */
    Live loaded(SessionState state) {
      return new Live(state);
    }
  }

  /** It takes commands. */
  record Live(SessionState state) implements SessionLife {
    /** Nobody is here and nothing is under way: it leaves memory, and can be loaded again at any time. */
    Resting rest() {
      return new Resting(state);
    }
  }

  /** It has left memory in good order. */
  record Resting(SessionState state) implements SessionLife {}

  /** It takes nobody and nothing any more. {@code state}: what what is still said rests on; null where it was never loaded. */
  record Ended(Ending reason, @Nullable SessionState state) implements SessionLife {}

  /** It ends for {@code reason}, unless it is over already: then it stays what it is. */
  default SessionLife end(Ending reason) {
    if (this instanceof Loading) {
      return new Ended(reason, null);
    }
    return this instanceof Live live ? new Ended(reason, live.state) : this;
  }

  /** Whether nobody can come in any more. */
  default boolean isOver() {
    return this instanceof Resting || this instanceof Ended;
  }

  /** Why nobody can come in any more; empty while it lives or is loaded, and where it only went to rest. */
  default Optional<Ending> endedBecause() {
    return this instanceof Ended ended ? Optional.of(ended.reason) : Optional.empty();
  }

  /** The session's state, also after its end: what was decided before is still to be said. Empty where it was never loaded. */
  default Optional<SessionState> lastState() {
    if (this instanceof Live live) {
      return Optional.of(live.state);
    }
    if (this instanceof Resting resting) {
      return Optional.of(resting.state);
    }
    return this instanceof Ended ended ? Optional.ofNullable(ended.state) : Optional.empty();
  }
}
