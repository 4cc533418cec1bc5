package io.tutti.identity;

/**
 * The name that one running client (a tab, a program) gives itself, so that its retries can be recognised:
 * 1–64 characters, no control characters. Immutable.
 */
public record ClientId(String value) {

  public static final int MAX_LENGTH = 64;

  public ClientId {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !Names.isPrintable(value)) {
      throw new IllegalArgumentException("A client id is 1–64 printable characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
