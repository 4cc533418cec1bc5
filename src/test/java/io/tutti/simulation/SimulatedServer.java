package io.tutti.simulation;

import io.tutti.contract.Logs;
import io.tutti.contract.MemoryJournal;
import io.tutti.hub.HubPorts;
import io.tutti.hub.HubSettings;
import io.tutti.hub.Incidents;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Seat;
import io.tutti.hub.SessionHub;
import io.tutti.identity.SessionId;
import io.tutti.session.JournalFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One life of the server: the real hub, whose every wait is in the simulation's hand. Its commit thread is the only other thread;
 * it moves only within {@link #commit}, because the clock by which it pauses between commits stands still otherwise.
 * Confined to the simulation.
 */
final class SimulatedServer {

  private static final long INTERVAL_MILLIS = 5;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final GatedJournal journal;
  private final PumpedExecutor publisher = new PumpedExecutor();
  private final PumpedExecutor storage = new PumpedExecutor();
  private final AtomicInteger nanosAsked = new AtomicInteger();
  private final List<String> faults = new ArrayList<>();
  private final SessionHub hub;
  private volatile long nanos = TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS);
  private @Nullable Thread committer;

  SimulatedServer(MemoryJournal disk, VirtualTime time, HubSettings settings) {
    journal = new GatedJournal(disk);
    journal.hold();
    hub = new SessionHub(
        new HubPorts(journal, Logs.NO_ARCHIVE, Logs.RULES, Runnable::run, publisher, storage, time, this::thread, new Noted(), time::millis, this::nanos), settings);
    awaitTrue(() -> nanosAsked.get() > 0);
    nanos = 0;
  }

  /** Settings that reach every corner quickly. */
  static HubSettings settings(int replayLimit, int snapshotEvery) {
    return new HubSettings(true, replayLimit, snapshotEvery, INTERVAL_MILLIS, 1_000_000, 10_000, 2_000, 500);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "simulated commit");
    thread.setDaemon(true);
    committer = thread;
    return thread;
  }

  private long nanos() {
    long now = nanos;
    nanosAsked.incrementAndGet();
    return now;
  }

  private final class Noted implements Incidents {
    @Override
    public void sessionFailed(SessionId session, String what, Throwable cause) {
      if (!(cause instanceof JournalFailure)) {
        faults.add(session + ": " + what + ": " + cause);
      }
    }

    @Override
    public void commitFailed(int sessions, Throwable cause) {
      if (!(cause instanceof JournalFailure failure) || failure.isData()) {
        faults.add("commit of " + sessions + ": " + cause);
      }
    }
  }

  Seat join(SessionId session, Newcomer newcomer, Wire wire) {
    return hub.join(session, newcomer, wire);
  }

  boolean publish(Random random) {
    return publisher.runAny(random);
  }

  boolean store(Random random) {
    return storage.runAny(random);
  }

  /** One commit of everything that waits, from beginning to end; false where nothing waits. */
  boolean commit(boolean fails) {
    if (hub.status().backlog() == 0) {
      return false;
    }
    int attempts = journal.attempts().size();
    if (fails) {
      journal.failNext(new JournalFailure("the disk is full", false));
    }
    nanos += TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS);
    journal.letOnePass();
    LockSupport.unpark(committer);
    awaitTrue(() -> hub.status().backlog() == 0);
    if (journal.attempts().size() == attempts) {
      journal.takeBack();
    }
    return true;
  }

  /** Every call of the journal fails, until it is repaired. */
  void breakJournal() {
    journal.breakDown(new JournalFailure("the database is gone", false));
  }

  void repairJournal() {
    journal.breakDown(null);
  }

  /** What should never happen, in words. */
  List<String> faults() {
    return faults;
  }

  boolean isIdle() {
    return publisher.size() == 0 && storage.size() == 0 && hub.status().backlog() == 0;
  }

  /** The end of the process, without warning: nothing that it was about to do happens. */
  void crash() {
    journal.cutOff();
    publisher.clear();
    storage.clear();
    hub.stop(0);
    nanos += TimeUnit.HOURS.toNanos(1);
    LockSupport.unpark(committer);
  }

  private void awaitTrue(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the commit thread does not move; commits failed for " + journal.failures());
      }
      Thread.onSpinWait();
    }
  }
}
