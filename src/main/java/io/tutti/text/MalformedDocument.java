package io.tutti.text;

/** Says why some bytes, or runs, cannot be read as what they should be. Immutable. */
public final class MalformedDocument extends Exception {
  private static final long serialVersionUID = 1L;

  /** For people. */
  public MalformedDocument(String reason) {
    super(reason, null, false, false);
  }

  /** The reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
