package io.tutti.hub;

import io.tutti.identity.ErrorCode;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.Errand;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * Has agents do what a session gives them, outside of its mailbox, so that they hold nobody up, and brings back what comes of it.
 * Confined to the session's mailbox.
 */
final class Errands {

  private final LiveSession session;
  private final CommandPipeline pipeline;
  private final HubPorts ports;

  Errands(LiveSession session, CommandPipeline pipeline, HubPorts ports) {
    this.session = session;
    this.pipeline = pipeline;
    this.ports = ports;
  }

  /** After a command was taken: gives away what agents have to do for it. Returns whether there is anything. */
  boolean begin(Request request, long now) {
    Optional<Errand> errand = session.state().takeErrand(request.command(), request.origin().user(), now);
    errand.ifPresent(taken -> giveAway(taken, request));
    return errand.isPresent();
  }

  /** Gives away what agents have to do by themselves. */
  void beginDue() {
    session.state().takeDueErrand().ifPresent(taken -> giveAway(taken, Request.ofServer(Command.TellStory.REVIEW)));
  }

  private void giveAway(Errand errand, Request request) {
    session.expect(1);
    // Not before it is stored that they are asked: what they say may be told to everybody on the way.
    session.outputs().whenStored(session.state().seq(), () -> {
      try {
        ports.agentThreads().execute(() -> carryOut(errand, request));
      } catch (RejectedExecutionException e) {
        comesToNothing(errand, request);
      }
    });
  }

  private void carryOut(Errand errand, Request request) {
    try {
      Command result = errand.run(ports.agents(),
          signal -> session.runSurely(() -> {
            if (!session.isEnded()) {
              session.desk().offer(null, signal);
            }
          }));
      session.runSurely(() -> bringBack(errand, request, result));
    } catch (RuntimeException e) {
      ports.incidents().sessionFailed(session.id(), "an agent failed", e);
      session.runSurely(() -> comesToNothing(errand, request));
    }
  }

  private void bringBack(Errand errand, Request request, Command result) {
    session.expect(-1);
    if (session.isEnded()) {
      return;
    }
    pipeline.decide(request.goingOn(result));
    session.state().release(errand);
    beginDue();
  }

  private void comesToNothing(Errand errand, Request request) {
    session.expect(-1);
    if (!session.isEnded()) {
      session.state().release(errand);
      request.sender().refused(new Decision.Rejected(
          ErrorCode.UNAVAILABLE, "That cannot be resolved at the moment", Map.of()), request.ref());
    }
  }
}
