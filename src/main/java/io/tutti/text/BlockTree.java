package io.tutti.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All elements of a document in the order of the text: blocks in leaves, below branches that hold sums, as in a
 * B+ tree. Confined to its document.
 *
 * <p>The tree has one current place: a block, and the index of its first visible element. Searches move it and
 * changes leave it where they happened. So whoever types on finds the place where it was left, and everything nearby
 * is counted from there instead of from the root.
 */
final class BlockTree {
  private Branch root = new Branch();
  private Leaf first = new Leaf();
  private Leaf last = first;
  private int astral;
  private int visible;

  /** The current place; {@code block} may be one past the last block of the leaf. */
  private Leaf leaf = first;
  private int block;
  /** The visible elements before the current block, or -1 where that has not been counted yet. */
  private int start;

  BlockTree() {
    root.insert(0, first, first.sums());
  }

  /** A tree over leaves that are chained by {@link Leaf#next}. */
  BlockTree(List<Leaf> leaves) {
    first = leaves.get(0);
    last = leaves.get(leaves.size() - 1);
    root = Branch.over(leaves);
    Sums sums = root.sums();
    visible = sums.visible();
    astral = sums.astral();
    leaf = first;
  }

  int visible() {
    return visible;
  }

  int astral() {
    return astral;
  }

  Leaf first() {
    return first;
  }

  Leaf leaf() {
    return leaf;
  }

  int block() {
    return block;
  }

  /** The index of the current block's first visible element. */
  int start() {
    if (start < 0) {
      int counted = 0;
      for (int at = 0; at < block; at++) {
        counted += leaf.visible(at);
      }
      Node node = leaf;
      for (Branch above = node.parent; above != null; above = above.parent) {
        for (int at = 0; at < node.slot; at++) {
          counted += above.visible[at];
        }
        node = above;
      }
      start = counted;
    }
    return start;
  }

  /** Goes to the block that holds an element. Returns whether there is one; if not, the place is unchanged. */
  boolean find(Replica owner, long lamport) {
    if (block < leaf.size && leaf.holds(block, owner, lamport)) {
      return true;
    }
    if (block > 0 && leaf.holds(block - 1, owner, lamport)) {
      moveTo(leaf, block - 1);
      return true;
    }
    Leaf found = owner.ids.leaf(lamport);
    if (found == null) {
      return false;
    }
    moveTo(found, found.find(owner, lamport));
    return true;
  }

  /** Goes to the block of the visible element at {@code index}, 0 to {@link #visible} - 1. */
  void find(int index) {
    int from = start();
    int at = block;
    while (index < from && at > 0) {
      from -= leaf.visible(--at);
    }
    if (index >= from) {
      while (at < leaf.size && index >= from + leaf.visible(at)) {
        from += leaf.visible(at++);
      }
      if (at < leaf.size) {
        block = at;
        start = from;
        return;
      }
    }
    descend(index, false);
  }

  /** Goes to the block of the visible element that covers an offset in UTF-16 units. Returns the block's offset. */
  int findUnit(int offset) {
    return descend(offset, true);
  }

  /** Goes down by code points or by UTF-16 units. Returns where the block that is reached begins, in the same. */
  private int descend(int target, boolean units) {
    int points = 0;
    int passed = 0;
    Node node = root;
    while (node instanceof Branch branch) {
      int at = 0;
      for (; at < branch.size - 1; at++) {
        int below = branch.visible[at] + (units ? branch.astral[at] : 0);
        if (target < passed + below) {
          break;
        }
        passed += below;
        points += branch.visible[at];
      }
      node = branch.kids[at];
    }
    leaf = (Leaf) node;
    for (block = 0; block < leaf.size - 1; block++) {
      int below = leaf.visible(block) + (units ? leaf.astral(block, 0, leaf.length[block]) : 0);
      if (target < passed + below) {
        break;
      }
      passed += below;
      points += leaf.visible(block);
    }
    start = points;
    return passed;
  }

  /** The visible elements above U+FFFF before the current block. */
  int astralBefore() {
    int counted = 0;
    for (int at = 0; at < block; at++) {
      counted += leaf.astral(at, 0, leaf.length[at]);
    }
    Node node = leaf;
    for (Branch above = node.parent; above != null; above = above.parent) {
      for (int at = 0; at < node.slot; at++) {
        counted += above.astral[at];
      }
      node = above;
    }
    return counted;
  }

  /** Goes before everything. */
  void rewind() {
    moveTo(first, 0);
  }

  private void moveTo(Leaf to, int at) {
    if (to != leaf) {
      leaf = to;
      block = at;
      start = -1;
    } else if (start < 0) {
      block = at;
    } else {
      while (block < at) {
        start += leaf.visible(block++);
      }
      while (block > at) {
        start -= leaf.visible(--block);
      }
    }
  }

  /**
   * Goes to where a new element belongs: from the element it stands after past everything with a greater id.
   *
   * @param offset of the element it stands after in the current block; -1 if that is the root, and the place is the
   *     very start
   */
  void seekGap(int offset, Replica owner, long lamport) {
    if (offset >= 0 && offset + 1 < leaf.length[block]) {
      if (owner.isAbove(lamport, leaf.replica[block], leaf.lamport[block] + offset + 1)) {
        makeRoom();
        leaf.cut(block, offset + 1);
        moveTo(leaf, block + 1);
        return;
      }
    }
    Leaf in = leaf;
    int at = offset < 0 ? block : block + 1;
    while (true) {
      while (at < in.size && !owner.isAbove(lamport, in.replica[at], in.lamport[at])) {
        at++;
      }
      if (at < in.size) {
        break;
      }
      Leaf right = rightWithin(in, lamport);
      if (right == null) {
        in = last;
        at = last.size;
        break;
      }
      if (right == in.next && owner.isAbove(lamport, right.replica[0], right.lamport[0])) {
        break;
      }
      in = right;
      at = 0;
    }
    moveTo(in, at);
  }

  /** Inserts visible elements at the current gap. Returns the index of the first. */
  int insert(Replica owner, long lamport, int count, String text) {
    int index = start();
    int position = owner.content.append(text, 0, text.length(), count);
    int before = block - 1;
    if (before >= 0 && extendsBlock(before, owner, lamport, position)) {
      moveTo(leaf, before);
      leaf.length[before] += count;
    } else {
      makeRoom();
      leaf.insert(block, owner, lamport, count, position);
      lowerLeast(lamport);
    }
    count(count, owner.content.astral(position, count));
    owner.ids.add(lamport, count, leaf);
    return index;
  }

  private boolean extendsBlock(int before, Replica owner, long lamport, int position) {
    return leaf.replica[before] == owner
        && leaf.lamport[before] + leaf.length[before] == lamport
        && leaf.content[before] + leaf.length[before] == position
        && !leaf.isDeleted(before);
  }

  /** Deletes a part of the current block, which is visible. Returns the index of the part's first element. */
  int bury(int offset, int count) {
    makeRoom();
    int index = start() + offset;
    count(-count, -leaf.astral(block, offset, count));
    block = leaf.bury(block, offset, count);
    start = index;
    return index;
  }

  private void count(int more, int moreAstral) {
    visible += more;
    astral += moreAstral;
    Node node = leaf;
    for (Branch above = node.parent; above != null; above = above.parent) {
      above.visible[node.slot] += more;
      above.astral[node.slot] += moreAstral;
      node = above;
    }
  }

  private void lowerLeast(long lamport) {
    Node node = leaf;
    for (Branch above = node.parent; above != null; above = above.parent) {
      if (above.least[node.slot] <= lamport) {
        return;
      }
      above.least[node.slot] = lamport;
      node = above;
    }
  }

  /** What the first element of the current block stands after: the nearest to the left with a smaller lamport. */
  ElementId parentOfBlock() {
    long bound = leaf.lamport[block];
    Leaf in = leaf;
    int at = block - 1;
    while (true) {
      while (at >= 0 && in.lamport[at] >= bound) {
        at--;
      }
      if (at >= 0) {
        return in.replica[at].id(Math.min(bound, in.lamport[at] + in.length[at]) - 1);
      }
      Leaf left = leftBelow(in, bound);
      if (left == null) {
        return ElementId.ROOT;
      }
      in = left;
      at = left.size - 1;
    }
  }

  private static @Nullable Leaf rightWithin(Leaf from, long bound) {
    Node node = from;
    for (Branch above = node.parent; above != null; above = above.parent) {
      for (int at = node.slot + 1; at < above.size; at++) {
        if (above.least[at] <= bound) {
          return above.kids[at] instanceof Branch branch ? branch.firstWithin(bound) : (Leaf) above.kids[at];
        }
      }
      node = above;
    }
    return null;
  }

  private static @Nullable Leaf leftBelow(Leaf from, long bound) {
    Node node = from;
    for (Branch above = node.parent; above != null; above = above.parent) {
      for (int at = node.slot - 1; at >= 0; at--) {
        if (above.least[at] < bound) {
          return above.kids[at] instanceof Branch branch ? branch.lastBelow(bound) : (Leaf) above.kids[at];
        }
      }
      node = above;
    }
    return null;
  }

  /** Makes room for two blocks in the current leaf. The place stays at its block, which may be in a new leaf then. */
  private void makeRoom() {
    if (leaf.size + 2 <= Leaf.CAPACITY) {
      return;
    }
    Leaf right = new Leaf(Leaf.CAPACITY);
    leaf.halve(right);
    if (leaf == last) {
      last = right;
    }
    Branch above = leaf.parent;
    if (above == null) {
      throw new IllegalStateException("a leaf outside the tree");
    }
    above.set(leaf.slot, leaf.sums());
    insertKid(above, leaf.slot + 1, right, right.sums());
    if (block >= leaf.size) {
      block -= leaf.size;
      leaf = right;
    }
  }

  private void insertKid(Branch into, int at, Node kid, Sums sums) {
    Branch target = into;
    int slot = at;
    if (into.size == Branch.CAPACITY) {
      Branch right = new Branch();
      into.halve(right);
      Branch above = into.parent;
      if (above == null) {
        above = new Branch();
        above.insert(0, into, into.sums());
        root = above;
      }
      insertKid(above, into.slot + 1, right, right.sums());
      if (at > into.size) {
        target = right;
        slot = at - into.size;
      }
    }
    target.insert(slot, kid, sums);
    refresh(into);
    refresh(target);
  }

  private static void refresh(Branch from) {
    Node node = from;
    for (Branch above = node.parent; above != null; above = above.parent) {
      above.set(node.slot, node.sums());
      node = above;
    }
  }
}
