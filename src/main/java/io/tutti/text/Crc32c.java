package io.tutti.text;

/** The checksum CRC-32C (Castagnoli; RFC 3720, appendix B.4). Immutable. */
final class Crc32c {
  private static final int POLYNOMIAL = 0x82F63B78;
  private static final int LANES = 8;
  /** Lane n: the effect of a byte that n zero bytes follow, so that eight bytes are taken at once. */
  private static final int[][] TABLE = table();

  private Crc32c() {}

  private static int[][] table() {
    int[][] table = new int[LANES][256];
    for (int value = 0; value < 256; value++) {
      int crc = value;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
      }
      table[0][value] = crc;
    }
    for (int lane = 1; lane < LANES; lane++) {
      for (int value = 0; value < 256; value++) {
        int crc = table[lane - 1][value];
        table[lane][value] = (crc >>> 8) ^ table[0][crc & 0xFF];
      }
    }
    return table;
  }

  /** The checksum of the first {@code length} bytes. */
  static int of(byte[] bytes, int length) {
    int crc = ~0;
    int at = 0;
    for (; at + LANES <= length; at += LANES) {
      int low = crc ^ word(bytes, at);
      int high = word(bytes, at + 4);
      crc =
          TABLE[7][low & 0xFF]
              ^ TABLE[6][(low >>> 8) & 0xFF]
              ^ TABLE[5][(low >>> 16) & 0xFF]
              ^ TABLE[4][low >>> 24]
              ^ TABLE[3][high & 0xFF]
              ^ TABLE[2][(high >>> 8) & 0xFF]
              ^ TABLE[1][(high >>> 16) & 0xFF]
              ^ TABLE[0][high >>> 24];
    }
    for (; at < length; at++) {
      crc = (crc >>> 8) ^ TABLE[0][(crc ^ bytes[at]) & 0xFF];
    }
    return ~crc;
  }

  /** Four bytes as a little-endian number. */
  static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }
}
