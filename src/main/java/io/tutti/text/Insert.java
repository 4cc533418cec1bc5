package io.tutti.text;

import java.util.function.Function;

/**
 * An insertion of n code points. They get the ids {@code id.lamport … id.lamport + n - 1}; each stands after the one
 * before it, the first after {@code after}. Immutable.
 *
 * <p>The record holds whatever a peer sent; {@link TextDocument#integrate} is what refuses it.
 *
 * @param text at least one code point, valid Unicode
 * @param id of the first element; its lamport is greater than that of {@code after}
 * @param after an element, or {@link ElementId#ROOT}
 */
public record Insert(String text, ElementId id, ElementId after) implements Operation {

  @Override
  public <R> R match(Function<Insert, R> insert, Function<Delete, R> delete) {
    return insert.apply(this);
  }
}
