package io.tutti.conversation;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of code points, written as hexadecimal numbers and ranges of them with blanks between. Immutable. */
final class Ranges {

  private final NavigableMap<Integer, Integer> lastByFirst = new TreeMap<>();

  private Ranges() {}

  static Ranges of(String text) {
    Ranges ranges = new Ranges();
    for (String range : text.split(" ")) {
      String[] ends = range.split("-");
      ranges.lastByFirst.put(Integer.parseInt(ends[0], 16), Integer.parseInt(ends[ends.length - 1], 16));
    }
    return ranges;
  }

  boolean has(int codePoint) {
    Map.Entry<Integer, Integer> range = lastByFirst.floorEntry(codePoint);
    return range != null && codePoint <= range.getValue();
  }
}
