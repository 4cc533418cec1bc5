package io.tutti.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one user's messages: fixed pieces, and between them the moment or the element typed before. Immutable.
 *
 * @param pieces one more than there are gaps
 * @param gaps for each gap whether it is the moment; else it is the element before
 * @param replica the name under which the user's elements are known
 */
record Script(List<byte[]> pieces, List<Boolean> gaps, byte[] replica) {

  private static final byte[] ROOT = Bytes.ascii("0,\"root\"");

  /** Cuts {@code text} at its {@code @} (the moment) and {@code ~} (the element before). */
  static Script of(String text, String replica) {
    List<byte[]> pieces = new ArrayList<>();
    List<Boolean> gaps = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '@' || text.charAt(at) == '~') {
        pieces.add(Bytes.ascii(text.substring(from, at)));
        gaps.add(text.charAt(at) == '@');
        from = at + 1;
      }
    }
    pieces.add(Bytes.ascii(text.substring(from)));
    return new Script(List.copyOf(pieces), List.copyOf(gaps), Bytes.ascii(",\"" + replica + "\""));
  }

  /** Writes the message that is due at {@code due} into {@code line}; {@code before}: the element before, 0 for none. Returns its end. */
  int write(byte[] line, long due, long before) {
    int at = copy(pieces.get(0), line, 0);
    for (int gap = 0; gap < gaps.size(); gap++) {
      if (gaps.get(gap)) {
        at = decimal(due, line, at);
      } else if (before == 0) {
        at = copy(ROOT, line, at);
      } else {
        at = copy(replica, line, decimal(before, line, at));
      }
      at = copy(pieces.get(gap + 1), line, at);
    }
    return at;
  }

  private static int copy(byte[] from, byte[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
    return at + from.length;
  }

  private static int decimal(long number, byte[] to, int at) {
    int end = at + 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      end++;
    }
    long rest = number;
    for (int i = end - 1; i >= at; i--) {
      to[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return end;
  }
}
