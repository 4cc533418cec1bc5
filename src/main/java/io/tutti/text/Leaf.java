package io.tutti.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@link #CAPACITY} blocks in the order of the text, in columns. A block is a run of elements with consecutive
 * lamports of one replica that are all visible or all deleted. Confined to its document.
 */
final class Leaf extends Node {
  static final int CAPACITY = 64;
  private static final int FIRST_CAPACITY = 4;
  private static final int DELETED = -1;

  Replica[] replica;
  /** Of the first element of each block. */
  long[] lamport;
  /** Elements of each block. */
  int[] length;
  /** Where each block's code points begin in its replica's {@link Content}; negative for a deleted block. */
  int[] content;
  int size;
  @Nullable Leaf next;

  Leaf() {
    this(FIRST_CAPACITY);
  }

  Leaf(int capacity) {
    replica = new Replica[capacity];
    lamport = new long[capacity];
    length = new int[capacity];
    content = new int[capacity];
  }

  /** The leaf behind this one, where the caller knows that there is one. */
  Leaf after() {
    if (next == null) {
      throw new IllegalStateException("the text ends before it should");
    }
    return next;
  }

  boolean isDeleted(int block) {
    return content[block] < 0;
  }

  /** Visible elements of a block. */
  int visible(int block) {
    return content[block] < 0 ? 0 : length[block];
  }

  /** Visible elements above U+FFFF in a part of a block. */
  int astral(int block, int offset, int count) {
    Content from = replica[block].content;
    return content[block] < 0 || !from.mayBeAstral() ? 0 : from.astral(content[block] + offset, count);
  }

  /** Whether a block holds the element. */
  boolean holds(int block, Replica owner, long time) {
    long offset = time - lamport[block];
    return offset >= 0 && offset < length[block] && replica[block] == owner;
  }

  /** The block that holds the element; it must be in this leaf. */
  int find(Replica owner, long time) {
    for (int block = 0; block < size; block++) {
      if (holds(block, owner, time)) {
        return block;
      }
    }
    throw new IllegalStateException("the index names a leaf that does not hold " + owner.id(time));
  }

  /** Puts a block at {@code at}; there must be room. */
  void insert(int at, Replica owner, long time, int count, int position) {
    if (size == lamport.length) {
      int grown = Math.min(CAPACITY, 2 * size);
      replica = Arrays.copyOf(replica, grown);
      lamport = Arrays.copyOf(lamport, grown);
      length = Arrays.copyOf(length, grown);
      content = Arrays.copyOf(content, grown);
    }
    shift(at, at + 1);
    replica[at] = owner;
    lamport[at] = time;
    length[at] = count;
    content[at] = position;
  }

  /** Joins elements to the last block, if they continue it in id, fate and content. Returns whether they do. */
  boolean extendLast(Replica owner, long time, int count, int position) {
    int block = size - 1;
    boolean continues =
        replica[block] == owner
            && lamport[block] + length[block] == time
            && (isDeleted(block) ? position < 0 : position == content[block] + length[block]);
    if (continues) {
      length[block] += count;
    }
    return continues;
  }

  /** Cuts a block in two before the element at {@code offset}, 1 to its length - 1; there must be room. */
  void cut(int block, int offset) {
    int position = isDeleted(block) ? DELETED : content[block] + offset;
    insert(block + 1, replica[block], lamport[block] + offset, length[block] - offset, position);
    length[block] = offset;
  }

  /**
   * Marks a part of a visible block as deleted, joining it with deleted neighbours that it continues; there must be
   * room for two more blocks.
   *
   * @return the block in front of which the visible elements before the part end
   */
  int bury(int block, int offset, int count) {
    boolean first = offset == 0;
    boolean last = offset + count == length[block];
    if (first && last) {
      content[block] = DELETED;
      joinDeleted(block);
      return joinDeleted(block - 1) ? block - 1 : block;
    }
    if (first && block > 0 && isDeleted(block - 1) && continues(block)) {
      length[block - 1] += count;
      shrinkFront(block, count);
      return block;
    }
    if (last && block + 1 < size && isDeleted(block + 1) && continues(block + 1)) {
      length[block] -= count;
      lamport[block + 1] -= count;
      length[block + 1] += count;
      return block + 1;
    }
    if (!last) {
      cut(block, offset + count);
    }
    if (!first) {
      cut(block, offset);
    }
    int buried = first ? block : block + 1;
    content[buried] = DELETED;
    return buried;
  }

  private void shrinkFront(int block, int count) {
    lamport[block] += count;
    content[block] += count;
    length[block] -= count;
  }

  /** Whether a block's ids go on where those of the block before it end. */
  private boolean continues(int block) {
    return replica[block] == replica[block - 1]
        && lamport[block] == lamport[block - 1] + length[block - 1];
  }

  /** Joins a deleted block with the deleted one behind it, if that continues it. */
  private boolean joinDeleted(int block) {
    boolean joins =
        block >= 0
            && block + 1 < size
            && isDeleted(block)
            && isDeleted(block + 1)
            && continues(block + 1);
    if (joins) {
      length[block] += length[block + 1];
      shift(block + 2, block + 1);
    }
    return joins;
  }

  private void shift(int from, int to) {
    int moved = size - from;
    System.arraycopy(replica, from, replica, to, moved);
    System.arraycopy(lamport, from, lamport, to, moved);
    System.arraycopy(length, from, length, to, moved);
    System.arraycopy(content, from, content, to, moved);
    size += to - from;
  }

  /** Moves the upper half of the blocks to {@code right}, which is empty, and tells their replicas. */
  void halve(Leaf right) {
    int keep = size / 2;
    for (int block = keep; block < size; block++) {
      right.insert(block - keep, replica[block], lamport[block], length[block], content[block]);
      replica[block].ids.move(lamport[block], length[block], right);
    }
    size = keep;
    right.next = next;
    next = right;
  }

  @Override
  Sums sums() {
    int sumVisible = 0;
    int sumAstral = 0;
    long least = Long.MAX_VALUE;
    for (int block = 0; block < size; block++) {
      sumVisible += visible(block);
      sumAstral += astral(block, 0, length[block]);
      least = Math.min(least, lamport[block]);
    }
    return new Sums(sumVisible, sumAstral, least);
  }
}
