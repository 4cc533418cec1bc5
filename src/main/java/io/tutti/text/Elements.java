package io.tutti.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The elements of a document with their ids and their order: what is there, without what waits. Confined to its
 * document.
 */
final class Elements {
  /** Deleted code points are swept out once there are this many and twice as many as visible ones. */
  private static final int MIN_GARBAGE = 1 << 14;

  final Replicas replicas;
  final BlockTree tree;
  private int size;
  private long lastLamport;
  private int garbage;

  Elements() {
    this(new Replicas(), new BlockTree(), 0, 0);
  }

  Elements(Replicas replicas, BlockTree tree, int size, long lastLamport) {
    this.replicas = replicas;
    this.tree = tree;
    this.size = size;
    this.lastLamport = lastLamport;
  }

  /** How many elements there are, deleted ones included. */
  int size() {
    return size;
  }

  /** The greatest lamport of all elements, or 0. */
  long lastLamport() {
    return lastLamport;
  }

  /** Whether an element or the root has this id. If it is an element, the tree is left at its block. */
  boolean has(ElementId id) {
    if (id.lamport() == 0) {
      return id.isRoot();
    }
    Replica owner = replicas.find(id.replica());
    return owner != null && tree.find(owner, id.lamport());
  }

  /**
   * Inserts elements that are not there yet.
   *
   * @param after an element that is there, or the root
   * @return the index of the first
   */
  int insert(ElementId first, int count, String text, ElementId after) {
    Replica owner = replicas.get(first.replica());
    if (after.isRoot()) {
      tree.rewind();
      tree.seekGap(-1, owner, first.lamport());
    } else {
      has(after);
      tree.seekGap(offset(after.lamport()), owner, first.lamport());
    }
    size += count;
    lastLamport = Math.max(lastLamport, first.lamport() + count - 1);
    return tree.insert(owner, first.lamport(), count, text);
  }

  /** Deletes the visible ones of elements that are there, and adds what that changes. */
  void delete(Replica owner, long from, long to, List<Change> changes) {
    for (long next = from; next < to; ) {
      tree.find(owner, next);
      int offset = offset(next);
      int count = (int) Math.min(to - next, tree.leaf().length[tree.block()] - offset);
      if (!tree.leaf().isDeleted(tree.block())) {
        int index = tree.bury(offset, count);
        garbage += count;
        addRemoval(changes, index, count);
      }
      next += count;
    }
    if (garbage > MIN_GARBAGE && garbage > 2 * tree.visible()) {
      repack();
    }
  }

  private static void addRemoval(List<Change> changes, int index, int count) {
    int last = changes.size() - 1;
    if (last >= 0 && changes.get(last).inserted().isEmpty()) {
      Change before = changes.get(last);
      if (before.index() == index || index + count == before.index()) {
        changes.set(last, new Change(index, before.removed() + count, ""));
        return;
      }
    }
    changes.add(new Change(index, count, ""));
  }

  /** The offset of an element in the current block. */
  private int offset(long lamport) {
    return (int) (lamport - tree.leaf().lamport[tree.block()]);
  }

  /**
   * How many elements of an insert are there already, from its first on; -1 if they are others than it says. What a
   * deleted element once was is not kept, so only its place is compared.
   */
  int known(Insert insert, int count) {
    Replica owner = replicas.find(insert.id().replica());
    long from = insert.id().lamport();
    if (owner == null || owner.ids.last() < from) {
      return 0;
    }
    long first = owner.ids.atOrAbove(from);
    if (first >= from + count) {
      return 0;
    }
    int known = 0;
    int unit = 0;
    ElementId after = insert.after();
    while (known < count && tree.find(owner, from + known)) {
      int offset = offset(from + known);
      int part = Math.min(count - known, tree.leaf().length[tree.block()] - offset);
      int end = insert.text().offsetByCodePoints(unit, part);
      if (!parentAt(offset).equals(after) || !says(offset, insert.text(), unit, end)) {
        return -1;
      }
      known += part;
      unit = end;
      after = owner.id(from + known - 1);
    }
    boolean gap = owner.ids.atOrAbove(from + known) < from + count;
    return known == 0 || gap ? -1 : known;
  }

  /** What an element of the current block stands after. */
  private ElementId parentAt(int offset) {
    Leaf leaf = tree.leaf();
    int block = tree.block();
    return offset > 0 ? leaf.replica[block].id(leaf.lamport[block] + offset - 1) : tree.parentOfBlock();
  }

  private boolean says(int offset, String text, int from, int to) {
    Leaf leaf = tree.leaf();
    int block = tree.block();
    if (leaf.isDeleted(block)) {
      return true;
    }
    int position = leaf.content[block] + offset;
    for (int at = from; at < to; ) {
      int codePoint = text.codePointAt(at);
      if (leaf.replica[block].content.codePoint(position++) != codePoint) {
        return false;
      }
      at += Character.charCount(codePoint);
    }
    return true;
  }

  /** Whether an element that is there stands after {@code after} and, unless it is deleted, is that code point. */
  boolean says(ElementId id, ElementId after, int codePoint, boolean isDeleted) {
    has(id);
    int offset = offset(id.lamport());
    if (!parentAt(offset).equals(after)) {
      return false;
    }
    String text = Character.toString(codePoint);
    return isDeleted || says(offset, text, 0, text.length());
  }

  /** The end of the deleted elements from one that is there on, as far as its block goes; its lamport if it is visible. */
  long endOfDeleted(Replica owner, long lamport) {
    tree.find(owner, lamport);
    Leaf leaf = tree.leaf();
    int block = tree.block();
    return leaf.isDeleted(block) ? leaf.lamport[block] + leaf.length[block] : lamport;
  }

  /** Whether an element is there and not deleted. */
  boolean isVisible(ElementId id) {
    return !id.isRoot() && has(id) && !tree.leaf().isDeleted(tree.block());
  }

  /** The element behind one that is there, in the order of the text, deleted ones included; the root behind the last. */
  ElementId next(ElementId id) {
    has(id);
    Leaf leaf = tree.leaf();
    int block = tree.block();
    if (offset(id.lamport()) + 1 < leaf.length[block]) {
      return leaf.replica[block].id(id.lamport() + 1);
    }
    boolean last = block + 1 == leaf.size;
    for (leaf = last ? leaf.next : leaf; leaf != null; leaf = leaf.next) {
      int next = last ? 0 : block + 1;
      if (next < leaf.size) {
        return leaf.replica[next].id(leaf.lamport[next]);
      }
    }
    return ElementId.ROOT;
  }

  /** The end, at most {@code to}, of the elements from one on that are all visible, or all deleted, or all not there. */
  long alike(ElementId from, long to) {
    Replica owner = replicas.find(from.replica());
    if (owner == null || !tree.find(owner, from.lamport())) {
      return owner == null ? to : Math.min(to, owner.ids.atOrAbove(from.lamport()));
    }
    Leaf leaf = tree.leaf();
    return Math.min(to, leaf.lamport[tree.block()] + leaf.length[tree.block()]);
  }

  /** Sweeps out the code points of deleted elements. */
  private void repack() {
    Map<Replica, Content> swept = new HashMap<>();
    for (Replica replica : replicas.all()) {
      swept.put(replica, replica.content);
      replica.content = new Content();
    }
    for (Leaf leaf = tree.first(); leaf != null; leaf = leaf.next) {
      for (int block = 0; block < leaf.size; block++) {
        Replica owner = leaf.replica[block];
        Content before = swept.get(owner);
        if (before != null && !leaf.isDeleted(block)) {
          leaf.content[block] = owner.content.append(before, leaf.content[block], leaf.length[block]);
        }
      }
    }
    garbage = 0;
  }
}
