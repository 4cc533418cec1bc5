package io.tutti.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A wish about the shared state. Immutable, as long as the map is not changed. */
public sealed interface StateCommand {

  /**
   * To merge {@code patch} into the state (RFC 7396): a null removes, an object is merged, anything else replaces.
   *
   * @param patch plain values, as they came from outside
   * @param baseVersion the version that the client has seen, or null where it does not care
   */
  record Patch(Map<String, @Nullable Object> patch, @Nullable Long baseVersion) implements StateCommand {}
}
