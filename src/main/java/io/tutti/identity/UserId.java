package io.tutti.identity;

/**
 * The name of a person or program, given by the server or by a token's issuer: 1–128 characters, no control characters.
 * Immutable.
 */
public record UserId(String value) {

  public static final int MAX_LENGTH = 128;

  public UserId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("A user id is 1–128 printable characters");
    }
  }

  /** Whether {@code candidate} can be an id. */
  public static boolean isValid(String candidate) {
    return !candidate.isEmpty() && candidate.length() <= MAX_LENGTH && Names.isPrintable(candidate);
  }

  @Override
  public String toString() {
    return value;
  }
}
