package io.tutti.hub;

import io.tutti.session.AuditLog;
import io.tutti.session.AuditRecord;
import io.tutti.session.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way to the audit log: whoever notes one does not wait for it (rules DP9–DP11). At most {@value #CAPACITY} wait;
 * then new ones are dropped and counted, and the log says how many as soon as it can. Thread-safe.
 */
public final class AuditQueue implements AuditTrail {

  /** Most lines that wait. */
  public static final int CAPACITY = 20_000;

  /** The action of the line that says how many were lost. */
  public static final String LOST = "audit:lost";

  private static final int BATCH = 1_000;

  private final BlockingQueue<AuditRecord> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private final AuditLog log;
  private final boolean everything;
  private final UnaryOperator<@Nullable String> addresses;
  private final LongSupplier nowMillis;
  private final ReentrantLock writing = new ReentrantLock();
  private List<AuditRecord> unwritten = new ArrayList<>();

  /**
   * {@code everything}: whether also unimportant things are wished for; {@code addresses}: how much of an address is kept;
   * {@code nowMillis}: milliseconds since 1970.
   */
  public AuditQueue(AuditLog log, boolean everything, UnaryOperator<@Nullable String> addresses, LongSupplier nowMillis) {
    this.log = log;
    this.everything = everything;
    this.addresses = addresses;
    this.nowMillis = nowMillis;
  }

  @Override
  public boolean wants(boolean important) {
    return important || everything;
  }

  @Override
  public void note(AuditRecord line) {
    if (!waiting.offer(line)) {
      lost.incrementAndGet();
    }
  }

  /** How many lines were dropped and are not told of yet. */
  public long lost() {
    return lost.get();
  }

  /**
   * Writes what waits. What could not be written is tried again at the next call, before anything else. Blocks.
   *
   * @throws io.tutti.session.JournalFailure where the storage is broken
   */
  public void flush() {
    writing.lock();
    try {
      writeAll();
    } finally {
      writing.unlock();
    }
  }

  private void writeAll() {
    do {
      take();
      if (unwritten.isEmpty()) {
        return;
      }
      log.write(unwritten);
      unwritten = new ArrayList<>();
    } while (!waiting.isEmpty());
  }

  private void take() {
    if (!unwritten.isEmpty()) {
      return;
    }
    List<AuditRecord> taken = new ArrayList<>();
    waiting.drainTo(taken, BATCH);
    for (AuditRecord line : taken) {
      unwritten.add(new AuditRecord(line.at(), line.user(), line.action(), line.session(), addresses.apply(line.address()),
          line.outcome()));
    }
    long gone = lost.getAndSet(0);
    if (gone > 0) {
      unwritten.add(new AuditRecord(nowMillis.getAsLong(), null, LOST, null, null, gone + " lines"));
    }
  }
}
