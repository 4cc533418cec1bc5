package io.tutti.simulation;

import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.LogIdentity;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A journal whose commits the test holds, lets pass or makes fail, and whose other calls it can make fail. Once cut off (its
 * process has died) it stores nothing more. Thread-safe: guarded by its lock.
 */
public final class GatedJournal implements Journal {

  private static final long PATIENCE_SECONDS = 5;

  private final Journal stored;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<List<Batch>> attempts = new ArrayList<>();
  private final List<JournalFailure> failures = new CopyOnWriteArrayList<>();
  private boolean holding;
  private int permits;
  private boolean waiting;
  private @Nullable JournalFailure nextFailure;
  private volatile @Nullable JournalFailure broken;
  private volatile @Nullable String refusal;

  public GatedJournal(Journal stored) {
    this.stored = stored;
  }

  /** From now on every commit waits for {@link #letOnePass} or {@link #letPass}. */
  public void hold() {
    locked(() -> holding = true);
  }

  public void letPass() {
    locked(() -> holding = false);
  }

  public void letOnePass() {
    locked(() -> permits++);
  }

  /** The next commit that passes fails so. */
  public void failNext(JournalFailure failure) {
    locked(() -> nextFailure = failure);
  }

  /** Takes back what {@link #letOnePass} and {@link #failNext} said, if no commit has come. */
  public void takeBack() {
    locked(() -> {
      permits = 0;
      nextFailure = null;
    });
  }

  /** Every call fails so from now on; null: no more. */
  public void breakDown(@Nullable JournalFailure failure) {
    broken = failure;
  }

  /** From now on nothing can be stored, and it says so; null: it can again. */
  public void refuse(@Nullable String reason) {
    refusal = reason;
  }

  @Override
  public @Nullable String refusal() {
    return refusal;
  }

  /** Ends the process that uses this: what waits here fails, and nothing is stored any more. */
  public void cutOff() {
    broken = new JournalFailure("the process is gone", false);
    letPass();
  }

  /** Waits until a commit is held. */
  public void awaitHeld() {
    await(() -> waiting);
  }

  /** Waits until {@code count} commits have been asked for, in all. */
  public void awaitAttempts(int count) {
    await(() -> attempts.size() >= count);
  }

  /** Why commits have failed so far; a copy. */
  public List<JournalFailure> failures() {
    return List.copyOf(failures);
  }

  /** Whether a commit is held now. */
  public boolean isHolding() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** What was to be committed, commit by commit, whatever became of it; a copy. */
  public List<List<Batch>> attempts() {
    lock.lock();
    try {
      return List.copyOf(attempts);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void append(List<Batch> batches) {
    lock.lock();
    try {
      attempts.add(List.copyOf(batches));
      waiting = true;
      changed.signalAll();
      while (holding && permits == 0) {
        changed.awaitUninterruptibly();
      }
      permits = Math.max(0, permits - 1);
      waiting = false;
      JournalFailure failure = nextFailure;
      nextFailure = null;
      if (failure != null) {
        throw failure;
      }
      whole().append(batches);
    } catch (JournalFailure e) {
      failures.add(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private Journal whole() {
    JournalFailure failure = broken;
    if (failure != null) {
      throw failure;
    }
    return stored;
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void await(java.util.function.BooleanSupplier condition) {
    long remaining = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (remaining <= 0) {
          throw new AssertionError("no commit came");
        }
        remaining = changed.awaitNanos(remaining);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean create(SessionDescription description) {
    return whole().create(description);
  }

  @Override
  public Optional<Opened> open(SessionId session) {
    return whole().open(session);
  }

  @Override
  public Optional<SessionDescription> describe(SessionId session) {
    return whole().describe(session);
  }

  @Override
  public List<Entry> read(SessionId session, long from, long to, int limit) {
    return whole().read(session, from, to, limit);
  }

  @Override
  public long retainedAfter(SessionId session) {
    return whole().retainedAfter(session);
  }

  @Override
  public Optional<Entry> find(SessionId session, ClientId client, String ref, long after) {
    return whole().find(session, client, ref, after);
  }

  @Override
  public void keep(SessionId session, SessionSnapshot snapshot) {
    whole().keep(session, snapshot);
  }

  @Override
  public void forget(SessionId session, SessionSnapshot snapshot) {
    whole().forget(session, snapshot);
  }

  @Override
  public void beginAfter(SessionId session, long after) {
    whole().beginAfter(session, after);
  }

  @Override
  public void forgetUpTo(SessionId session, long seq) {
    whole().forgetUpTo(session, seq);
  }

  @Override
  public void delete(SessionId session) {
    whole().delete(session);
  }

  @Override
  public boolean isDeleted(SessionId session) {
    return whole().isDeleted(session);
  }

  @Override
  public LogIdentity renew(SessionId session) {
    return whole().renew(session);
  }

  @Override
  public List<Summary> list(@Nullable SessionId after, int limit) {
    return whole().list(after, limit);
  }

  @Override
  public boolean isHealthy() {
    return broken == null;
  }
}
