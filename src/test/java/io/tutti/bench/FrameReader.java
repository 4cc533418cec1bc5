package io.tutti.bench;

import java.util.Arrays;

/**
 * Cuts one connection's byte stream into WebSocket messages (RFC 6455, the client's side): frames may arrive
 * in any pieces and messages in any number of frames. Confined to its connection's reactor thread.
 */
final class FrameReader {

  /** Receives what was read; the array is only lent for the call. */
  interface Messages {
    void text(byte[] bytes, int from, int to);

    void ping(byte[] bytes, int from, int to);

    /** @param code the close code, 1005 where the frame carried none */
    void close(int code, byte[] bytes, int from, int to);
  }

  /** A frame that no server may send, or one longer than {@link #MAX_MESSAGE}. */
  static final class BadFrame extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadFrame(String message) {
      super(message);
    }
  }

  static final int MAX_MESSAGE = 1 << 20;

  private static final byte[] NONE = {};
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private byte[] carry = NONE;
  private byte[] fragments = NONE;
  private boolean fragmented;

  /** Puts the bytes kept from the last call to the front of {@code into}; returns how many they are. */
  int restore(byte[] into) {
    System.arraycopy(carry, 0, into, 0, carry.length);
    return carry.length;
  }

  /** Reads every complete frame in {@code bytes[0, length)} and keeps the rest for {@link #restore}. */
  void read(byte[] bytes, int length, Messages sink) {
    int at = 0;
    while (at < length) {
      int end = frame(bytes, at, length, sink);
      if (end < 0) {
        break;
      }
      at = end;
    }
    if (at < length) {
      carry = Arrays.copyOfRange(bytes, at, length);
    } else if (carry.length > 0) {
      carry = NONE;
    }
  }

  /** Reads the frame at {@code at}; returns its end, or -1 if it is not complete. */
  private int frame(byte[] bytes, int at, int length, Messages sink) {
    if (length - at < 2) {
      return -1;
    }
    if ((bytes[at + 1] & 0x80) != 0 || (bytes[at] & 0x70) != 0) {
      throw new BadFrame("masked, or with reserved bits");
    }
    int header = headerLength(bytes[at + 1]);
    if (length - at < header) {
      return -1;
    }
    long size = payloadLength(bytes, at, header);
    if (size < 0 || size > MAX_MESSAGE) {
      throw new BadFrame("payload of " + size + " bytes");
    }
    int from = at + header;
    int to = from + (int) size;
    if (to > length) {
      return -1;
    }
    dispatch(bytes[at], bytes, from, to, sink);
    return to;
  }

  private static int headerLength(byte second) {
    int size = second & 0x7f;
    return size < 126 ? 2 : size == 126 ? 4 : 10;
  }

  private static long payloadLength(byte[] bytes, int at, int header) {
    if (header == 2) {
      return bytes[at + 1] & 0x7f;
    }
    long size = 0;
    for (int i = at + 2; i < at + header; i++) {
      size = size << 8 | bytes[i] & 0xff;
    }
    return size;
  }

  private void dispatch(byte first, byte[] bytes, int from, int to, Messages sink) {
    boolean fin = (first & 0x80) != 0;
    switch (first & 0x0f) {
      case TEXT -> {
        if (fin) {
          sink.text(bytes, from, to);
        } else {
          fragmented = true;
          fragments = Arrays.copyOfRange(bytes, from, to);
        }
      }
      case CONTINUATION -> continuation(fin, bytes, from, to, sink);
      case PING -> sink.ping(bytes, from, to);
      case PONG -> { }
      case CLOSE -> {
        int code = to - from >= 2 ? (bytes[from] & 0xff) << 8 | bytes[from + 1] & 0xff : 1005;
        sink.close(code, bytes, Math.min(from + 2, to), to);
      }
      default -> throw new BadFrame("opcode " + (first & 0x0f));
    }
  }

  private void continuation(boolean fin, byte[] bytes, int from, int to, Messages sink) {
    int had = fragments.length;
    if (!fragmented || had + to - from > MAX_MESSAGE) {
      throw new BadFrame("continuation of nothing, or too long a message");
    }
    fragments = Arrays.copyOf(fragments, had + to - from);
    System.arraycopy(bytes, from, fragments, had, to - from);
    if (fin) {
      byte[] whole = fragments;
      fragments = NONE;
      fragmented = false;
      sink.text(whole, 0, whole.length);
    }
  }
}
