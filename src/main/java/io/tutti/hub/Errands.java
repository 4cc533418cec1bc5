package io.tutti.hub;

import io.tutti.identity.ErrorCode;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.Errand;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has agents do what a session gives them, outside of its mailbox, so that they hold nobody up, and brings back what comes of it.
 * Confined to the session's mailbox.
 */
final class Errands {

  private final LiveSession session;
  private final HubPorts ports;

  Errands(LiveSession session, HubPorts ports) {
    this.session = session;
    this.ports = ports;
  }

  /** Whose wish an errand carries out: what comes of it is theirs, and told to them where it is refused. Immutable. */
  record Wish(@Nullable Place place, Origin origin, @Nullable String ref, Consumer<Decision.Rejected> refused,
      LiveSession.Answer accepted) {
    private static final Wish NOBODYS = new Wish(null, Origin.SERVER, null, rejected -> { }, (seq, changed, questions) -> { });
  }

  /** After a command was taken: gives away what agents have to do for it. Returns whether there is anything. */
  boolean begin(Command command, Wish wish, long now) {
    Optional<Errand> errand = session.state().takeErrand(command, wish.origin().user(), now);
    errand.ifPresent(taken -> giveAway(taken, wish));
    return errand.isPresent();
  }

  /** Gives away what agents have to do by themselves. */
  void beginDue() {
    session.state().takeDueErrand().ifPresent(taken -> giveAway(taken, Wish.NOBODYS));
  }

  private void giveAway(Errand errand, Wish wish) {
    session.expect(1);
    // Not before it is stored that they are asked: what they say may be told to everybody on the way.
    session.outputs().whenStored(session.state().seq(), () -> {
      try {
        ports.agentThreads().execute(() -> carryOut(errand, wish));
      } catch (RejectedExecutionException e) {
        comesToNothing(errand, wish);
      }
    });
  }

  private void carryOut(Errand errand, Wish wish) {
    try {
      Command result = errand.run(ports.agents(),
          signal -> session.runSurely(() -> {
            if (!session.isEnded()) {
              session.desk().offer(null, signal);
            }
          }));
      session.runSurely(() -> bringBack(errand, wish, result));
    } catch (RuntimeException e) {
      ports.incidents().sessionFailed(session.id(), "an agent failed", e);
      session.runSurely(() -> comesToNothing(errand, wish));
    }
  }

  private void bringBack(Errand errand, Wish wish, Command result) {
    session.expect(-1);
    if (session.isEnded()) {
      return;
    }
    session.decide(wish.place(), wish.origin(), result, wish.ref(), wish.refused(), wish.accepted());
    session.state().release(errand);
    beginDue();
  }

  private void comesToNothing(Errand errand, Wish wish) {
    session.expect(-1);
    if (!session.isEnded()) {
      session.state().release(errand);
      wish.refused().accept(new Decision.Rejected(
          ErrorCode.UNAVAILABLE, "That cannot be resolved at the moment", Map.of()));
    }
  }
}
