package io.tutti.edge.wal;

import io.tutti.edge.json.stored.StoredEvents;
import io.tutti.edge.sealing.Seal;
import io.tutti.session.Entry;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One record in the making, in memory that is used again and again. Confined to the thread that appends.
 */
final class Frame {

  private static final int KEPT_BYTES = 1 << 20;
  private static final int NONE = -1;

  private final int maxBytes;
  private final Seal seal;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer buffer;

  /**
   * @param maxBytes bytes of a record before it is sealed, at least those of its head
   * @param seal seals the content, whole
   */
  Frame(int maxBytes, Seal seal) {
    this.maxBytes = maxBytes;
    this.seal = seal;
    this.buffer = ByteBuffer.allocate(Math.min(maxBytes, 1 << 16));
  }

  /**
   * Takes these batches in, in place of what was there.
   *
   * @throws JournalFailure with {@code isData()}, if they are too large or cannot be written
   */
  void encode(List<Batch> batches) {
    if (buffer.capacity() > KEPT_BYTES) {
      buffer = ByteBuffer.allocate(KEPT_BYTES);
    }
    buffer.clear().position(SegmentFormat.RECORD_HEAD_BYTES);
    reserve(4).putInt(batches.size());
    for (Batch batch : batches) {
      text(batch.session().value());
      reserve(4).putInt(batch.entries().size());
      for (Entry entry : batch.entries()) {
        entry(batch, entry);
      }
    }
    if (seal.isActive()) {
      seal();
    }
  }

  private void seal() {
    byte[] content = Arrays.copyOfRange(buffer.array(), SegmentFormat.RECORD_HEAD_BYTES, size());
    byte[] sealed = seal.seal(RecordContent.SEALED_FOR, content);
    if (buffer.capacity() < SegmentFormat.RECORD_HEAD_BYTES + sealed.length) {
      buffer = ByteBuffer.allocate(SegmentFormat.RECORD_HEAD_BYTES + sealed.length);
    }
    buffer.clear().position(SegmentFormat.RECORD_HEAD_BYTES).put(sealed);
  }

  private void entry(Batch batch, Entry entry) {
    reserve(16).putLong(entry.seq()).putLong(entry.at());
    text(entry.user() == null ? null : entry.user().value());
    text(entry.client() == null ? null : entry.client().value());
    text(entry.ref());
    text(StoredEvents.type(entry.event()));
    text(payload(batch, entry));
  }

  private static String payload(Batch batch, Entry entry) {
    try {
      return StoredEvents.payload(entry.event());
    } catch (JournalFailure e) {
      throw e;
    } catch (RuntimeException e) {
      throw new JournalFailure(
          "The entry " + entry.seq() + " of session " + batch.session() + " cannot be written as JSON", e, true);
    }
  }

  private void text(@Nullable String text) {
    if (text == null) {
      reserve(4).putInt(NONE);
      return;
    }
    int length = text.length();
    reserve(4 + length);
    int start = buffer.position() + 4;
    byte[] target = buffer.array();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        unicode(text);
        return;
      }
      target[start + i] = (byte) c;
    }
    buffer.putInt(length).position(start + length);
  }

  private void unicode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reserve(4 + bytes.length).putInt(bytes.length).put(bytes);
  }

  private ByteBuffer reserve(int bytes) {
    if (buffer.remaining() < bytes) {
      long needed = (long) buffer.position() + bytes;
      if (needed > maxBytes) {
        throw new JournalFailure("More than " + maxBytes + " bytes are appended at once", true);
      }
      ByteBuffer larger = ByteBuffer.allocate((int) Math.min(maxBytes, Math.max(needed, 2L * buffer.capacity())));
      buffer = larger.put(buffer.flip());
    }
    return buffer;
  }

  /** Bytes of the whole record. */
  int size() {
    return buffer.position();
  }

  /** The record as it stands in a segment with that salt; its first {@link #size()} bytes count. */
  byte[] bytes(long salt) {
    int length = size() - SegmentFormat.RECORD_HEAD_BYTES;
    int checksum = SegmentFormat.checksum(crc, salt, buffer.array(), SegmentFormat.RECORD_HEAD_BYTES, length);
    buffer.putInt(0, SegmentFormat.MARK).putInt(4, length).putInt(8, checksum);
    return buffer.array();
  }
}
