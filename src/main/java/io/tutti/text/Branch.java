package io.tutti.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An inner node of the {@link BlockTree}: up to {@link #CAPACITY} nodes side by side, with their sums beside them so
 * that a search reads one array and not every child. Confined to its document.
 */
final class Branch extends Node {
  static final int CAPACITY = 32;

  final Node[] kids = new Node[CAPACITY];
  /** Visible elements below each child. */
  final int[] visible = new int[CAPACITY];
  /** Visible elements above U+FFFF below each child. */
  final int[] astral = new int[CAPACITY];
  /** The least lamport below each child. */
  final long[] least = new long[CAPACITY];
  int size;

  /** Puts a child at {@code at}; there must be room. */
  void insert(int at, Node kid, Sums sums) {
    System.arraycopy(kids, at, kids, at + 1, size - at);
    System.arraycopy(visible, at, visible, at + 1, size - at);
    System.arraycopy(astral, at, astral, at + 1, size - at);
    System.arraycopy(least, at, least, at + 1, size - at);
    kids[at] = kid;
    kid.parent = this;
    size++;
    set(at, sums);
    for (int next = at; next < size; next++) {
      kids[next].slot = next;
    }
  }

  /** Replaces the sums of a child. */
  void set(int at, Sums sums) {
    visible[at] = sums.visible();
    astral[at] = sums.astral();
    least[at] = sums.least();
  }

  /** Moves the upper half of the children to {@code right}, which is empty. */
  void halve(Branch right) {
    int keep = size / 2;
    for (int at = keep; at < size; at++) {
      right.insert(at - keep, kids[at], new Sums(visible[at], astral[at], least[at]));
    }
    Arrays.fill(kids, keep, size, null);
    size = keep;
  }

  @Override
  Sums sums() {
    int sumVisible = 0;
    int sumAstral = 0;
    long sumLeast = Long.MAX_VALUE;
    for (int at = 0; at < size; at++) {
      sumVisible += visible[at];
      sumAstral += astral[at];
      sumLeast = Math.min(sumLeast, least[at]);
    }
    return new Sums(sumVisible, sumAstral, sumLeast);
  }

  /** The first leaf below whose least lamport is not above {@code bound}; there is one. */
  Leaf firstWithin(long bound) {
    int at = 0;
    while (least[at] > bound) {
      at++;
    }
    return kids[at] instanceof Branch branch ? branch.firstWithin(bound) : (Leaf) kids[at];
  }

  /** The last leaf below whose least lamport is below {@code bound}; there is one. */
  Leaf lastBelow(long bound) {
    int at = size - 1;
    while (least[at] >= bound) {
      at--;
    }
    return kids[at] instanceof Branch branch ? branch.lastBelow(bound) : (Leaf) kids[at];
  }

  /** The root of a tree over nodes of one level, at least one, in their order. */
  static Branch over(List<? extends Node> nodes) {
    List<Branch> level = new ArrayList<>();
    int filled = CAPACITY;
    for (Node node : nodes) {
      if (filled == CAPACITY) {
        level.add(new Branch());
        filled = 0;
      }
      Branch branch = level.get(level.size() - 1);
      branch.insert(branch.size, node, node.sums());
      filled = branch.size;
    }
    return level.size() == 1 ? level.get(0) : over(level);
  }
}
