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

  private final Change change;
  private final Map<Aspect, @Nullable Map<String, Object>> places = new LinkedHashMap<>();

  private Look(String document, Change change) {
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

  /** Whether it shows somebody in the document. */
  boolean isHere() {
    return places.values().stream().anyMatch(place -> place != null);
  }

  /** Whether it shows that somebody's cursor is not, or no longer, in the document. */
  boolean isElsewhere() {
    return places.containsKey(Aspect.CURSOR) && !isHere();
  }

  /** Whether it says anything that the dialect has a word for. */
  boolean isWorthSaying() {
    return !places.isEmpty() || change.status() != null || isNamed();
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
