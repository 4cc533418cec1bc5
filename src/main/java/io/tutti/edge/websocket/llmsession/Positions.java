package io.tutti.edge.websocket.llmsession;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cursors and viewports as this dialect says them (rules LSM4, LSM10). Thread-safe: holds nothing. */
final class Positions {

  private Positions() {}

  /** The position that {@code value} is: one in a document has its name as its file's; empty for none, which cannot be said. */
  static Optional<Map<String, Object>> worded(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> given)) {
      return Optional.empty();
    }
    Map<String, Object> position = new HashMap<>();
    given.forEach((name, member) -> position.put(String.valueOf(name), member));
    Object document = position.get("doc");
    if (document != null) {
      position.putIfAbsent("file", document);
    }
    return Optional.of(position);
  }
}
