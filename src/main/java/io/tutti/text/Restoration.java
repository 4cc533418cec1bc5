package io.tutti.text;

/**
 * Elements that brought deleted ones back: the n-th from {@code to} on says what the n-th from {@code from} on said, and
 * stands in its place. Immutable.
 *
 * @param from the first of those that had been deleted
 * @param count how many, at least 1
 * @param to the first of those that brought them back
 */
public record Restoration(ElementId from, long count, ElementId to) {

  /** Whether this names only ids that elements may have. */
  public boolean isValid() {
    return new Span(from.lamport(), from.replica(), count).isValid() && new Span(to.lamport(), to.replica(), count).isValid();
  }
}
