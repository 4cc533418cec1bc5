package io.tutti.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A clock that stands still until it is moved, and a scheduler that goes by it. What is due runs in the thread that moves the
 * clock. Thread-safe: guarded by itself.
 */
public final class VirtualTime extends AbstractExecutorService implements ScheduledExecutorService {

  private final PriorityQueue<Timer<?>> timers = new PriorityQueue<>();
  private volatile long millis;
  private long order;

  /** A clock that shows {@code millis} since 1970. */
  public VirtualTime(long millis) {
    this.millis = millis;
  }

  public long millis() {
    return millis;
  }

  public long nanos() {
    return millis * 1_000_000;
  }

  /** How many timers have neither run nor been cancelled. */
  public synchronized int timers() {
    timers.removeIf(FutureTask::isCancelled);
    return timers.size();
  }

  /** Forgets all timers: the process that would have run them is no more. */
  public synchronized void clear() {
    timers.clear();
  }

  /** Moves the clock on, and runs on the way what comes due, each timer at its time. */
  public void pass(long duration) {
    long end = millis + duration;
    while (true) {
      Timer<?> next;
      synchronized (this) {
        next = timers.peek();
        if (next == null || next.due > end) {
          millis = end;
          return;
        }
        timers.remove();
        millis = Math.max(millis, next.due);
      }
      next.run();
    }
  }

  /** Sets the clock to any time, without running anything: clocks of machines do that. */
  public void jumpTo(long newMillis) {
    millis = newMillis;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return schedule(Executors.callable(command), delay, unit);
  }

  @Override
  public synchronized <V> ScheduledFuture<V> schedule(Callable<V> command, long delay, TimeUnit unit) {
    Timer<V> timer = new Timer<>(command, millis + unit.toMillis(delay), order++);
    timers.add(timer);
    return timer;
  }

  @Override
  public void execute(Runnable command) {
    schedule(command, 0, TimeUnit.MILLISECONDS);
  }

  private final class Timer<V> extends FutureTask<V> implements ScheduledFuture<V> {
    final long due;
    final long number;

    Timer(Callable<V> command, long due, long number) {
      super(command);
      this.due = due;
      this.number = number;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Comparator.comparingLong((Timer<?> timer) -> timer.due)
          .thenComparingLong(timer -> timer.number)
          .compare(this, (Timer<?>) other);
    }
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException("nobody here schedules at a rate");
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException("nobody here schedules with a delay between");
  }

  @Override
  public void shutdown() {
    clear();
  }

  @Override
  public List<Runnable> shutdownNow() {
    clear();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
