package io.tutti.edge.websocket.novel;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.PresenceJson;
import io.tutti.identity.PlainValues;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a cursor is: in this dialect any JSON, elsewhere a place. A position that is a place in a file or a document is that
 * place; any other is the place {@code {position}} (rules NE12, NE13). Immutable.
 */
final class Position {

  private static final int MAX_DEPTH = 8;

  private Position() {}

  /**
   * The place that {@code position} is.
   *
   * @throws MalformedJson where it can be none; the message says why
   */
  static @Nullable Object toPlace(@Nullable Object position) throws MalformedJson {
    if (position == null) {
      return null;
    }
    if (position instanceof Boolean) {
      throw new MalformedJson("message.position must be a number, a text, a list, an object or null");
    }
    if (JsonText.sizeOf(position) > PresenceJson.MAX_ASPECT_CHARACTERS) {
      throw new MalformedJson("message.position must have at most 4 KiB");
    }
    Optional<String> flaw = PlainValues.flaw(Map.of("position", position), MAX_DEPTH);
    if (flaw.isPresent()) {
      throw new MalformedJson("message.position: " + flaw.get());
    }
    if (position instanceof Map<?, ?> map && (map.containsKey("file") || map.containsKey("doc"))) {
      requirePlace(position);
      return position;
    }
    return Map.of("position", position);
  }

  private static void requirePlace(Object position) throws MalformedJson {
    try {
      PresenceJson.change(new JsonObject("message", Map.of("cursor", position)));
    } catch (MalformedJson e) {
      throw new MalformedJson("message.position must be {file, line?, column?} or {doc, anchor or index}");
    }
  }

  /** The position of a cursor that is at {@code place}. */
  static @Nullable Object ofPlace(@Nullable Object place) {
    return place instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("position") ? map.get("position") : place;
  }
}
