package io.tutti.text;

import java.util.function.Function;

/** What came of reading a document. Immutable. */
public sealed interface Loaded {

  /** Calls the function for this outcome. */
  <R> R match(Function<TextDocument, R> whole, Function<String, R> corrupt);

  /**
   * The document.
   *
   * @param document nobody else's
   */
  record Whole(TextDocument document) implements Loaded {
    @Override
    public <R> R match(Function<TextDocument, R> whole, Function<String, R> corrupt) {
      return whole.apply(document);
    }
  }

  /**
   * It is not a document of this kind, not whole, or larger than the limits.
   *
   * @param reason for people
   */
  record Corrupt(String reason) implements Loaded {
    @Override
    public <R> R match(Function<TextDocument, R> whole, Function<String, R> corrupt) {
      return corrupt.apply(reason);
    }
  }
}
