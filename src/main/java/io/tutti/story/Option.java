package io.tutti.story;

import io.tutti.identity.PlainValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that a character can do now: {@code label} for people, {@code action} to be sent as it stands. Immutable. */
public record Option(String label, Map<String, @Nullable Object> action) {

  public Option {
    action = PlainValues.copy(action);
  }
}
