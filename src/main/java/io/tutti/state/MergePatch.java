package io.tutti.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON merge patches (RFC 7396) on plain values: nothing that is given is changed, nothing that is returned can be.
 * Immutable.
 */
final class MergePatch {

  private MergePatch() {}

  /** What of {@code patch} changes {@code target}: the smallest patch with the same effect; empty where there is none. */
  static Map<String, @Nullable Object> effective(Map<?, ?> target, Map<?, ?> patch) {
    Map<String, @Nullable Object> effective = new LinkedHashMap<>();
    patch.forEach((name, wish) -> {
      String key = String.valueOf(name);
      Object present = target.get(key);
      if (wish == null) {
        if (target.containsKey(key)) {
          effective.put(key, null);
        }
      } else if (wish instanceof Map<?, ?> changes && present instanceof Map<?, ?> object) {
        Map<String, @Nullable Object> below = effective(object, changes);
        if (!below.isEmpty()) {
          effective.put(key, below);
        }
      } else {
        Object value = wish instanceof Map<?, ?> members ? apply(Map.of(), members) : wish;
        if (!value.equals(present)) {
          effective.put(key, value);
        }
      }
    });
    return Collections.unmodifiableMap(effective);
  }

  /** {@code target} with {@code patch} merged into it; shares with both what did not change. */
  static Map<String, @Nullable Object> apply(Map<?, ?> target, Map<?, ?> patch) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    target.forEach((key, value) -> merged.put(String.valueOf(key), value));
    patch.forEach((name, wish) -> {
      String key = String.valueOf(name);
      if (wish == null) {
        merged.remove(key);
      } else if (wish instanceof Map<?, ?> changes) {
        merged.put(key, apply(merged.get(key) instanceof Map<?, ?> object ? object : Map.of(), changes));
      } else {
        merged.put(key, wish);
      }
    });
    return Collections.unmodifiableMap(merged);
  }
}
