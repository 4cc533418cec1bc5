package io.tutti.e2e;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Somebody ordinary who reads a session over HTTP, again and again, while the server is attacked. Thread-safe. */
final class HttpBystander implements AutoCloseable {

  private static final long INTERVAL_MILLIS = 50;

  private final Latencies latencies = new Latencies();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread asking;

  private HttpBystander(RunningServer server, String path, int status) {
    asking = new Thread(() -> ask(server, path, status), "bystander over HTTP");
  }

  /** Begins to ask for {@code path}, whose answer has that status. */
  static HttpBystander on(RunningServer server, String path, int status) {
    HttpBystander bystander = new HttpBystander(server, path, status);
    bystander.asking.start();
    return bystander;
  }

  private void ask(RunningServer server, String path, int status) {
    try {
      do {
        long asked = System.nanoTime();
        Web.Reply reply = Web.get(server, path);
        latencies.add(System.nanoTime() - asked);
        if (reply.status() != status) {
          throw new AssertionError("answered " + reply);
        }
      } while (!over.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException | RuntimeException | AssertionError e) {
      failure.set(e);
    }
  }

  /** Ends it; how long the answers took. Fails where one did not come or was a refusal. */
  Latencies end() {
    over.countDown();
    try {
      asking.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Throwable cause = failure.get();
    if (cause != null) {
      throw new AssertionError("somebody ordinary was not answered", cause);
    }
    return latencies;
  }

  @Override
  public void close() {
    over.countDown();
  }
}
