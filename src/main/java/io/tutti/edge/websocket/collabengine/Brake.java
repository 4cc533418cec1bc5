package io.tutti.edge.websocket.collabengine;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Slows a client that writes faster than it may, or than its operations are stored: its socket is not read meanwhile, since the
 * dialect has no word for it (rule CE17). Holding one back occupies a thread of the container, so that at most
 * {@value #MAX_HELD} are held back at once. Thread-safe: guarded by itself.
 */
final class Brake {

  /** Operations of one connection that may be without an answer. */
  static final int MAX_UNANSWERED = 1_000;
  /** Who is held back goes on when no more than so many are left: waking it for each answer would cost more than the operation. */
  static final int RESUME_UNANSWERED = MAX_UNANSWERED / 2;

  private static final int MAX_HELD = 64;
  private static final long PATIENCE_MILLIS = 10_000;
  private static final Semaphore HELD = new Semaphore(MAX_HELD);

  private int unanswered;
  private boolean released;

  /** An operation is on its way to the session. */
  synchronized void sent() {
    unanswered++;
  }

  /** An operation has its answer. */
  synchronized void answered() {
    unanswered--;
    if (unanswered == RESUME_UNANSWERED) {
      notifyAll();
    }
  }

  /** Nobody is held back any more: the connection is over. */
  synchronized void release() {
    released = true;
    notifyAll();
  }

  /**
   * Waits while too many operations have no answer, or the rate is exceeded.
   *
   * @param millisToWait by the rate: 0 where the client may go on, which takes one from it
   * @return false where that takes too long, or too many others are held back
   */
  boolean await(LongSupplier millisToWait) {
    long rate = millisToWait.getAsLong();
    if (rate == 0 && isFree()) {
      return true;
    }
    if (!HELD.tryAcquire()) {
      return false;
    }
    try {
      return hold(rate, millisToWait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      HELD.release();
    }
  }

  private synchronized boolean isFree() {
    return unanswered < MAX_UNANSWERED || released;
  }

  private synchronized boolean hold(long firstRate, LongSupplier millisToWait) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    long rate = firstRate;
    boolean full = unanswered >= MAX_UNANSWERED;
    while (!released && (rate > 0 || (full && unanswered > RESUME_UNANSWERED))) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      wait(rate > 0 ? rate : 100);
      rate = rate > 0 ? millisToWait.getAsLong() : 0;
    }
    return true;
  }
}
