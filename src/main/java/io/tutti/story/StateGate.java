package io.tutti.story;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shared state's judgement of what a director wants to change there: the session asks its own state. */
@FunctionalInterface
public interface StateGate {

  /**
   * What of {@code patch} is admitted and has an effect; {@link Admitted#NOTHING} where it is refused or changes
   * nothing.
   */
  Admitted admit(Map<String, @Nullable Object> patch);

  /** A merge patch that changes the shared state, and the version to which it leads (0 for an empty one). Immutable. */
  record Admitted(Map<String, @Nullable Object> patch, long version) {
    public static final Admitted NOTHING = new Admitted(Map.of(), 0);
  }
}
