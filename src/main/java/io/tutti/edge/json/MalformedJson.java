package io.tutti.edge.json;

/** Something from outside is no JSON of the form that was expected; the message says what is wrong, for people. Immutable. */
public final class MalformedJson extends Exception {

  private static final long serialVersionUID = 1L;

  public MalformedJson(String message) {
    super(message, null, false, false);
  }
}
