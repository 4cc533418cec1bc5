package io.tutti.access;

import io.tutti.identity.LookAlikes;
import io.tutti.identity.PersonName;
import java.util.Optional;

/**
 * What somebody with an account is called (rule ACC3): 1–{@value #MAX_LENGTH} letters, digits and marks of scripts that are written
 * together, and {@code . _ -} behind the first, in compatibility form (NFKC). Immutable.
 */
public record Username(String value) {

  public static final int MAX_LENGTH = 50;

  public Username {
    if (!isValid(value)) {
      throw new IllegalArgumentException("A user name is 1–50 letters or digits of one script, and . _ -");
    }
  }

  /** The user name that {@code text} means, or empty. */
  public static Optional<Username> of(String text) {
    if (text.length() > 4 * MAX_LENGTH) {
      return Optional.empty();
    }
    String normal = LookAlikes.normal(text);
    return PersonName.isName(normal) && isValid(normal) ? Optional.of(new Username(normal)) : Optional.empty();
  }

  private static boolean isValid(String value) {
    return !value.isEmpty() && value.length() <= MAX_LENGTH && value.equals(LookAlikes.normal(value))
        && Character.isLetterOrDigit(value.codePointAt(0))
        && value.codePoints().allMatch(c -> LookAlikes.isOfWord(c) || c == '.' || c == '_' || c == '-')
        && !LookAlikes.mixesScripts(value);
  }

  /** The same for all user names that look the same; no two accounts have the same. */
  public String key() {
    return LookAlikes.key(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
