package io.tutti.hub;

import io.tutti.session.Decision;
import io.tutti.session.Entry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who sends one command over no connection and waits for its outcome. Confined to the session's mailbox. */
final class Performance implements Request.Sender {

  private final HubPorts ports;
  private final CompletableFuture<Outcome> outcome;

  Performance(HubPorts ports, CompletableFuture<Outcome> outcome) {
    this.ports = ports;
    this.outcome = outcome;
  }

  @Override
  public boolean isHere(LiveSession session) {
    return !session.isEnded();
  }

  @Override
  public void read(LiveSession session, long after, Supplier<Runnable> reading, @Nullable String ref, boolean othersWait) {
    session.outputs().whenStored(after, () -> ports.storage().execute(() -> {
      try {
        session.runSurely(reading.get());
      } catch (RuntimeException e) {
        ports.incidents().sessionFailed(session.id(), "what a command needs could not be read", e);
        outcome.cancel(false);
      }
    }));
  }

  @Override
  public void repeated(Entry entry, String ref) {
    outcome.complete(new Outcome.Done(entry.seq()));
  }

  @Override
  public void refused(Decision.Rejected rejected, @Nullable String ref) {
    outcome.complete(new Outcome.Refused(rejected.code(), rejected.message(), rejected.details()));
  }

  @Override
  public void accepted(long seq, boolean changed, List<Decision.Question> questions, @Nullable String ref) {
    outcome.complete(new Outcome.Done(seq));
  }
}
