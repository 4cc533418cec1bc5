package io.tutti.text;

import java.util.List;
import java.util.function.Function;

/**
 * A deletion of the elements that the spans name. Immutable.
 *
 * @param spans at least one, in any order; overlaps are allowed
 */
public record Delete(List<Span> spans) implements Operation {

  /** Keeps an unmodifiable copy. */
  public Delete {
    spans = List.copyOf(spans);
  }

  @Override
  public <R> R match(Function<Insert, R> insert, Function<Delete, R> delete) {
    return delete.apply(this);
  }
}
