package io.tutti.edge.wal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What a segment file looks like. All numbers are big-endian.
 *
 * <pre>
 * file    journal-NNNNNNNNNN.wal, numbered without gaps
 * head    magic (8 bytes) · version (int) · salt (long) · CRC32C of the bytes before (int)
 * record  mark (int) · length of the content (int) · CRC32C of salt, length and content (int) · content
 * content batches (int), each: session (text) · entries (int), each:
 *         seq (long) · at (long) · user · client · ref · type · payload (texts)
 * text    bytes (int, −1 for none) · UTF-8
 * room    zeros behind the last record, or nothing
 * </pre>
 *
 * The mark has bytes that no UTF-8 text has, so that looking for it finds few false ones; the salt, a number by chance, keeps
 * content from passing for a record. Immutable.
 */
final class SegmentFormat {

  static final int VERSION = 1;
  static final int HEAD_BYTES = 24;
  static final int RECORD_HEAD_BYTES = 12;
  static final int MARK = 0xFFA7F5E1;

  private static final long MAGIC = 0x54757474_6957414CL;
  private static final Pattern NAME = Pattern.compile("journal-(\\d{1,18})\\.wal");

  private SegmentFormat() {}

  static String name(long number) {
    return String.format("journal-%010d.wal", number);
  }

  /** The name of a file with entries that could not be stored; it is no segment's. */
  static String damagedName(int number) {
    return "journal-damaged-" + number + ".wal";
  }

  /** The number in a segment's name; empty for any other file. */
  static OptionalLong number(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
  }

  /** Puts the head of a segment with that salt; {@code buffer} is an empty one. */
  static void putHead(ByteBuffer buffer, long salt) {
    buffer.putLong(MAGIC).putInt(VERSION).putLong(salt);
    buffer.putInt(checksum(buffer.duplicate().flip()));
  }

  /** What the first bytes of a file say. */
  enum Head { WHOLE, DAMAGED, OF_ANOTHER_VERSION }

  static Head judge(ByteBuffer head) {
    boolean intact = head.remaining() == HEAD_BYTES
        && head.getLong(0) == MAGIC
        && head.getInt(HEAD_BYTES - 4) == checksum(head.duplicate().limit(HEAD_BYTES - 4));
    if (!intact) {
      return Head.DAMAGED;
    }
    return head.getInt(8) == VERSION ? Head.WHOLE : Head.OF_ANOTHER_VERSION;
  }

  static long salt(ByteBuffer head) {
    return head.getLong(12);
  }

  /** The checksum of a record's content. */
  static int checksum(CRC32C crc, long salt, byte[] content, int offset, int length) {
    crc.reset();
    updateLong(crc, salt);
    updateLong(crc, length);
    crc.update(content, offset, length);
    return (int) crc.getValue();
  }

  private static void updateLong(CRC32C crc, long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      crc.update((int) (value >>> shift) & 0xFF);
    }
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
