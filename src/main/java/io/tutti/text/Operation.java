package io.tutti.text;

import java.util.function.Function;

/** One change of a text that replicas send each other. Immutable. */
public sealed interface Operation permits Insert, Delete {

  /** Calls the function for this kind of operation. */
  <R> R match(Function<Insert, R> insert, Function<Delete, R> delete);
}
