package io.tutti.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteSink} writes, and believes none of it. Confined to one reading. */
public final class ByteSource {
  static final int SEAL_BYTES = 4;

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads from the start to the seal, which has to be right. */
  public ByteSource(byte[] bytes) throws MalformedDocument {
    this.bytes = bytes;
    this.end = bytes.length - SEAL_BYTES;
    if (end < 0 || Crc32c.word(bytes, end) != Crc32c.of(bytes, end)) {
      throw new MalformedDocument("the checksum is wrong");
    }
  }

  /** The next eight bits, 0 to 255. */
  public int octet() throws MalformedDocument {
    if (at == end) {
      throw new MalformedDocument("it ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  /** A number from 0 to {@code max}. */
  public long number(long max) throws MalformedDocument {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int octet = octet();
      value |= (octet & 0x7FL) << shift;
      if (octet < 0x80) {
        if (value > max) {
          throw new MalformedDocument("the number " + value + " is more than " + max);
        }
        return value;
      }
    }
    throw new MalformedDocument("a number is too long");
  }

  /** A number from {@code -max} to {@code max}. */
  public long signed(long max) throws MalformedDocument {
    long value = number(2 * max);
    return (value >>> 1) ^ -(value & 1);
  }

  /** A count of things that take at least so many bytes each, so that nobody makes room for more than can come. */
  public int count(int leastBytes) throws MalformedDocument {
    long count = number(Integer.MAX_VALUE);
    if (count > (end - at) / leastBytes) {
      throw new MalformedDocument(count + " things of " + leastBytes + " bytes at least are not to come");
    }
    return (int) count;
  }

  /** A text of valid Unicode. */
  public String text() throws MalformedDocument {
    int length = count(1);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    // The decoder puts U+FFFD for what is not UTF-8: where there is one, it must have been written as such.
    if (text.indexOf('\uFFFD') >= 0
        && !Arrays.equals(
            text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, at, at + length))) {
      throw new MalformedDocument("a text is not UTF-8");
    }
    at += length;
    return text;
  }

  /** Refuses anything that is left before the seal. */
  public void requireEnd() throws MalformedDocument {
    if (at != end) {
      throw new MalformedDocument((end - at) + " bytes too many");
    }
  }
}
