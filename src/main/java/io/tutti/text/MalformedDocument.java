package io.tutti.text;

/** Says why something cannot be read as a document. Never leaves the package: {@link Loaded.Corrupt} does. */
final class MalformedDocument extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedDocument(String reason) {
    super(reason, null, false, false);
  }

  /** The reason. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
