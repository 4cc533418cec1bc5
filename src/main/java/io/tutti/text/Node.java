package io.tutti.text;

import org.jspecify.annotations.Nullable;

/** A node of the {@link BlockTree}. Confined to its document. */
abstract sealed class Node permits Leaf, Branch {
  /** The node above; null only at the root. */
  @Nullable Branch parent;
  /** The place in {@link #parent}. */
  int slot;

  /** Counts what lies below. */
  abstract Sums sums();
}
