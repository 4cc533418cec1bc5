package io.tutti.hub;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads for many short tasks, as few awake as will do: the one that slept last is woken first, so that caches stay warm, and
 * nobody is woken while {@code promptThreads} are at work and no crowd waits. A task may block, on a reader that does not read or
 * on a database: a watchdog that looks every {@value #WATCH_MILLIS} ms counts the threads that have been in one task since it
 * looked last, and wakes or adds others in their place, up to {@code maxThreads}. Who brings tasks that may block can ask for
 * the count ({@link #blocked}) and be less patient while it is high.
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
  private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedDeque<Thread> idle = new ConcurrentLinkedDeque<>();
  private final ThreadLocal<Boolean> isOurs = ThreadLocal.withInitial(() -> false);
  private final ThreadFactory factory;
  private final int coreThreads;
  private final int promptThreads;
  private final int maxThreads;
  private final Incident incident;
  private volatile int blocked;
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
    boolean enoughAwake = crowd < CROWD && (isOurs.get() || awake.get() - blocked >= promptThreads);
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

  /** How many threads have been in one task for at least {@value #WATCH_MILLIS} ms. */
  public int blocked() {
    return blocked;
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
    Worker worker = new Worker();
    workers.add(worker);
    factory.newThread(worker).start();
  }

  /** One thread's work. Only the thread itself writes its fields. */
  private final class Worker implements Runnable {
    /** Counts beginnings and ends of tasks: odd while in one. */
    private volatile int steps;
    /** What the watchdog saw last. Confined to it. */
    private int stepsSeen;

    @Override
    public void run() {
      isOurs.set(true);
      while (true) {
        Runnable task = tasks.poll();
        if (task != null) {
          carryOut(task);
        } else if (stopped) {
          threads.decrementAndGet();
          break;
        } else if (!rest()) {
          break;
        }
      }
      workers.remove(this);
    }

    private void carryOut(Runnable task) {
      waiting.decrementAndGet();
      steps = steps + 1;
      try {
        task.run();
      } catch (Throwable e) {
        incident.taskFailed(e);
      } finally {
        steps = steps + 1;
      }
    }

    /** Whether it is in the same task as when the watchdog looked last. */
    private boolean isBlocked() {
      int now = steps;
      boolean same = now == stepsSeen && (now & 1) == 1;
      stepsSeen = now;
      return same;
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
    if (count - blocked > coreThreads && threads.compareAndSet(count, count - 1)) {
      awake.decrementAndGet();
      return true;
    }
    return false;
  }

  private void watch() {
    while (!stopped) {
      LockSupport.parkNanos(WATCH_MILLIS * 1_000_000);
      int stuck = 0;
      for (Worker worker : workers) {
        stuck += worker.isBlocked() ? 1 : 0;
      }
      blocked = stuck;
      int missing = waiting.get() == 0 ? 0 : promptThreads - (awake.get() - stuck);
      while (missing-- > 0 && !wakeOne() && threads.get() < maxThreads) {
        addThread();
      }
      if (waiting.get() == 0 && threads.get() - stuck > coreThreads) {
        // It finds nothing to do, and that it is one too many.
        wakeOne();
      }
    }
  }
}
