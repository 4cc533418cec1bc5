package io.tutti.hub;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads for many short tasks, as few awake as will do: the one that slept last is woken first, so that caches stay warm, and
 * nobody is woken while {@code promptThreads} are at work and no crowd waits. A task may block, on a reader that does not read or
 * on a database: a watchdog that looks every {@value #WATCH_MILLIS} ms wakes or adds a thread where nothing moves, up to
 * {@code maxThreads}. So blocked tasks never hold up the others.
 *
 * <p>Waking a thread costs more than a write to a socket: work that a thread of the pool itself brings (a session's publishing
 * makes many connections ready) wakes nobody unless a crowd waits. Thread-safe.
 */
public final class WarmPool implements Executor {

  private static final long WATCH_MILLIS = 10;
  private static final int CROWD = 64;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger awake = new AtomicInteger();
  private final AtomicInteger threads = new AtomicInteger();
  private final AtomicLong taken = new AtomicLong();
  private final ConcurrentLinkedDeque<Thread> idle = new ConcurrentLinkedDeque<>();
  private final ThreadLocal<Boolean> isOurs = ThreadLocal.withInitial(() -> false);
  private final ThreadFactory factory;
  private final int coreThreads;
  private final int promptThreads;
  private final int maxThreads;
  private final Incident incident;
  private volatile boolean stopped;

  /** Told of a task that threw: a bug, since tasks handle their failures. */
  public interface Incident {
    void taskFailed(Throwable cause);
  }

  /**
   * A pool that keeps {@code coreThreads} and may grow to {@code maxThreads} while tasks block. A task from outside wakes a
   * thread at once where fewer than {@code promptThreads} are awake.
   */
  public WarmPool(ThreadFactory factory, int coreThreads, int promptThreads, int maxThreads, Incident incident) {
    this.factory = factory;
    this.coreThreads = coreThreads;
    this.promptThreads = promptThreads;
    this.maxThreads = maxThreads;
    this.incident = incident;
    for (int i = 0; i < coreThreads; i++) {
      addThread();
    }
    factory.newThread(this::watch).start();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    int crowd = waiting.incrementAndGet();
    boolean enoughAwake = crowd < CROWD && (isOurs.get() || awake.get() >= promptThreads);
    if (!enoughAwake) {
      wakeOne();
    }
  }

  /** Lets the threads end when nothing is left to do. */
  public void stop() {
    stopped = true;
    Thread thread;
    while ((thread = idle.pollFirst()) != null) {
      LockSupport.unpark(thread);
    }
  }

  /** How many threads there are now, for the operator. */
  public int size() {
    return threads.get();
  }

  private boolean wakeOne() {
    Thread thread = idle.pollFirst();
    if (thread == null) {
      return false;
    }
    awake.incrementAndGet();
    LockSupport.unpark(thread);
    return true;
  }

  private void addThread() {
    threads.incrementAndGet();
    awake.incrementAndGet();
    factory.newThread(this::work).start();
  }

  private void work() {
    isOurs.set(true);
    while (true) {
      Runnable task = tasks.poll();
      if (task != null) {
        run(task);
      } else if (stopped) {
        threads.decrementAndGet();
        return;
      } else if (!rest()) {
        return;
      }
    }
  }

  private void run(Runnable task) {
    waiting.decrementAndGet();
    taken.incrementAndGet();
    try {
      task.run();
    } catch (Throwable e) {
      incident.taskFailed(e);
    }
  }

  /** Sleeps until woken; false where this thread is one too many and ends instead. */
  private boolean rest() {
    if (retire()) {
      return false;
    }
    Thread self = Thread.currentThread();
    idle.addFirst(self);
    awake.decrementAndGet();
    // Between the last look and this entry a task may have come that found nobody to wake.
    if (!tasks.isEmpty() && idle.remove(self)) {
      awake.incrementAndGet();
      return true;
    }
    while (idle.contains(self) && !stopped) {
      LockSupport.park(this);
    }
    if (idle.remove(self)) {
      awake.incrementAndGet();
    }
    return true;
  }

  private boolean retire() {
    int count = threads.get();
    if (count > coreThreads && threads.compareAndSet(count, count - 1)) {
      awake.decrementAndGet();
      return true;
    }
    return false;
  }

  private void watch() {
    long before = -1;
    while (!stopped) {
      LockSupport.parkNanos(WATCH_MILLIS * 1_000_000);
      long now = taken.get();
      if (waiting.get() > 0 && now == before && !wakeOne() && threads.get() < maxThreads) {
        addThread();
      }
      before = now;
    }
  }
}
