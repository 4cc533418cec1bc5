package io.tutti.edge.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** One file of the log that is, or was, written. Guarded by the log's lock. */
final class Segment {

  private static final int ZEROS = 1 << 16;
  private static final int PROBE = 1 << 12;

  private final Disk disk;
  private final Path file;
  private final long salt;
  private Disk.Sink sink;
  private long end;

  private Segment(Disk disk, Path file, long salt, Disk.Sink sink) {
    this.disk = disk;
    this.file = file;
    this.salt = salt;
    this.sink = sink;
  }

  /**
   * A new file with its head, durably there; where that fails, nothing is left of it. Behind the head there are
   * {@code room} zeros, if the disk has them: a record that is written over them changes no length, so that forcing it waits for
   * nothing but its own bytes. A file that grows waits for the file system's journal, and with it for what others write.
   */
  static Segment create(Disk disk, Path directory, String name, int room) throws IOException {
    Path file = directory.resolve(name);
    long salt = ThreadLocalRandom.current().nextLong();
    ByteBuffer head = ByteBuffer.allocateDirect(SegmentFormat.HEAD_BYTES);
    SegmentFormat.putHead(head, salt);
    Disk.Sink sink = disk.create(file);
    try {
      Segment segment = new Segment(disk, file, salt, sink);
      segment.writeAll(head.flip(), 0);
      segment.reserve(room);
      sink.force();
      disk.forceNames(directory);
      segment.end = SegmentFormat.HEAD_BYTES;
      return segment;
    } catch (IOException | RuntimeException e) {
      discardRemains(disk, file, sink, e);
      throw e;
    }
  }

  private void reserve(int room) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(Math.min(room, ZEROS));
    try {
      for (int from = 0; from < room; from += ZEROS) {
        writeAll(zeros.clear().limit(Math.min(ZEROS, room - from)), SegmentFormat.HEAD_BYTES + (long) from);
      }
    } catch (IOException e) {
      // It works without, and what is left of the disk is for records.
      sink.truncate(SegmentFormat.HEAD_BYTES);
    }
  }

  private static void discardRemains(Disk disk, Path file, Disk.Sink sink, Exception cause) {
    try (sink) {
      disk.delete(file);
    } catch (IOException e) {
      // The next attempt takes the same name and starts with an empty file.
      cause.addSuppressed(e);
    }
  }

  /** Writes the record durably. After an exception the file must be {@linkplain #restore() restored} before the next one. */
  void write(Frame frame, ByteBuffer slice) throws IOException {
    byte[] record = frame.bytes(salt);
    for (int from = 0; from < frame.size(); from += slice.capacity()) {
      slice.clear().put(record, from, Math.min(slice.capacity(), frame.size() - from)).flip();
      writeAll(slice, end + from);
    }
    sink.force();
    end += frame.size();
  }

  private void writeAll(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      int written = sink.write(bytes, at);
      if (written <= 0) {
        throw new IOException("The file takes no more bytes");
      }
      at += written;
    }
  }

  /**
   * Cuts off whatever stands behind the last whole record. Durably: what was refused must not come back after a crash.
   * The file is opened anew, since an interrupted write closes its channel.
   */
  void restore() throws IOException {
    sink.close();
    sink = disk.reopen(file);
    sink.truncate(end);
    sink.force();
  }

  /** Writes zeros behind the last record, which is room and says nothing: whether a record could be written. */
  void probe() throws IOException {
    writeAll(ByteBuffer.allocate(PROBE), end);
    sink.force();
  }

  boolean isEmpty() {
    return end <= SegmentFormat.HEAD_BYTES;
  }

  long bytes() {
    return end;
  }

  Path file() {
    return file;
  }

  void close() throws IOException {
    sink.close();
  }
}
