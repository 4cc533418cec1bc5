package io.tutti.bench;

import java.nio.ByteBuffer;

/** Writes a client's masked WebSocket frames (RFC 6455, section 5.2), each in one piece. Immutable. */
final class ClientFrames {

  static final int TEXT = 1;
  static final int PONG = 10;

  /** The longest header: two bytes, a 16-bit length, the mask. Longer payloads are not sent here. */
  static final int MAX_HEADER = 8;

  private static final int MAX_PAYLOAD = 0xffff;

  private ClientFrames() {}

  /** Appends one frame with {@code payload[from, to)} to {@code out}, masked with {@code mask}. */
  static void put(ByteBuffer out, int opcode, byte[] payload, int from, int to, int mask) {
    int length = to - from;
    if (length > MAX_PAYLOAD) {
      throw new IllegalArgumentException("A frame of " + length + " bytes is longer than the benchmark sends.");
    }
    out.put((byte) (0x80 | opcode));
    if (length < 126) {
      out.put((byte) (0x80 | length));
    } else {
      out.put((byte) (0x80 | 126)).putShort((short) length);
    }
    out.putInt(mask);
    for (int i = 0; i < length; i++) {
      out.put((byte) (payload[from + i] ^ mask >>> (24 - 8 * (i & 3))));
    }
  }
}
