package io.tutti.launch;

import io.tutti.hub.WarmPool;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The threads that serve connections, in two pools: a request over HTTP may have to wait for its client, and a message over a
 * WebSocket never waits behind one that does. Tomcat's own pool wakes the thread that slept longest, whose caches are cold, and under
 * load keeps a hundred of them; with {@link WarmPool} a message that arrives costs half the CPU. Thread-safe.
 */
final class RequestThreads implements Executor {

  static final int MAX_THREADS = 200;

  private static final Logger LOG = Logger.getLogger("");

  private final WarmPool requests = pool("tutti-request");
  private final WarmPool messages = pool("tutti-message");

  /** Work that says whose it is; what does not is a request's. */
  interface OfConnection extends Runnable {

    /** Whether the connection is a WebSocket. */
    boolean isWebSocket();
  }

  private static WarmPool pool(String name) {
    int prompt = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    return new WarmPool(named(name), prompt, prompt, MAX_THREADS, cause -> LOG.log(Level.SEVERE, "A request failed", cause));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void execute(Runnable task) {
    boolean isMessage = task instanceof OfConnection work && work.isWebSocket();
    (isMessage ? messages : requests).execute(task);
  }
}
