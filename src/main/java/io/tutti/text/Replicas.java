package io.tutti.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The replicas that have inserted into a document, by name. Confined to its document. */
final class Replicas {
  private final Map<String, Replica> byName = new LinkedHashMap<>();
  /** The one asked for last: who types, types on. */
  private @Nullable Replica recent;

  /** The replica of that name, or null if it has inserted nothing. */
  @Nullable Replica find(String name) {
    Replica found = recent;
    if (found == null || !found.name.equals(name)) {
      found = byName.get(name);
      recent = found == null ? recent : found;
    }
    return found;
  }

  /** The replica of that name, which is added if it is new. */
  Replica get(String name) {
    Replica found = find(name);
    return found != null ? found : byName.computeIfAbsent(name, Replica::new);
  }

  int size() {
    return byName.size();
  }

  /** All of them, in the order in which they came. */
  Collection<Replica> all() {
    return byName.values();
  }
}
