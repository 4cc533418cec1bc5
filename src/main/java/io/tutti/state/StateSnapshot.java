package io.tutti.state;

import io.tutti.identity.PlainValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shared state to go on from.
 *
 * <p>{@code touched} has the last change of each top-level key that is there. {@code forgottenUpTo}: keys without an
 * entry may have been touched up to this version. Immutable.
 */
public record StateSnapshot(
    Map<String, @Nullable Object> value, long version, Map<String, Touch> touched, long forgottenUpTo) {

  public StateSnapshot {
    value = PlainValues.copy(value);
    touched = Collections.unmodifiableMap(new LinkedHashMap<>(touched));
  }
}
