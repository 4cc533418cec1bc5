package io.tutti.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/** An executor whose tasks run when the test says so, in the test's thread. Thread-safe: guarded by itself. */
public final class PumpedExecutor implements Executor {

  private static final int MAX_TASKS = 1_000_000;

  private final List<Runnable> tasks = new ArrayList<>();

  @Override
  public synchronized void execute(Runnable task) {
    tasks.add(task);
  }

  public synchronized int size() {
    return tasks.size();
  }

  /** Forgets what waits: the process that would have run it is no more. */
  public synchronized void clear() {
    tasks.clear();
  }

  /** Runs the oldest task; false where there is none. */
  public boolean runOne() {
    return run(0);
  }

  /** Runs any task, as a pool of threads might; false where there is none. */
  public boolean runAny(Random random) {
    int size = size();
    return size > 0 && run(random.nextInt(size));
  }

  /** Runs until nothing waits, also what the tasks bring. */
  public void runAll() {
    int count = 0;
    while (runOne()) {
      if (++count > MAX_TASKS) {
        throw new AssertionError("the tasks never end");
      }
    }
  }

  private boolean run(int index) {
    Runnable task;
    synchronized (this) {
      if (index >= tasks.size()) {
        return false;
      }
      task = tasks.remove(index);
    }
    task.run();
    return true;
  }
}
