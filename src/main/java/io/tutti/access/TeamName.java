package io.tutti.access;

import io.tutti.identity.LookAlikes;
import io.tutti.identity.Names;
import io.tutti.identity.PersonName;
import java.util.Optional;

/** What a team is called: 1–{@value #MAX_LENGTH} printable characters in compatibility form (NFKC), not blank. Immutable. */
public record TeamName(String value) {

  public static final int MAX_LENGTH = 100;

  public TeamName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("A team's name is 1–100 printable characters");
    }
  }

  /** The name that {@code text} means, or empty. */
  public static Optional<TeamName> of(String text) {
    return PersonName.of(text, MAX_LENGTH).map(LookAlikes::normal).filter(TeamName::isValid).map(TeamName::new);
  }

  private static boolean isValid(String value) {
    return !value.isBlank() && value.length() <= MAX_LENGTH && Names.isPrintable(value) && value.equals(LookAlikes.normal(value));
  }

  /** The same for all names that look the same; no two teams have the same. */
  public String key() {
    return LookAlikes.key(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
