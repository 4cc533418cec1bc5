package io.tutti.access;

import java.util.Locale;

/** What somebody is in a team. Immutable. */
public enum TeamRole {
  ADMIN,
  MEMBER;

  /** The lower-case word that is used on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
