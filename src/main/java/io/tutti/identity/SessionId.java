package io.tutti.identity;

/**
 * The name of a session: 1–64 of the characters {@code A–Z a–z 0–9 _ -} (protocol page, <i>Names</i>).
 * Immutable.
 */
public record SessionId(String value) implements Comparable<SessionId> {

  public static final int MAX_LENGTH = 64;

  public SessionId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("A session id is 1–64 letters, digits, _ or -");
    }
  }

  /** Whether {@code candidate} may name a session. */
  public static boolean isValid(String candidate) {
    return Names.consistsOf(candidate, MAX_LENGTH, "_-");
  }

  @Override
  public int compareTo(SessionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
