package io.tutti.identity;

/**
 * The name that one running client (a tab, a program) gives itself, so that its retries can be recognised:
 * 1–256 characters, no control characters; a dialect may allow fewer. Immutable.
 */
public record ClientId(String value) {

  public static final int MAX_LENGTH = 256;

  public ClientId {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !Names.isPrintable(value)) {
      throw new IllegalArgumentException("A client id is 1–256 printable characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
