package io.tutti.hub;

import io.tutti.session.LogIdentity;
import java.util.Optional;

/**
 * The other id that a session's log goes on under when somebody has seen more of it than there is (rule LOGID3): it was put back
 * to an older state, and once it has grown past what others have seen of the lost part, its numbers would deceive them. Confined to
 * the session's mailbox.
 */
final class Renewal {

  private final LiveSession session;
  private final HubPorts ports;
  private boolean begun;

  Renewal(LiveSession session, HubPorts ports) {
    this.session = session;
    this.ports = ports;
  }

  /** Whether it may begin: once while the session is in memory, so that nobody can make a habit of it. */
  boolean isPossible() {
    return !begun;
  }

  /** Stores another id; {@code done} runs in the mailbox once it counts, {@code failed} where it cannot be stored. */
  void begin(Runnable done, Runnable failed) {
    begun = true;
    session.expect(1);
    ports.storage().execute(() -> {
      Optional<LogIdentity> renewed = stored();
      session.runSurely(() -> {
        session.expect(-1);
        if (session.isEnded() || renewed.isEmpty()) {
          failed.run();
        } else {
          session.state().renew(renewed.get());
          done.run();
        }
      });
    });
  }

  private Optional<LogIdentity> stored() {
    try {
      return Optional.of(ports.journal().renew(session.id()));
    } catch (RuntimeException e) {
      ports.incidents().sessionFailed(session.id(), "its log could not be given another id", e);
      return Optional.empty();
    }
  }
}
