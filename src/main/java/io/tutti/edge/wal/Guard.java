package io.tutti.edge.wal;

import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether the log can take records: whether the disk has room for them and for their folding, and whether the
 * last one could be written. So commands can be refused before anything is decided, and it goes on by itself (rules STORE1, STORE2).
 *
 * <p>There are three bounds, so that what was taken can still be stored, and what was stored can still be folded: with less than
 * {@code minFreeBytes} nothing new is taken, with less than half of it nothing is appended, with less than a quarter nothing is
 * folded. Thread-safe.
 */
final class Guard {

  static final String NO_ROOM = "The server's disk is almost full: nothing can be changed until there is room again";
  static final String NO_WRITING = "The server cannot write to its disk at the moment: nothing can be changed until it can";

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  /** What folding writes for each byte of the log, as far as is known: rows, indexes and pages that are written anew. */
  private static final int FOLDED_PER_BYTE = 2;

  private final SegmentLog log;
  private final Disk files;
  private final Path directory;
  private final long minFreeBytes;
  private final long intervalMillis;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String refusal;
  private volatile String disk = Journal.OK;
  private volatile boolean fullForRecords;

  Guard(SegmentLog log, Disk files, WriteAheadSettings settings, ThreadFactory threads) {
    this.log = log;
    this.files = files;
    this.directory = settings.directory();
    this.minFreeBytes = settings.minFreeBytes();
    this.intervalMillis = settings.watchInterval().toMillis();
    this.thread = threads.newThread(this::run);
  }

  void start() {
    look();
    thread.start();
  }

  void stop() {
    stopped.countDown();
  }

  private void run() {
    try {
      while (!stopped.await(intervalMillis, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      LOG.warn("Nobody looks after the disk any more: the thread that did was interrupted");
      Thread.currentThread().interrupt();
    }
  }

  /** Looks now. */
  void look() {
    log.mend();
    long usable = files.usableBytes(directory);
    fullForRecords = usable < minFreeBytes / 2;
    boolean room = usable >= minFreeBytes + (minFreeBytes == 0 ? 0 : FOLDED_PER_BYTE * log.bytes());
    disk = room ? Journal.OK : (usable >> 20) + " MiB are free, MIN_FREE_BYTES wants " + (minFreeBytes >> 20) + " MiB";
    say(room ? log.isFailing() ? NO_WRITING : null : NO_ROOM);
  }

  private void say(@Nullable String now) {
    String before = refusal;
    refusal = now;
    if (now != null && !now.equals(before)) {
      LOG.error("{} ({})", now, NO_ROOM.equals(now) ? disk : "see above for the cause");
    } else if (now == null && before != null) {
      LOG.info("The storage takes changes again");
    }
  }

  /** Why nothing new is taken; null where it is. */
  @Nullable String refusal() {
    return refusal;
  }

  /** What is wrong with the disk's room, or {@link Journal#OK}. */
  String disk() {
    return disk;
  }

  /** @throws JournalFailure if there is not even room for what was taken already */
  void requireRoomToAppend() {
    if (fullForRecords) {
      throw JournalFailure.refused(NO_ROOM);
    }
  }

  /** @throws JournalFailure if folding could fill the disk and break the database */
  void requireRoomToFold() {
    if (minFreeBytes > 0 && files.usableBytes(directory) < minFreeBytes / 4) {
      throw JournalFailure.refused(NO_ROOM);
    }
  }
}
