package io.tutti.conversation;

import org.jspecify.annotations.Nullable;

/** What a comment or an annotation is about. Immutable. */
public sealed interface MessageAnchor {

  /** Gives the anchor to the case that it is. */
  <R> R match(Cases<R> cases);

  /** One reader's answer to each kind of anchor. */
  interface Cases<R> {
    R file(FilePlace place);

    R document(DocumentPlace place);
  }

  /**
   * A place in a file that the session does not hold, and so the server never moves. {@code file}: 1–1,024 characters;
   * {@code line} and {@code column}: 0 to 10^9; {@code snippet}: what stood there, up to 4,000 characters.
   */
  record FilePlace(String file, int line, @Nullable Integer column, @Nullable String snippet) implements MessageAnchor {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.file(this);
    }
  }

  /**
   * A place in a document of the session, which moves with the text: before the element {@code (lamport, replica)} where
   * the place belongs to what is {@code right} of it, else behind that element. {@code doc}: 1–128 of letters, digits,
   * {@code . _ -}; {@code lamport}: 0 (the root) to 2^53 − 1; {@code replica}: 1–64 characters.
   */
  record DocumentPlace(String doc, long lamport, String replica, boolean right) implements MessageAnchor {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.document(this);
    }
  }
}
