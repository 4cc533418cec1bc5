package io.tutti.text;

/** The side to which the place between two elements belongs. */
public enum Affinity {
  /** The place follows the element on its left. */
  LEFT,
  /** The place precedes the element on its right. */
  RIGHT
}
