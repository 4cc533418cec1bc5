package io.tutti.access;

import io.tutti.identity.Names;
import java.util.Optional;

/** What a password must be (rule ACC4): {@value #MIN_LENGTH}–{@value #MAX_LENGTH} characters, any of Unicode's. Immutable. */
public final class PasswordRule {

  public static final int MIN_LENGTH = 8;
  public static final int MAX_LENGTH = 256;

  private PasswordRule() {}

  /** What is wrong with {@code password}, in words for people; empty where it may be one. */
  public static Optional<String> objection(String password) {
    if (password.length() < MIN_LENGTH) {
      return Optional.of("Password must be at least " + MIN_LENGTH + " characters");
    }
    if (!mayBeGiven(password)) {
      return Optional.of(password.length() > MAX_LENGTH
          ? "Password must be at most " + MAX_LENGTH + " characters"
          : "Password must be valid Unicode");
    }
    return Optional.empty();
  }

  /** Whether {@code password} is worth comparing with a stored one; what is longer is never looked at. */
  public static boolean mayBeGiven(String password) {
    return password.length() <= MAX_LENGTH && Names.isUnicode(password);
  }
}
