package io.tutti.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds the elements of a document from runs in the order of the text, and refuses runs that no document can have.
 * Confined to one reading.
 */
final class Loader {
  /** Blocks put into a leaf, so that the first edits do not have to halve it. */
  private static final int FILL = Leaf.CAPACITY - 8;

  final Replicas replicas = new Replicas();
  private final Limits limits;
  private final Ancestry ancestry = new Ancestry();
  private final List<Leaf> leaves = new ArrayList<>();
  private Leaf leaf = new Leaf();
  private int size;
  private long lastLamport;

  Loader(Limits limits) {
    this.limits = limits;
    leaves.add(leaf);
  }

  /** The replica of that name; it is added if it is new. */
  Replica replica(String name) throws MalformedDocument {
    if (!ElementId.isReplica(name)) {
      throw new MalformedDocument("a replica has no name that a replica may have");
    }
    Replica replica = replicas.get(name);
    if (replicas.size() > limits.maxReplicas()) {
      throw new MalformedDocument("more than " + limits.maxReplicas() + " replicas");
    }
    return replica;
  }

  /**
   * Adds a run behind all others.
   *
   * @param position where its code points begin in the content of its replica; negative if it is deleted
   * @return what its first element stands after
   */
  ElementId add(Replica owner, long lamport, int count, int position) throws MalformedDocument {
    if (lamport < 1 || count < 1 || lamport > ElementId.MAX_LAMPORT - count + 1) {
      throw new MalformedDocument("a run of " + count + " from lamport " + lamport);
    }
    if (count > limits.maxElements() - size) {
      throw new MalformedDocument("more than " + limits.maxElements() + " elements");
    }
    if (owner.ids.atOrAbove(lamport) < lamport + count) {
      throw new MalformedDocument("an id from " + owner.id(lamport) + " on stands twice");
    }
    if (!ancestry.enter(owner, lamport, count)) {
      throw new MalformedDocument("the element " + owner.id(lamport) + " stands in the wrong place");
    }
    size += count;
    lastLamport = Math.max(lastLamport, lamport + count - 1);
    if (leaf.size == 0 || !leaf.extendLast(owner, lamport, count, position)) {
      addBlock(owner, lamport, count, position);
    }
    owner.ids.add(lamport, count, leaf);
    return ancestry.parent();
  }

  private void addBlock(Replica owner, long lamport, int count, int position) {
    if (leaf.size == FILL) {
      leaf.next = new Leaf(Leaf.CAPACITY);
      leaf = leaf.after();
      leaves.add(leaf);
    }
    leaf.insert(leaf.size, owner, lamport, count, position);
  }

  /** The elements added. */
  Elements elements() {
    return new Elements(replicas, new BlockTree(leaves), size, lastLamport);
  }
}
