package io.tutti.parameters;

import java.util.Locale;
import java.util.Optional;

/** How a conflict ended. The first four are a person's choice, the others the server's. Immutable. */
public enum Strategy {
  YOURS,
  THEIRS,
  AVERAGE,
  CUSTOM,
  /** Nobody chose within the time: the first value stays. */
  EXPIRED,
  /** Somebody else wrote the parameter in the meantime. */
  SUPERSEDED;

  /** The lower-case word that is used on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The strategy that {@code word} names on the wire, or empty. */
  public static Optional<Strategy> of(String word) {
    for (Strategy strategy : values()) {
      if (strategy.word().equals(word)) {
        return Optional.of(strategy);
      }
    }
    return Optional.empty();
  }

  /** Whether a person may choose it. */
  public boolean isChoice() {
    return this != EXPIRED && this != SUPERSEDED;
  }
}
