package io.tutti.presence;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is new about one connection. {@code status}: null where it did not change; {@code aspects} has those that changed, with
 * null for what is no longer there. Immutable, as far as the values are.
 */
public record Change(@Nullable Status status, Map<Aspect, @Nullable Object> aspects) {

  /** Nothing new. */
  static final Change NOTHING = new Change(null, Map.of());

  public Change {
    Map<Aspect, @Nullable Object> copy = new EnumMap<>(Aspect.class);
    copy.putAll(aspects);
    aspects = Collections.unmodifiableMap(copy);
  }

  /** Whether nothing is new. */
  public boolean isEmpty() {
    return status == null && aspects.isEmpty();
  }

  /** This change and {@code later}, of which the newer values win. */
  public Change then(Change later) {
    if (isEmpty()) {
      return later;
    }
    Map<Aspect, @Nullable Object> all = new EnumMap<>(Aspect.class);
    all.putAll(aspects);
    all.putAll(later.aspects);
    return new Change(later.status == null ? status : later.status, all);
  }
}
