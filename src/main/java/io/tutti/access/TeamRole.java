package io.tutti.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is in a team. Immutable. */
public enum TeamRole {
  ADMIN,
  MEMBER;

  /** The lower-case word that is used on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that {@code word} names on the wire, or empty. */
  public static Optional<TeamRole> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
