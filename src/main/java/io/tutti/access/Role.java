package io.tutti.access;

import java.util.Locale;
import java.util.Optional;

/** What a participant is in a session (protocol page, <i>Roles</i>). Immutable. */
public enum Role {
  HOST,
  EDITOR,
  VIEWER;

  /** Whether a participant of this role may do what {@code permission} names. */
  public boolean may(Permission permission) {
    return switch (permission) {
      case READ -> true;
      case WRITE -> this != VIEWER;
      case GOVERN -> this == HOST;
    };
  }

  /** The lower-case word that is used on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that {@code word} names on the wire, or empty. */
  public static Optional<Role> of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
