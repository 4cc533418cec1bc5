package io.tutti.text;

/**
 * One replica's hand on its document: edits by index take effect at once and give the operation to send. Confined to
 * whoever holds the document.
 */
public final class LocalReplica {
  private final String name;
  private final TextDocument document;

  /**
   * A hand on a document.
   *
   * @param name 1 to 64 characters, used by nobody else
   */
  public LocalReplica(String name, TextDocument document) {
    if (!ElementId.isReplica(name)) {
      throw new IllegalArgumentException("no replica may be called " + name);
    }
    this.name = name;
    this.document = document;
  }

  /** The document that it edits. */
  public TextDocument document() {
    return document;
  }

  /**
   * Inserts a text before the code point at {@code index}, 0 to the length of the text.
   *
   * @throws IndexOutOfBoundsException if the index is not in the text
   * @throws IllegalArgumentException if the document refuses it: its message is the refusal's
   */
  public Insert insert(int index, String text) {
    Insert insert = document.insertion(name, index, text);
    requireTaken(document.integrate(insert));
    return insert;
  }

  /**
   * Deletes {@code count} code points from {@code index} on.
   *
   * @throws IndexOutOfBoundsException if they are not all in the text
   * @throws IllegalArgumentException if the document refuses it: its message is the refusal's
   */
  public Delete delete(int index, int count) {
    Delete delete = document.deletion(index, count);
    requireTaken(document.integrate(delete));
    return delete;
  }

  private static void requireTaken(Integration integration) {
    if (integration instanceof Integration.Refused refused) {
      throw new IllegalArgumentException(refused.refusal().code() + ": " + refused.detail());
    }
  }
}
