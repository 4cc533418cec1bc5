package io.tutti.edge.websocket.collabengine;

import io.tutti.edge.json.JsonText;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
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
final class Look {

  private final String document;
  private final Change change;
  private final Map<Aspect, @Nullable Map<String, Object>> places = new LinkedHashMap<>();

  private Look(String document, Change change) {
    this.document = document;
    this.change = change;
    put(document, Aspect.CURSOR);
    put(document, Aspect.SELECTION);
  }

  static Look of(String document, Change change) {
    return new Look(document, change);
  }

  @SuppressWarnings("unchecked")
  private void put(String document, Aspect aspect) {
    if (!change.aspects().containsKey(aspect)) {
      return;
    }
    Object value = change.aspects().get(aspect);
    Map<String, Object> place = null;
    if (value instanceof Map<?, ?> map && document.equals(map.get("doc"))) {
      place = new LinkedHashMap<>((Map<String, Object>) map);
      place.remove("doc");
    }
    places.put(aspect, place);
  }

  /** Whether it shows a cursor or a selection in the document. */
  boolean isPlacedHere() {
    return places.values().stream().anyMatch(place -> place != null);
  }

  /** Whether it shows that somebody's cursor is not, or no longer, in the document. */
  boolean isPlacedElsewhere() {
    return places.containsKey(Aspect.CURSOR) && !isPlacedHere();
  }

  /** Whether it shows somebody in the document, by cursor, selection or viewport. */
  boolean isHere() {
    return isPlacedHere() || viewsHere();
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
    return !places.isEmpty() || viewsHere() || change.status() != null || isNamed();
  }

  /** Whether it says a name. */
  boolean isNamed() {
    return name() != null;
  }

  private @Nullable String name() {
    return change.aspects().get(Aspect.CUSTOM) instanceof Map<?, ?> custom && custom.get("name") instanceof String name
        ? name : null;
  }

  /** Puts whose look it is into the generator's object. */
  void person(JsonGenerator generator, ClientId client, UserId user) {
    generator.write("client_id", client.value()).write("user_id", user.value());
  }

  /** Puts what is seen into the generator's object. */
  void members(JsonGenerator generator) {
    places.forEach((aspect, place) -> JsonText.member(generator, aspect.word(), place));
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
