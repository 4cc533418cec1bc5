package io.tutti.e2e;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The original browser client, as far as it speaks: its hook joins, keeps what it is told, and ignores types that it does not
 * know; its provider sends all three parameters 300 ms after the last change, whether the change was made here or came from
 * elsewhere. Thread-safe: guarded by itself.
 */
final class OriginalClient implements AutoCloseable {

  private static final long DEBOUNCE_MILLIS = 300;
  private static final List<String> SENT = List.of("mu", "omega", "kappa");

  private final ScheduledExecutorService clock;
  private final Map<String, Double> params = new LinkedHashMap<>(Map.of("mu", 0.569, "omega", 0.847, "kappa", 0.0207));
  private final Client connection;
  private @Nullable ScheduledFuture<?> pending;
  private long lastActivityNanos = System.nanoTime();
  private int conflicts;
  private int updates;

  /** Connects and joins with {@code token}; {@code clock} runs its debounce. */
  OriginalClient(RunningServer server, String session, String token, ScheduledExecutorService clock) {
    this.clock = clock;
    this.connection = Client.connect(server.session(session), (text, message) -> hear(message));
    connection.send(Messages.auth(token, "somebody"));
    connection.inbox().next("auth:success");
  }

  private synchronized void hear(JsonObject message) {
    lastActivityNanos = System.nanoTime();
    JsonObject payload = Messages.payload(message);
    switch (Messages.type(message)) {
      case "auth:success" -> apply(payload.getJsonObject("currentState").getJsonObject("params"));
      case "session:state", "param:broadcast" -> apply(payload.getJsonObject("params"));
      case "conflict:detected" -> conflicts++;
      default -> { }
    }
    notifyAll();
  }

  private void apply(JsonObject told) {
    for (String name : SENT) {
      if (told.get(name) instanceof JsonNumber value) {
        params.put(name, value.doubleValue());
      }
    }
    changed();
  }

  /** A person moves a slider. */
  synchronized void move(String name, double value) {
    lastActivityNanos = System.nanoTime();
    params.put(name, value);
    changed();
  }

  private void changed() {
    if (pending != null) {
      pending.cancel(false);
    }
    pending = clock.schedule(this::sendAll, DEBOUNCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sendAll() {
    JsonObject update;
    synchronized (this) {
      lastActivityNanos = System.nanoTime();
      updates++;
      update = Messages.update(params);
    }
    connection.send(update);
  }

  synchronized double value(String name) {
    return params.getOrDefault(name, Double.NaN);
  }

  synchronized int conflicts() {
    return conflicts;
  }

  synchronized int updates() {
    return updates;
  }

  /** Waits until nothing was sent or received for {@code quiet}; false where that does not happen within {@code limit}. */
  synchronized boolean awaitRest(Duration quiet, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      long missing = lastActivityNanos + quiet.toNanos() - System.nanoTime();
      if (missing <= 0) {
        return true;
      }
      wait(Math.max(1, missing / 1_000_000));
    }
    return false;
  }

  @Override
  public void close() {
    connection.close();
  }
}
