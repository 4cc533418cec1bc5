package io.tutti.edge.wal;

import io.tutti.session.JournalFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments that are there: one that is written, and sealed ones that wait until all that they hold is folded.
 *
 * <p>Thread-safe: everything under {@code writing}, except that the next file is made before it is taken, so that a record
 * waits for no rotation. {@link #seal} and {@link #discardSealed} are called by one thread at a time.
 */
final class SegmentLog {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentLog.class);
  private static final int SLICE_BYTES = 1 << 18;
  /** What a segment is made with, at most, in bytes. */
  private static final int MAX_ROOM = 1 << 22;

  private final Disk disk;
  private final Path directory;
  private final ReentrantLock writing = new ReentrantLock();
  private final ByteBuffer slice = ByteBuffer.allocateDirect(SLICE_BYTES);
  private final Deque<Segment> sealed = new ArrayDeque<>();
  /** Changed under the lock. */
  private volatile @Nullable Segment current;
  private long nextNumber;
  private long sealedBytes;
  /** Whether deletions may not be on the medium yet. Confined to {@link #discardSealed}. */
  private boolean namesUnforced;
  private volatile boolean closed;
  /** Whether a failed write could not be undone: the end of the current segment is not known to be whole. */
  private volatile boolean broken;
  /** Whether the last attempt to write or to make a segment failed, and none succeeded since. */
  private volatile boolean failing;

  SegmentLog(Disk disk, Path directory, long nextNumber) {
    this.disk = disk;
    this.directory = directory;
    this.nextNumber = nextNumber;
  }

  /**
   * Writes the record durably, then runs {@code written}, and only then lets the segment be sealed.
   *
   * @throws JournalFailure if it could not; then nothing of it is stored
   */
  void append(Frame frame, Runnable written) {
    writing.lock();
    // An interrupt would close the channel in the middle of a record; it is handed on afterwards.
    boolean interrupted = Thread.interrupted();
    try {
      requireUsable();
      Segment segment = writable();
      try {
        segment.write(frame, slice);
      } catch (IOException e) {
        failing = true;
        restore(segment, e);
        throw new JournalFailure("Writing to " + segment.file().getFileName() + " failed; nothing was stored", e, false);
      }
      written.run();
    } finally {
      writing.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void requireUsable() {
    if (closed) {
      throw new JournalFailure("The write-ahead journal is closed", false);
    }
    if (broken) {
      throw new JournalFailure("The write-ahead journal is broken until its end can be restored", false);
    }
  }

  private Segment writable() {
    Segment segment = current;
    if (segment == null) {
      try {
        segment = create(0);
      } catch (IOException e) {
        failing = true;
        throw new JournalFailure("No new segment can be made in the data directory", e, false);
      }
      current = segment;
    }
    return segment;
  }

  /** Called under the lock while there is no current segment, and by {@link #seal} while there is one: never twice at once. */
  private Segment create(int room) throws IOException {
    Segment segment = Segment.create(disk, directory, SegmentFormat.name(nextNumber), room);
    nextNumber++;
    return segment;
  }

  private void restore(Segment segment, IOException cause) {
    try {
      segment.restore();
    } catch (IOException e) {
      broken = true;
      cause.addSuppressed(e);
      LOG.error("The end of {} cannot be restored; nothing more is stored until it can", segment.file(), e);
    }
  }

  /** After a failure: what could not be undone is undone, and a write is tried out. */
  void mend() {
    if (!isFailing()) {
      return;
    }
    writing.lock();
    boolean interrupted = Thread.interrupted();
    try {
      if (!closed) {
        mendCurrent();
      }
    } catch (IOException e) {
      failing = true;
      LOG.debug("The write-ahead file cannot be written yet", e);
    } finally {
      writing.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void mendCurrent() throws IOException {
    Segment segment = current;
    if (broken && segment != null) {
      segment.restore();
    } else if (broken && !sealed.isEmpty()) {
      // Its torn end is in a sealed segment: while that is there, no record may follow in another.
      return;
    }
    broken = false;
    if (segment == null) {
      segment = create(0);
      current = segment;
    }
    segment.probe();
    failing = false;
    LOG.info("The write-ahead file can be written again");
  }

  /** Gives up a current segment whose file somebody has deleted: it takes no more records. Called by who seals. */
  void replaceLost() {
    Segment segment = current;
    if (segment == null || disk.exists(segment.file())) {
      return;
    }
    LOG.error("{} was deleted while it was in use: until what it held is in the tables, a crash would lose it", segment.file());
    writing.lock();
    try {
      retire(segment, null);
      broken = false;
    } finally {
      writing.unlock();
    }
  }

  /** Bytes in all segments. */
  long bytes() {
    writing.lock();
    try {
      Segment segment = current;
      return sealedBytes + (segment == null ? 0 : segment.bytes());
    } finally {
      writing.unlock();
    }
  }

  /** Whether the last attempt to write failed: nothing more is to be given to it until {@link #mend} finds that it works again. */
  boolean isFailing() {
    return failing || broken;
  }

  /** Lets the next record go to a new segment, so that what was written before can be discarded some day. */
  void seal() {
    long bytes = recordBytes();
    if (bytes == 0) {
      return;
    }
    // Loads change slowly: the next segment will hold about as much as this one.
    Segment next = prepared((int) Math.min(MAX_ROOM, 2 * bytes));
    writing.lock();
    try {
      Segment segment = current;
      if (segment != null) {
        retire(segment, next);
      } else {
        current = next;
      }
      // Not before the exchange: mending tries out the current segment.
      failing |= next == null;
    } finally {
      writing.unlock();
    }
  }

  private void retire(Segment segment, @Nullable Segment next) {
    current = next;
    sealed.add(segment);
    sealedBytes += segment.bytes();
    closeQuietly(segment);
  }

  private long recordBytes() {
    writing.lock();
    try {
      Segment segment = current;
      return segment == null ? 0 : segment.bytes() - SegmentFormat.HEAD_BYTES;
    } finally {
      writing.unlock();
    }
  }

  /** A new segment, or null where there is no room: then what is folded is discarded first, and the next record makes one. */
  private @Nullable Segment prepared(int room) {
    boolean interrupted = Thread.interrupted();
    try {
      return broken || closed ? null : create(room);
    } catch (IOException e) {
      LOG.warn("No new segment can be made yet: {}", e.toString());
      return null;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Deletes the sealed segments, oldest first and durably, so that those left are always the newest without a gap.
   *
   * @throws JournalFailure if one cannot be deleted; it is tried again with the next call
   */
  void discardSealed() {
    boolean interrupted = Thread.interrupted();
    try {
      for (Segment segment = oldestSealed(); segment != null; segment = oldestSealed()) {
        disk.delete(segment.file());
        namesUnforced = true;
        forget(segment);
      }
      if (namesUnforced) {
        disk.forceNames(directory);
        namesUnforced = false;
      }
    } catch (IOException e) {
      throw new JournalFailure("A folded segment cannot be deleted", e, false);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private @Nullable Segment oldestSealed() {
    writing.lock();
    try {
      return sealed.peek();
    } finally {
      writing.unlock();
    }
  }

  private void forget(Segment segment) {
    writing.lock();
    try {
      sealed.remove();
      sealedBytes -= segment.bytes();
    } finally {
      writing.unlock();
    }
  }

  /** Takes no more records from now on. */
  void refuse() {
    writing.lock();
    closed = true;
    writing.unlock();
  }

  /** Closes the files, after {@link #refuse}. A current segment without records is deleted. */
  void close() {
    writing.lock();
    try {
      Segment segment = current;
      current = null;
      if (segment != null) {
        closeQuietly(segment);
        if (segment.isEmpty()) {
          disk.delete(segment.file());
        }
      }
    } catch (IOException e) {
      LOG.warn("An empty segment stays behind: {}", e.toString());
    } finally {
      writing.unlock();
    }
  }

  private static void closeQuietly(Segment segment) {
    try {
      segment.close();
    } catch (IOException e) {
      // Everything in it was forced to the medium before: closing can lose nothing.
      LOG.warn("{} could not be closed: {}", segment.file(), e.toString());
    }
  }
}
