package io.tutti.state;

import io.tutti.identity.PlainValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shared state has changed: {@code patch} is the merge patch that leads to {@code version}, and has only what changed.
 * {@code version} ≥ 1. Immutable.
 */
public record StateChanged(Map<String, @Nullable Object> patch, long version) {

  public StateChanged {
    patch = PlainValues.copy(patch);
  }
}
