package io.tutti.edge.wal;

import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal.Batch;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what appending costs at a server's pace: 100 calls a second of 20 entries, each of another of 100 sessions, folded
 * every second into a journal that does nothing.
 *
 * <p>Run from the project's directory, after {@code mvn test-compile}, with the test class path; arguments: seconds to warm up
 * (default 20), seconds to measure (default 30), a directory on the disk that is meant (default: the temporary one).
 * Prints, for each entry, microseconds of CPU (user and kernel) of the appending thread, of the folding thread, and of the
 * whole process with JIT and GC; bytes that the appending thread allocates; and how long a call took. Encoding is included.
 */
final class AppendCost {

  private static final int SESSIONS = 100;
  private static final int GROUP = 20;
  private static final long PACE_NANOS = 10_000_000;

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final com.sun.management.OperatingSystemMXBean process =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final WriteAheadJournal journal;
  private final Thread folder;
  private final long[] seqs = new long[SESSIONS];
  private int next;

  private AppendCost(Path directory) {
    RememberingJournal inner = new RememberingJournal();
    Thread[] made = new Thread[1];
    journal = new WriteAheadJournal(new Forgetting(inner), WriteAheadSettings.in(directory), Seal.none(), work -> {
      made[0] = Samples.THREADS.newThread(work);
      return made[0];
    });
    folder = made[0];
    for (int i = 0; i < SESSIONS; i++) {
      journal.create(Samples.description(session(i)));
    }
  }

  public static void main(String[] arguments) throws Exception {
    int warmUp = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
    Path parent = arguments.length > 2 ? Path.of(arguments[2]) : Path.of(System.getProperty("java.io.tmpdir"));
    Path directory = Files.createTempDirectory(parent, "append-cost");
    AppendCost cost = new AppendCost(directory);
    cost.run(warmUp * 100);
    cost.measure(seconds * 100);
    cost.journal.close();
    Files.deleteIfExists(directory.resolve("journal.lock"));
    Files.delete(directory);
  }

  private void measure(int calls) {
    long appending = threads.getCurrentThreadCpuTime();
    long user = threads.getCurrentThreadUserTime();
    long folding = threads.getThreadCpuTime(folder.getId());
    long all = process.getProcessCpuTime();
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    long[] nanos = run(calls);
    double events = (double) calls * GROUP;
    allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
    Arrays.sort(nanos);
    System.out.printf("appending %.2f us/event (user %.2f), folding %.2f us/event, process %.2f us/event, allocated %.0f B/event%n",
        (threads.getCurrentThreadCpuTime() - appending) / 1e3 / events,
        (threads.getCurrentThreadUserTime() - user) / 1e3 / events,
        (threads.getThreadCpuTime(folder.getId()) - folding) / 1e3 / events,
        (process.getProcessCpuTime() - all) / 1e3 / events,
        allocated / events);
    System.out.printf("a call of %d: median %d us, p99 %d us, longest %d us%n", GROUP,
        nanos[calls / 2] / 1000, nanos[calls * 99 / 100] / 1000, nanos[calls - 1] / 1000);
  }

  private long[] run(int calls) {
    long[] nanos = new long[calls];
    long due = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      due += PACE_NANOS;
      List<Batch> group = group();
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      long start = System.nanoTime();
      journal.append(group);
      nanos[i] = System.nanoTime() - start;
    }
    return nanos;
  }

  private List<Batch> group() {
    List<Batch> group = new ArrayList<>(GROUP);
    for (int i = 0; i < GROUP; i++) {
      int session = next++ % SESSIONS;
      Entry entry = Samples.entry(++seqs[session]);
      group.add(new Batch(session(session), List.of(entry)));
    }
    return group;
  }

  private static SessionId session(int number) {
    return new SessionId("session-" + number);
  }

  /** Knows its sessions, and takes every entry without a trace. */
  private static final class Forgetting extends PassingJournal {
    Forgetting(RememberingJournal inner) {
      super(inner);
    }

    @Override
    public void append(List<Batch> batches) {}
  }
}
