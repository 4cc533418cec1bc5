package io.tutti.hub;

import io.tutti.session.Command;
import io.tutti.session.Recall;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A command that comes over no connection, on its way: what has left memory is read first, where the command needs it. Confined to
 * the session's mailbox.
 */
final class Performance {

  private final LiveSession session;
  private final HubPorts ports;
  private final Origin origin;
  private final Command command;
  private final CompletableFuture<Outcome> outcome;

  Performance(LiveSession session, HubPorts ports, Origin origin, Command command,
      CompletableFuture<Outcome> outcome) {
    this.session = session;
    this.ports = ports;
    this.origin = origin;
    this.command = command;
    this.outcome = outcome;
  }

  /** Goes as far as it can; ends with the outcome, now or when it is stored. */
  void begin() {
    Optional<Recall> recall = session.state().recallFor(command);
    if (recall.isEmpty()) {
      decide();
      return;
    }
    session.outputs().whenStored(recall.get().after(), () -> ports.storage().execute(() -> read(recall.get())));
  }

  private void read(Recall recall) {
    try {
      var finding = recall.reading().apply(ports.archive());
      session.runSurely(() -> {
        if (session.isEnded()) {
          outcome.cancel(false);
        } else {
          finding.accept(session.state());
          decide();
        }
      });
    } catch (RuntimeException e) {
      ports.incidents().sessionFailed(session.id(), "what a command needs could not be read", e);
      outcome.cancel(false);
    }
  }

  private void decide() {
    session.decide(null, origin, command, null,
        rejected -> outcome.complete(new Outcome.Refused(rejected.code(), rejected.message(), rejected.details())),
        (seq, changed, questions) -> outcome.complete(new Outcome.Done(seq)));
  }
}
