package io.tutti.text;

import java.util.Arrays;

/**
 * The code points that one replica inserted, in the order in which they came here. Confined to its document.
 *
 * <p>They are kept in one, two or four bytes each, as the widest of them needs, so that a position is an index and
 * most texts are small. A replica that types on appends to the end, so its runs lie here in one piece.
 */
final class Content {
  private static final int FIRST_CAPACITY = 16;
  private static final int MAX_NARROW = 0xFF;

  private byte[] narrow = {};
  private char[] wide = {};
  private int[] full = {};
  /** Bytes per code point: 1, 2 or 4. Only the array of that width is in use. */
  private int width = 1;
  private int size;

  /** How many code points are kept. */
  int size() {
    return size;
  }

  /** Whether a code point above U+FFFF may be among them. */
  boolean mayBeAstral() {
    return width == 4;
  }

  /**
   * Appends a part of a text of valid Unicode, given in UTF-16 units. Returns the position of its first code point.
   */
  int append(String text, int from, int to, int codePoints) {
    int start = size;
    widen(codePoints == to - from ? unitWidth(text, from, to) : 4);
    reserve(codePoints);
    if (width == 4) {
      for (int at = from; at < to; ) {
        int codePoint = text.codePointAt(at);
        full[size++] = codePoint;
        at += Character.charCount(codePoint);
      }
    } else if (width == 2) {
      text.getChars(from, to, wide, size);
      size += codePoints;
    } else {
      for (int at = from; at < to; at++) {
        narrow[size++] = (byte) text.charAt(at);
      }
    }
    return start;
  }

  /** Appends a piece of another content. Returns the position of its first code point. */
  int append(Content other, int at, int count) {
    int start = size;
    widen(other.width);
    reserve(count);
    for (int next = at; next < at + count; next++) {
      put(other.codePoint(next));
    }
    return start;
  }

  /** The code point at a position. */
  int codePoint(int at) {
    return switch (width) {
      case 1 -> narrow[at] & MAX_NARROW;
      case 2 -> wide[at];
      default -> full[at];
    };
  }

  /** UTF-16 units of the code point at a position. */
  int units(int at) {
    return width == 4 ? Character.charCount(full[at]) : 1;
  }

  /** How many of {@code count} code points from {@code at} on are above U+FFFF. */
  int astral(int at, int count) {
    int astral = 0;
    if (width == 4) {
      for (int next = at; next < at + count; next++) {
        if (full[next] > Character.MAX_VALUE) {
          astral++;
        }
      }
    }
    return astral;
  }

  /** Writes {@code count} code points as UTF-16 to {@code target} from {@code to} on. Returns the end. */
  int copy(int at, int count, char[] target, int to) {
    int end = to;
    if (width == 1) {
      for (int next = at; next < at + count; next++) {
        target[end++] = (char) (narrow[next] & MAX_NARROW);
      }
    } else if (width == 2) {
      System.arraycopy(wide, at, target, to, count);
      end += count;
    } else {
      for (int next = at; next < at + count; next++) {
        end += Character.toChars(full[next], target, end);
      }
    }
    return end;
  }

  private void put(int codePoint) {
    switch (width) {
      case 1 -> narrow[size++] = (byte) codePoint;
      case 2 -> wide[size++] = (char) codePoint;
      default -> full[size++] = codePoint;
    }
  }

  private static int unitWidth(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text.charAt(at) > MAX_NARROW) {
        return 2;
      }
    }
    return 1;
  }

  private void reserve(int more) {
    int capacity = width == 1 ? narrow.length : width == 2 ? wide.length : full.length;
    if (capacity - size >= more) {
      return;
    }
    int grown = Math.max(Math.max(FIRST_CAPACITY, size + more), capacity + (capacity >> 1));
    if (width == 1) {
      narrow = Arrays.copyOf(narrow, grown);
    } else if (width == 2) {
      wide = Arrays.copyOf(wide, grown);
    } else {
      full = Arrays.copyOf(full, grown);
    }
  }

  private void widen(int needed) {
    if (needed <= width) {
      return;
    }
    if (needed == 2) {
      wide = new char[narrow.length];
      for (int at = 0; at < size; at++) {
        wide[at] = (char) (narrow[at] & MAX_NARROW);
      }
    } else {
      full = new int[Math.max(narrow.length, wide.length)];
      for (int at = 0; at < size; at++) {
        full[at] = codePoint(at);
      }
      wide = new char[0];
    }
    narrow = new byte[0];
    width = needed;
  }
}
