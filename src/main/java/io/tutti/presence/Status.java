package io.tutti.presence;

import java.util.Locale;
import java.util.Optional;

/** How attentive somebody is (rule PRES3); the first is the most attentive. Immutable. */
public enum Status {
  ACTIVE,
  IDLE,
  AWAY;

  /** The lower-case word that is used on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status that {@code word} names on the wire, or empty. */
  public static Optional<Status> of(String word) {
    for (Status status : values()) {
      if (status.word().equals(word)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
