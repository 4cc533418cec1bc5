package io.tutti.text;

/** A visible text that is dealt out, run by run, to the replicas that inserted it. Confined to one reading. */
final class VisibleText {
  private final String text;
  private final boolean astral;
  private int left;
  private int unit;

  /** Deals out a text of valid Unicode. */
  VisibleText(String text) {
    this.text = text;
    this.left = Unicode.length(text);
    this.astral = left != text.length();
  }

  /** Moves the next code points to the end of a content. Returns the position of the first. */
  int moveTo(Content content, int count) throws MalformedDocument {
    if (count > left) {
      throw new MalformedDocument("the text is shorter than its runs");
    }
    int end = astral ? text.offsetByCodePoints(unit, count) : unit + count;
    int position = content.append(text, unit, end, count);
    unit = end;
    left -= count;
    return position;
  }

  /** Refuses a text of which something is left. */
  void requireEnd() throws MalformedDocument {
    if (left > 0) {
      throw new MalformedDocument("the text is longer than its runs");
    }
  }
}
