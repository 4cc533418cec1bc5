package io.tutti.hub;

import java.util.concurrent.TimeUnit;

/**
 * Does in time what a session itself wishes: conflicts run out, turns end, documents are compacted in a quiet moment. What is due, and
 * when, the session's features say. Confined to the session's mailbox.
 */
final class Upkeep {

  private final LiveSession session;
  private final HubPorts ports;
  private long looksAt = Long.MAX_VALUE;

  Upkeep(LiveSession session, HubPorts ports) {
    this.session = session;
    this.ports = ports;
  }

  /** Something happened in the session: does what it wishes for that at once, and looks after it later, if need be. */
  void watch() {
    session.state().takeWish().ifPresent(session::decideForItself);
    long due = session.state().nextDue();
    if (due < looksAt) {
      looksAt = due;
      later(this::look, Math.max(1, due - now() + 1));
    }
  }

  private void look() {
    looksAt = Long.MAX_VALUE;
    session.state().takeDue(now()).forEach(session::decideForItself);
    watch();
  }

  private void later(Runnable task, long delayMillis) {
    ports.scheduler().schedule(() -> session.runSurely(() -> {
      if (!session.isEnded()) {
        task.run();
      }
    }), delayMillis, TimeUnit.MILLISECONDS);
  }

  private long now() {
    return ports.nowMillis().getAsLong();
  }
}
