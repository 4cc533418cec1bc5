package io.tutti.text;

import java.util.TreeMap;

/** Elements of one replica that a {@link Trial} has placed. Confined to it. */
final class Placed {
  /** Disjoint runs by their first lamport. */
  private final TreeMap<Long, Piece> pieces = new TreeMap<>();

  /** Elements of which each stands after the one before it. */
  private record Piece(long first, ElementId after, int[] codePoints) {
    long end() {
      return first + codePoints.length;
    }
  }

  /** Adds elements that are not there yet. */
  void add(long first, ElementId after, String text) {
    pieces.put(first, new Piece(first, after, text.codePoints().toArray()));
  }

  boolean has(long lamport) {
    var floor = pieces.floorEntry(lamport);
    return floor != null && lamport < floor.getValue().end();
  }

  /** The least lamport of an element that is not below {@code lamport}, or {@link Long#MAX_VALUE}. */
  long atOrAbove(long lamport) {
    if (has(lamport)) {
      return lamport;
    }
    Long above = pieces.ceilingKey(lamport);
    return above == null ? Long.MAX_VALUE : above;
  }

  /** The end of the piece that an element is in. */
  long end(long lamport) {
    return pieces.floorEntry(lamport).getValue().end();
  }

  /** Whether an element that is there stands after {@code after} and, unless it is deleted, is that code point. */
  boolean says(ElementId id, ElementId after, int codePoint, boolean isDeleted) {
    Piece piece = pieces.floorEntry(id.lamport()).getValue();
    int offset = (int) (id.lamport() - piece.first);
    ElementId parent = offset == 0 ? piece.after : new ElementId(id.lamport() - 1, id.replica());
    return parent.equals(after) && (isDeleted || piece.codePoints[offset] == codePoint);
  }
}
