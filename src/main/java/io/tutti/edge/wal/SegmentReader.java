package io.tutti.edge.wal;

import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.sealing.Seal;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads a segment that an earlier process left. Confined to one thread. */
final class SegmentReader implements Closeable {

  private static final int SEARCH_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final CRC32C crc = new CRC32C();

  private SegmentReader(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
  }

  static SegmentReader open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new SegmentReader(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * What of a segment is whole: {@code records} up to the offset {@code end}. {@code torn}: how many bytes follow that are neither a
   * whole record nor room that was not used.
   * {@code goesOn}: a whole record stands behind the damage, or must have.
   */
  record Extent(Path file, long salt, int records, long end, long torn, boolean goesOn) {
    boolean isDamaged() {
      return torn > 0 || end == 0;
    }
  }

  /**
   * Looks how far the segment is whole.
   *
   * @throws JournalFailure if another version wrote it
   */
  Extent extent() throws IOException {
    ByteBuffer head = read(0, (int) Math.min(size, SegmentFormat.HEAD_BYTES));
    switch (SegmentFormat.judge(head)) {
      case OF_ANOTHER_VERSION -> throw new JournalFailure(file + " was written by another version of this server", false);
      // The head is forced to the medium before the first record: damaged before records, it is no interrupted making.
      case DAMAGED -> {
        return new Extent(file, 0, 0, 0, size, size > SegmentFormat.HEAD_BYTES);
      }
      case WHOLE -> { }
    }
    long salt = SegmentFormat.salt(head);
    int records = 0;
    long at = SegmentFormat.HEAD_BYTES;
    for (ByteBuffer content = content(at, salt); content != null; content = content(at, salt)) {
      records++;
      at += SegmentFormat.RECORD_HEAD_BYTES + content.limit();
    }
    long torn = torn(at);
    return new Extent(file, salt, records, at, torn, torn > 0 && hasRecordAfter(at, salt));
  }

  /** How many bytes there are from {@code from} up to the last one that is not zero: behind it is room. */
  private long torn(long from) throws IOException {
    long torn = 0;
    for (long at = from; at < size; at += SEARCH_BYTES) {
      ByteBuffer part = read(at, (int) Math.min(SEARCH_BYTES, size - at));
      while (part.hasRemaining()) {
        if (part.get() != 0) {
          torn = at + part.position() - from;
        }
      }
    }
    return torn;
  }

  /**
   * Gives the batches of every whole record, in order, to {@code reader}.
   *
   * @throws JournalFailure if a whole record has content that this server does not know or cannot open
   */
  void forEach(Extent extent, Seal seal, Consumer<List<Batch>> reader) throws IOException {
    long at = SegmentFormat.HEAD_BYTES;
    for (int i = 0; i < extent.records(); i++) {
      ByteBuffer content = content(at, extent.salt());
      if (content == null) {
        throw new IOException("The file changed while it was read");
      }
      int length = content.limit();
      try {
        reader.accept(RecordContent.batches(content, seal));
      } catch (MalformedJson e) {
        throw new JournalFailure(file + " has a record at offset " + at + " that cannot be read", e, false);
      }
      at += SegmentFormat.RECORD_HEAD_BYTES + length;
    }
  }

  /** The content of the record at {@code at}, or null where no whole one stands. */
  private @Nullable ByteBuffer content(long at, long salt) throws IOException {
    long room = size - at - SegmentFormat.RECORD_HEAD_BYTES;
    if (room < 0) {
      return null;
    }
    ByteBuffer head = read(at, SegmentFormat.RECORD_HEAD_BYTES);
    int length = head.getInt(4);
    if (head.getInt(0) != SegmentFormat.MARK || length < 0 || length > room) {
      return null;
    }
    ByteBuffer content = read(at + SegmentFormat.RECORD_HEAD_BYTES, length);
    return SegmentFormat.checksum(crc, salt, content.array(), 0, length) == head.getInt(8) ? content : null;
  }

  private boolean hasRecordAfter(long damage, long salt) throws IOException {
    long from = damage + 1;
    while (size - from >= SegmentFormat.RECORD_HEAD_BYTES) {
      ByteBuffer part = read(from, (int) Math.min(SEARCH_BYTES, size - from));
      for (int i = 0; i + 4 <= part.limit(); i++) {
        if (part.getInt(i) == SegmentFormat.MARK && content(from + i, salt) != null) {
          return true;
        }
      }
      // The last three bytes may be the beginning of a mark.
      from += part.limit() - 3;
    }
    return false;
  }

  private ByteBuffer read(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("The file became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
