package io.tutti.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at the end. Confined to one writing. */
public final class ByteSink {
  private byte[] bytes = new byte[256];
  private int size;

  /** The low eight bits of a number. */
  public void octet(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) value;
  }

  /** A number of at least 0 in groups of seven bits, the lowest first; all but the last octet have the high bit. */
  public void number(long value) {
    long rest = value;
    while (rest > 0x7F) {
      octet((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    octet((int) rest);
  }

  /** Any number: 0, -1, 1, -2 … are written as 0, 1, 2, 3 … */
  public void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  /** The length in bytes and the text in UTF-8. */
  public void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    if (bytes.length - size < utf8.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * size, size + utf8.length));
    }
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  /** Everything written, and its {@link Crc32c} in four octets, the lowest first. */
  public byte[] sealed() {
    int crc = Crc32c.of(bytes, size);
    for (int shift = 0; shift < 32; shift += 8) {
      octet(crc >>> shift);
    }
    return Arrays.copyOf(bytes, size);
  }
}
