package io.tutti.text;

import java.util.List;
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
 * @param restores which deleted elements it brings back, in order and one for each code point; empty where it says
 *     something new. It does not change where the text comes to stand.
 */
public record Insert(String text, ElementId id, ElementId after, List<Span> restores) implements Operation {

  /** The most spans of what one insert brings back. */
  public static final int MAX_RESTORED_SPANS = 1_000;

  /** Keeps an unmodifiable copy. */
  public Insert {
    restores = List.copyOf(restores);
  }

  /** An insertion of something new. */
  public Insert(String text, ElementId id, ElementId after) {
    this(text, id, after, List.of());
  }

  /** The same insertion, whatever it brings back. */
  Insert plain() {
    return restores.isEmpty() ? this : new Insert(text, id, after);
  }

  /** Whether what it brings back, if anything, is one element for each of its {@code count} code points. */
  boolean restoresEach(int count) {
    long left = count;
    for (Span span : restores) {
      if (!span.isValid() || span.count() > left) {
        return false;
      }
      left -= span.count();
    }
    return restores.isEmpty() || left == 0;
  }

  @Override
  public <R> R match(Function<Insert, R> insert, Function<Delete, R> delete) {
    return insert.apply(this);
  }
}
