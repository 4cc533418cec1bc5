package io.tutti.bench;

import java.nio.charset.StandardCharsets;

/** Byte strings and searching in them. Immutable. */
final class Bytes {

  private Bytes() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Where {@code wanted} first stands wholly inside {@code bytes[from, to)}, or -1. */
  static int indexOf(byte[] bytes, int from, int to, byte[] wanted) {
    for (int at = from; at <= to - wanted.length; at++) {
      if (bytes[at] == wanted[0] && startsWith(bytes, at, to, wanted)) {
        return at;
      }
    }
    return -1;
  }

  static boolean startsWith(byte[] bytes, int at, int to, byte[] wanted) {
    if (at + wanted.length > to) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** As above, for an ASCII string. */
  static boolean startsWith(byte[] bytes, int at, int to, String wanted) {
    if (at + wanted.length() > to) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      if (bytes[at + i] != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
