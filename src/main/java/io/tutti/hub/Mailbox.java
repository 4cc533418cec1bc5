package io.tutti.hub;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the tasks of one session one at a time, in order. A task that finds the mailbox empty runs in the thread that brings
 * it, so that a frame that arrives costs no change of threads; one that finds it busy is run by the thread that is at work
 * there, which after {@value #BURST} tasks hands over to the executor. Starts paused. Thread-safe.
 */
final class Mailbox {

  private static final int BURST = 256;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger(1);
  private final Executor executor;
  private final int limit;

  Mailbox(Executor executor, int limit) {
    this.executor = executor;
    this.limit = limit;
  }

  /** Lets the tasks run that have been waiting, and all later ones. Called once. */
  void open() {
    drain(1);
  }

  /** Brings a task; false where the mailbox is full and the task will not run. */
  boolean offer(Runnable task) {
    if (pending.get() > limit) {
      return false;
    }
    bring(task);
    return true;
  }

  /** Brings a task that must not be lost, such as the end of a commit; there are never more of these than of the others. */
  void bring(Runnable task) {
    // Counted first: a task that were done before it is counted would let the count pass 0 while somebody is still at work.
    boolean idle = pending.getAndIncrement() == 0;
    tasks.add(task);
    if (idle) {
      drain(0);
    }
  }

  private void drain(int alreadyDone) {
    int done = alreadyDone;
    int inThisBurst = 0;
    while (true) {
      Runnable task = tasks.poll();
      if (task == null) {
        if (pending.addAndGet(-done) == 0) {
          return;
        }
        done = 0;
        Thread.onSpinWait();
        continue;
      }
      task.run();
      done++;
      if (++inThisBurst == BURST) {
        int handedOver = done;
        executor.execute(() -> drain(handedOver));
        return;
      }
    }
  }
}
