package io.tutti.hub;

import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The one thread that writes the journal: whatever waits is committed together. A commit starts at once when the last one
 * started at least the interval ago, so that a quiet server answers quickly and a busy one pays one commit for many entries.
 * Thread-safe.
 */
final class GroupCommit {

  private static final int MAX_ENTRIES_PER_COMMIT = 10_000;

  private record Waiting(LiveSession session, List<Entry> entries) {}

  private final Journal journal;
  private final Incidents incidents;
  private final LongSupplier nanos;
  private final long intervalNanos;
  private final int backlogLimit;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger backlog = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition empty = lock.newCondition();
  private final Thread thread;
  private volatile boolean sleeping;
  private volatile boolean stopped;

  GroupCommit(HubPorts ports, HubSettings settings) {
    this.journal = ports.journal();
    this.incidents = ports.incidents();
    this.nanos = ports.nanos();
    this.intervalNanos = settings.commitIntervalMillis() * 1_000_000;
    this.backlogLimit = settings.backlogLimit();
    this.thread = ports.threads().newThread(this::work);
    thread.start();
  }

  /** Stores {@code entries}; the session is told when they are stored, or that they are not. Never blocks. */
  void submit(LiveSession session, List<Entry> entries) {
    backlog.addAndGet(entries.size());
    queue.add(new Waiting(session, entries));
    if (sleeping) {
      sleeping = false;
      LockSupport.unpark(thread);
    }
  }

  /** Waits until the backlog is below its limit; false where that takes longer than {@code timeoutMillis}. */
  boolean awaitRoom(long timeoutMillis) {
    if (backlog.get() < backlogLimit) {
      return true;
    }
    return await(room, backlogLimit, timeoutMillis);
  }

  /** Waits until everything submitted is stored or has failed; false where that takes longer than {@code timeoutMillis}. */
  boolean awaitEmpty(long timeoutMillis) {
    return await(empty, 1, timeoutMillis);
  }

  int backlog() {
    return backlog.get();
  }

  /** Ends the thread once nothing waits. */
  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
  }

  private boolean await(Condition condition, int below, long timeoutMillis) {
    long remaining = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    lock.lock();
    try {
      while (backlog.get() >= below) {
        if (remaining <= 0) {
          return false;
        }
        remaining = condition.awaitNanos(remaining);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    long lastStart = nanos.getAsLong() - intervalNanos;
    while (true) {
      if (queue.isEmpty()) {
        if (stopped) {
          return;
        }
        sleeping = true;
        if (queue.isEmpty() && !stopped) {
          LockSupport.park(this);
        }
        sleeping = false;
        continue;
      }
      long early = intervalNanos - (nanos.getAsLong() - lastStart);
      if (early > 0 && !stopped && backlog.get() < MAX_ENTRIES_PER_COMMIT) {
        LockSupport.parkNanos(this, early);
        continue;
      }
      lastStart = nanos.getAsLong();
      commit(take());
    }
  }

  private Map<LiveSession, List<Entry>> take() {
    Map<LiveSession, List<Entry>> bySession = new LinkedHashMap<>();
    int count = 0;
    Waiting waiting;
    while (count < MAX_ENTRIES_PER_COMMIT && (waiting = queue.poll()) != null) {
      if (waiting.session().isLost()) {
        // They were decided on a state that was never stored: in the log they would leave a gap before them.
        release(waiting.entries().size());
        continue;
      }
      bySession.computeIfAbsent(waiting.session(), session -> new ArrayList<>(4)).addAll(waiting.entries());
      count += waiting.entries().size();
    }
    return bySession;
  }

  private void commit(Map<LiveSession, List<Entry>> bySession) {
    if (bySession.isEmpty()) {
      return;
    }
    List<Journal.Batch> batches = new ArrayList<>(bySession.size());
    bySession.forEach((session, entries) -> batches.add(new Journal.Batch(session.id(), entries)));
    try {
      journal.append(batches);
      bySession.forEach((session, entries) -> session.stored(entries.get(entries.size() - 1).seq()));
    } catch (JournalFailure e) {
      incidents.commitFailed(bySession.size(), e);
      failed(bySession, batches, e);
    } catch (RuntimeException | Error e) {
      incidents.commitFailed(bySession.size(), e);
      bySession.keySet().forEach(session -> session.notStored(e));
    } finally {
      release(batches.stream().mapToInt(batch -> batch.entries().size()).sum());
    }
  }

  /** One session's bad entries must not bring down the others: where the data was refused, each gets its own commit. */
  private void failed(Map<LiveSession, List<Entry>> bySession, List<Journal.Batch> batches, JournalFailure failure) {
    int index = 0;
    for (LiveSession session : bySession.keySet()) {
      Journal.Batch batch = batches.get(index++);
      if (!failure.isData() || batches.size() == 1) {
        session.notStored(failure);
        continue;
      }
      try {
        journal.append(List.of(batch));
        session.stored(batch.entries().get(batch.entries().size() - 1).seq());
      } catch (RuntimeException e) {
        session.notStored(e);
      }
    }
  }

  private void release(int count) {
    int left = backlog.addAndGet(-count);
    if (left < backlogLimit) {
      lock.lock();
      try {
        room.signalAll();
        if (left == 0) {
          empty.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
