package io.tutti.edge.boot;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Where threads come from: the container's managed factory where it has one, else plain daemon threads. Thread-safe. */
final class Threads {

  private Threads() {}

  /** Threads whose names begin with {@code name}. */
  static ThreadFactory named(String name) {
    ThreadFactory factory = managed();
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = factory.newThread(task);
      thread.setName(name + "-" + number.incrementAndGet());
      return thread;
    };
  }

  private static ThreadFactory managed() {
    try {
      if (new InitialContext().lookup("java:comp/DefaultManagedThreadFactory") instanceof ThreadFactory factory) {
        return factory;
      }
    } catch (NamingException e) {
      // A servlet container: it manages no threads.
    }
    return task -> {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    };
  }
}
