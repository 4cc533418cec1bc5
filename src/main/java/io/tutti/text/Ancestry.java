package io.tutti.text;

import java.util.Arrays;

/**
 * Derives what each element stands after while a document is walked in the order of its text: the nearest element to
 * the left with a smaller lamport. Confined to one walk.
 *
 * <p>Kept is the path from the root to the element entered last, as runs; lamports grow along it.
 */
final class Ancestry {
  private long[] first = new long[16];
  private long[] last = new long[16];
  private Replica[] replica = new Replica[16];
  private int depth;
  private ElementId parent = ElementId.ROOT;

  /**
   * Enters a run, of which each element stands after the one before it.
   *
   * @return whether the run may stand here: among the elements with the same parent the greater ones come first
   */
  boolean enter(Replica owner, long lamport, int count) {
    while (depth > 0 && first[depth - 1] > lamport) {
      depth--;
    }
    if (depth > 0 && last[depth - 1] >= lamport) {
      if (!replica[depth - 1].isAbove(lamport, owner, lamport)) {
        return false;
      }
      last[depth - 1] = lamport - 1;
      if (first[depth - 1] == lamport) {
        depth--;
      }
    }
    parent = depth == 0 ? ElementId.ROOT : replica[depth - 1].id(last[depth - 1]);
    if (depth > 0 && replica[depth - 1] == owner && last[depth - 1] + 1 == lamport) {
      last[depth - 1] = lamport + count - 1;
    } else {
      push(owner, lamport, count);
    }
    return true;
  }

  /** What the first element of the run entered last stands after. */
  ElementId parent() {
    return parent;
  }

  private void push(Replica owner, long lamport, int count) {
    if (depth == first.length) {
      first = Arrays.copyOf(first, 2 * depth);
      last = Arrays.copyOf(last, 2 * depth);
      replica = Arrays.copyOf(replica, 2 * depth);
    }
    first[depth] = lamport;
    last[depth] = lamport + count - 1;
    replica[depth] = owner;
    depth++;
  }
}
