package io.tutti.edge.wal;

import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that folds: every interval, at once when woken, and more and more rarely while it fails. Thread-safe. */
final class Folder {

  private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final Folding folding;
  private final Duration interval;
  private final Duration longestBackOff;
  private final Semaphore wakeUps = new Semaphore(0);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile String trouble = Journal.OK;

  Folder(Folding folding, WriteAheadSettings settings, ThreadFactory threads) {
    this.folding = folding;
    this.interval = settings.foldInterval();
    this.longestBackOff = settings.longestBackOff();
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  /** Folds soon; while folding fails, not sooner than planned. */
  void wake() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  /** Returns when the folding that is under way, if any, is over, or takes too long to be waited for. */
  void stop() {
    stopped.countDown();
    wake();
    try {
      thread.join(LONGEST_END.toMillis());
      if (thread.isAlive()) {
        LOG.warn("The folding that is under way does not end: what is not folded stays in the write-ahead file");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is wrong with folding, in words for operators, or {@link Journal#OK}. */
  String check() {
    return thread.isAlive() ? trouble : "The thread that folds has ended";
  }

  private void run() {
    Duration pause = interval;
    int failures = 0;
    try {
      while (await(pause, failures > 0)) {
        try {
          folding.foldAll();
          if (failures > 0) {
            LOG.info("Folding works again after {} failures", failures);
          }
          failures = 0;
          pause = interval;
          trouble = Journal.OK;
        } catch (JournalFailure e) {
          failures++;
          trouble = "It has failed " + failures + " times, last because: " + e.getMessage();
          pause = shorter(pause.multipliedBy(2), longestBackOff);
          report(failures, pause, e);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("The folding thread was interrupted: entries stay in the write-ahead file until the next start or close");
      Thread.currentThread().interrupt();
    }
  }

  /** Waits; whether to go on. */
  private boolean await(Duration pause, boolean failing) throws InterruptedException {
    if (failing) {
      stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } else {
      wakeUps.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
    }
    wakeUps.drainPermits();
    return stopped.getCount() > 0;
  }

  private static void report(int failures, Duration pause, JournalFailure failure) {
    if (failures == 1 && !failure.isRefusal()) {
      LOG.warn("Folding failed; entries stay in the write-ahead file, next try in {} ms", pause.toMillis(), failure);
    } else {
      LOG.warn("Folding failed {} times, next try in {} ms: {}", failures, pause.toMillis(), failure.getMessage());
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
