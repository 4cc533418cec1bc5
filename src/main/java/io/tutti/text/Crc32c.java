package io.tutti.text;

import java.util.zip.CRC32C;

/** The checksum CRC-32C (Castagnoli; RFC 3720, appendix B.4). Holds nothing. */
final class Crc32c {

  private Crc32c() {}

  /** The checksum of the first {@code length} bytes. */
  static int of(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Four bytes as a little-endian number. */
  static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }
}
