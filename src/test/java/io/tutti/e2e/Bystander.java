package io.tutti.e2e;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An ordinary session that goes on while the server is attacked: a parameter is set every 50 ms, each time once the answer to the
 * one before has come, and how long each answer took is kept. Thread-safe.
 */
final class Bystander implements AutoCloseable {

  private static final long INTERVAL_MILLIS = 50;

  private final Client client;
  private final Latencies latencies = new Latencies();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread asking;
  private int answers;
  private volatile boolean isOver;

  private Bystander(Client client) {
    this.client = client;
    this.asking = new Thread(this::ask, "bystander");
  }

  /** Joins a session of its own on {@code server} and begins. */
  static Bystander on(RunningServer server) {
    Bystander bystander = new Bystander(Client.join(server, "bystander", "Bystander"));
    bystander.asking.start();
    return bystander;
  }

  private void ask() {
    try {
      for (int i = 0; !isOver; i++) {
        long asked = System.nanoTime();
        client.ask(Messages.update("mu", 0.5 + i % 200 / 1_000.0), "ack");
        synchronized (this) {
          latencies.add(System.nanoTime() - asked);
          answers++;
          notifyAll();
          wait(INTERVAL_MILLIS);
        }
      }
    } catch (InterruptedException | RuntimeException | AssertionError e) {
      failure.set(e);
    }
  }

  /** Waits until {@code count} more answers have come. */
  synchronized void awaitAnswers(int count) {
    int before = answers;
    try {
      while (answers < before + count && asking.isAlive()) {
        wait(INTERVAL_MILLIS);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends it; how long its answers took. Fails where one did not come, or it was sent away. */
  Latencies end() {
    isOver = true;
    try {
      synchronized (this) {
        notifyAll();
      }
      asking.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Throwable cause = failure.get();
    if (cause != null) {
      throw new AssertionError("an ordinary session did not go on", cause);
    }
    return latencies;
  }

  @Override
  public void close() {
    isOver = true;
    client.abort();
  }
}
