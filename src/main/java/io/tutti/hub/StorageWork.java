package io.tutti.hub;

import io.tutti.identity.SessionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What one session has the storage do beside its log: one thing after another, so that a late snapshot neither follows a newer
 * one nor outlives a deletion. Confined to the session's mailbox.
 */
final class StorageWork {

  private final SessionId session;
  private final Executor storage;
  private final Incidents incidents;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  StorageWork(SessionId session, HubPorts ports) {
    this.session = session;
    this.storage = ports.storage();
    this.incidents = ports.incidents();
  }

  /** Does {@code work} after all that was begun before; {@code what} says, for the operator, what has failed if it throws. */
  void begin(String what, Runnable work) {
    last = last.thenRunAsync(() -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        incidents.sessionFailed(session, what, e);
      }
    }, storage);
  }

  /** Whether everything begun is done. */
  boolean isIdle() {
    return last.isDone();
  }
}
