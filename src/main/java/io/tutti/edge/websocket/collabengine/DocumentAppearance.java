package io.tutti.edge.websocket.collabengine;

import io.tutti.edge.json.JsonText;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.presence.Status;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of somebody's appearance as it is seen from one document: a cursor or a selection elsewhere is none here. Immutable.
 */
final class DocumentAppearance {

  private final String document;
  private final Change change;
  private final Map<Aspect, @Nullable Map<String, Object>> positions = new LinkedHashMap<>();

  private DocumentAppearance(String document, Change change) {
    this.document = document;
    this.change = change;
    put(document, Aspect.CURSOR);
    put(document, Aspect.SELECTION);
  }

  static DocumentAppearance of(String document, Change change) {
    return new DocumentAppearance(document, change);
  }

  @SuppressWarnings("unchecked")
  private void put(String document, Aspect aspect) {
    if (!change.aspects().containsKey(aspect)) {
      return;
    }
    Object value = change.aspects().get(aspect);
    Map<String, Object> position = null;
    if (value instanceof Map<?, ?> map && document.equals(map.get("doc"))) {
      position = new LinkedHashMap<>((Map<String, Object>) map);
      position.remove("doc");
    }
    positions.put(aspect, position);
  }

  /** Whether it shows a cursor or a selection in the document. */
  boolean isPositionedHere() {
    return positions.values().stream().anyMatch(position -> position != null);
  }

  /** Whether it shows that somebody's cursor is not, or no longer, in the document. */
  boolean isPositionedElsewhere() {
    return positions.containsKey(Aspect.CURSOR) && !isPositionedHere();
  }

  /** Whether it shows somebody in the document, by cursor, selection or viewport. */
  boolean isHere() {
    return isPositionedHere() || viewsHere();
  }

  /** Whether it shows that somebody has the document on the screen. */
  boolean viewsHere() {
    return change.aspects().get(Aspect.VIEWPORT) instanceof Map<?, ?> view
        && (document.equals(view.get("file")) || document.equals(view.get("doc")));
  }

  /** Whether it shows that somebody has something else on the screen. */
  boolean viewsElsewhere() {
    return change.aspects().containsKey(Aspect.VIEWPORT) && !viewsHere();
  }

  /** Whether it says anything that the dialect has a word for. */
  boolean isWorthSaying() {
    return !positions.isEmpty() || viewsHere() || change.status() != null || isNamed();
  }

  /** Whether it says a name. */
  boolean isNamed() {
    return name() != null;
  }

  private @Nullable String name() {
    return change.aspects().get(Aspect.CUSTOM) instanceof Map<?, ?> custom && custom.get("name") instanceof String name
        ? name : null;
  }

  /** Puts what is seen into the generator's object. */
  void members(JsonGenerator generator) {
    positions.forEach((aspect, position) -> JsonText.member(generator, aspect.word(), position));
    Status status = change.status();
    if (status != null) {
      generator.write("status", status.word());
    }
    String name = name();
    if (name != null) {
      generator.write("name", name);
    }
  }
}
