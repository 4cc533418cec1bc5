package io.tutti.story;

/** A turn as a chronicler tells it: 1 to {@value #MAX_TEXT} characters, paragraphs parted by an empty line. Immutable. */
public record Narrative(String text, Authorship authorship) {

  public static final int MAX_TEXT = 20_000;

  /** A narrative; what is too long is cut off, what cannot be read is left out. */
  public Narrative {
    text = Texts.clipped(text, MAX_TEXT).strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a narrative needs words");
    }
  }
}
