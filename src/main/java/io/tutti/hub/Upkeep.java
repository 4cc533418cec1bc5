package io.tutti.hub;

import io.tutti.session.Command;
import io.tutti.session.SessionState;
import java.util.concurrent.TimeUnit;

/**
 * Does in time what a session itself wishes: conflicts run out, turns end, documents are compacted in a quiet
 * moment. Confined to the
 * session's mailbox.
 */
final class Upkeep {

  private final LiveSession session;
  private final HubPorts ports;
  private long expiryDue = Long.MAX_VALUE;
  private long reviewDue = Long.MAX_VALUE;
  private boolean looking;

  Upkeep(LiveSession session, HubPorts ports) {
    this.session = session;
    this.ports = ports;
  }

  /** Something happened in the session: looks after it later, if need be. */
  void watch() {
    session.state().nextExpiry().filter(expiry -> expiry < expiryDue).ifPresent(expiry -> {
      expiryDue = expiry;
      later(this::expire, Math.max(1, expiry - now() + 1));
    });
    if (session.state().takeReviewWish()) {
      session.decideForItself(Command.TellStory.REVIEW);
    }
    session.state().turnDeadline().filter(deadline -> deadline < reviewDue).ifPresent(deadline -> {
      reviewDue = deadline;
      later(this::review, Math.max(1, deadline - now() + 1));
    });
    if (!looking && session.state().wantsUpkeep()) {
      looking = true;
      later(this::look, SessionState.QUIET_MILLIS);
    }
  }

  private void expire() {
    expiryDue = Long.MAX_VALUE;
    session.decideForItself(new Command.ExpireConflicts());
    watch();
  }

  private void review() {
    reviewDue = Long.MAX_VALUE;
    session.decideForItself(Command.TellStory.REVIEW);
    watch();
  }

  private void look() {
    looking = false;
    session.state().upkeep(now()).ifPresent(session::decideForItself);
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
