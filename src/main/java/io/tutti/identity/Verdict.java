package io.tutti.identity;

import java.util.List;
import java.util.Map;

/**
 * What a feature makes of a command: the events that follow from it, or why it is refused. Immutable.
 *
 * @param <E> the feature's events
 */
public sealed interface Verdict<E> {

  /** The command is taken: these events follow, maybe none. */
  record Accepted<E>(List<E> events) implements Verdict<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /**
   * The command is refused and changes nothing. {@code message} is for people; {@code details} has plain values for programs:
   * strings, numbers, booleans, lists and maps of them.
   */
  record Refused<E>(ErrorCode code, String message, Map<String, Object> details) implements Verdict<E> {}

  /** The command is taken, and this is what happens. */
  @SafeVarargs
  static <E> Verdict<E> accept(E... events) {
    return new Accepted<>(List.of(events));
  }

  /** The command is refused. */
  static <E> Verdict<E> refuse(ErrorCode code, String message) {
    return new Refused<>(code, message, Map.of());
  }

  /** The command is refused, with values that say why. */
  static <E> Verdict<E> refuse(ErrorCode code, String message, Map<String, Object> details) {
    return new Refused<>(code, message, details);
  }
}
