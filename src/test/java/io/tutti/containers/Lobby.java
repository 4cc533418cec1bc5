package io.tutti.containers;

import io.tutti.contract.Logs;
import io.tutti.contract.MemoryJournal;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.WebSocketSettings;
import io.tutti.hub.HubPorts;
import io.tutti.hub.HubSettings;
import io.tutti.hub.Incidents;
import io.tutti.hub.SessionHub;
import io.tutti.hub.WarmPool;
import io.tutti.identity.SessionId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * Everything that stands behind the endpoints, put together without a container: a hub on a journal in memory, that takes in
 * people without tokens. Thread-safe.
 */
final class Lobby implements AutoCloseable {

  /** What is usual: 1 MiB. */
  static final int MAX_MESSAGE_BYTES = 1 << 20;

  /** Far more than is usual: who reads nothing is to stall a writer here, and not to overflow before. */
  private static final int OUTBOX_FRAMES = 10_000;

  private static final int OUTBOX_BYTES = 64 << 20;

  static final long SEND_TIMEOUT_MILLIS = 1_000;

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1, daemons());
  private final WarmPool writers = new WarmPool(daemons(), 2, 1, 16, cause -> {
    throw new AssertionError("a task of the writers failed", cause);
  });
  private final MemoryJournal journal = new MemoryJournal();
  private final SessionHub hub = new SessionHub(
      new HubPorts(journal, Logs.NO_ARCHIVE, Logs.RULES, Runnable::run, writers, Runnable::run, scheduler, daemons(), new Loud(),
          System::currentTimeMillis, System::nanoTime), HubSettings.defaults());
  private final Reception reception = new Reception(hub, journal, Logs.NO_ARCHIVE, Logs.RULES, token -> Optional.empty(), writers, scheduler,
      new WebSocketSettings(Set.of(), true, false, MAX_MESSAGE_BYTES, OUTBOX_FRAMES, OUTBOX_BYTES, 2_000, 5_000, 1_000, 10_000, 10_000,
          SEND_TIMEOUT_MILLIS));

  Reception reception() {
    return reception;
  }

  private static ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "lobby");
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    reception.close();
    hub.stop(1_000);
    writers.stop();
    scheduler.shutdownNow();
  }

  /** There is nothing here that may fail. */
  private static final class Loud implements Incidents {
    @Override
    public void sessionFailed(SessionId session, String what, Throwable cause) {
      throw new AssertionError(what, cause);
    }

    @Override
    public void commitFailed(int sessions, Throwable cause) {
      throw new AssertionError("a commit failed", cause);
    }
  }
}
