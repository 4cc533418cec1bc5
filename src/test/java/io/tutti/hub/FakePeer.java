package io.tutti.hub;

import io.tutti.session.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection that remembers what it was shown and told, in order, and notes if two calls ever overlapped. Thread-safe:
 * guarded by its lock.
 */
final class FakePeer implements Peer {

  private static final long PATIENCE_SECONDS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Object> heard = new ArrayList<>();
  private volatile boolean broken;

  /** From now on every call of the hub fails: a bug in an edge. */
  void breakDown() {
    broken = true;
  }

  @Override
  public void show(Published event) {
    hear(event.entry());
  }

  @Override
  public void tell(Notice notice) {
    hear(notice);
  }

  @Override
  public void sense(List<Sensed> signals) {
    signals.stream().filter(sensed -> !sensed.isCausedBy(this)).map(Sensed::signal).forEach(this::hear);
  }

  @Override
  public void end(Ending ending) {
    hear(ending);
  }

  private void hear(Object what) {
    boolean fails = broken;
    lock.lock();
    try {
      heard.add(what);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (fails) {
      throw new IllegalStateException("this peer is broken");
    }
  }

  /** Everything so far; a copy. */
  List<Object> heard() {
    lock.lock();
    try {
      return List.copyOf(heard);
    } finally {
      lock.unlock();
    }
  }

  <T> List<T> all(Class<T> kind) {
    return heard().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<Long> seqs() {
    return all(Entry.class).stream().map(Entry::seq).toList();
  }

  Optional<Ending> ending() {
    return all(Ending.class).stream().findFirst();
  }

  /** Waits for the {@code count}-th thing of that kind since the start, and gives it. */
  <T> T await(Class<T> kind, int count) {
    long remaining = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    lock.lock();
    try {
      while (all(kind).size() < count) {
        if (remaining <= 0) {
          throw new AssertionError("no " + count + ". " + kind.getSimpleName() + " in " + heard);
        }
        remaining = changed.awaitNanos(remaining);
      }
      return all(kind).get(count - 1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      lock.unlock();
    }
  }

  <T> T await(Class<T> kind) {
    return await(kind, 1);
  }

  @Override
  public String toString() {
    return heard().toString();
  }
}
