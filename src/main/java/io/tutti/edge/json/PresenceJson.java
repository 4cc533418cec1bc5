package io.tutti.edge.json;

import io.tutti.documents.Documents;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.presence.Sighting;
import io.tutti.presence.Status;
import io.tutti.session.Signal;
import io.tutti.text.Affinity;
import io.tutti.text.Anchor;
import io.tutti.text.ElementId;
import jakarta.json.stream.JsonGenerator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What connections say about themselves, in the native protocol's words (rules PRES1–PRES8). Thread-safe: holds nothing. */
public final class PresenceJson {

  /** How many characters one aspect may have as JSON. */
  public static final int MAX_ASPECT_CHARACTERS = 4_096;

  private PresenceJson() {}

  /**
   * What a {@code presence:update} says.
   *
   * @throws MalformedJson where a member is none that it may be; the message says which
   */
  public static Change change(JsonObject payload) throws MalformedJson {
    String word = payload.optionalText("status");
    Status status = word == null ? null
        : Status.of(word).orElseThrow(() -> new MalformedJson("payload.status must be active, idle or away"));
    Map<Aspect, @Nullable Object> aspects = new EnumMap<>(Aspect.class);
    for (Aspect aspect : Aspect.values()) {
      if (payload.members().containsKey(aspect.word())) {
        Object value = payload.members().get(aspect.word());
        requireFit(aspect, value, payload);
        aspects.put(aspect, value);
      }
    }
    return new Change(status, aspects);
  }

  private static void requireFit(Aspect aspect, @Nullable Object value, JsonObject payload) throws MalformedJson {
    if (JsonText.sizeOf(value) > MAX_ASPECT_CHARACTERS) {
      throw new MalformedJson("payload." + aspect.word() + " must have at most 4 KiB");
    }
    if (value == null || aspect == Aspect.CUSTOM) {
      return;
    }
    JsonObject object = payload.optionalObject(aspect.word());
    if (object == null) {
      return;
    }
    switch (aspect) {
      case CURSOR -> requireCursor(object);
      case SELECTION -> requireOneOf(object, "doc", "file");
      case VIEWPORT -> requireViewport(object);
      case TYPING -> object.text("in");
      case CUSTOM -> { }
    }
  }

  private static void requireCursor(JsonObject cursor) throws MalformedJson {
    requireOneOf(cursor, "doc", "file");
    if (!cursor.has("doc")) {
      requireName(cursor, "file");
      cursor.optionalCount("line");
      cursor.optionalCount("column");
    } else if (cursor.has("anchor")) {
      anchor(cursor);
    } else {
      cursor.count("index");
      requireDocument(cursor);
    }
  }

  private static void requireViewport(JsonObject viewport) throws MalformedJson {
    requireName(viewport, "file");
    viewport.optionalCount("start_line");
    viewport.optionalCount("end_line");
  }

  private static void requireOneOf(JsonObject object, String first, String second) throws MalformedJson {
    if (!object.has(first) && !object.has(second)) {
      throw new MalformedJson("A place has " + first + " or " + second);
    }
  }

  private static void requireName(JsonObject object, String name) throws MalformedJson {
    object.text(name);
    object.optionalName(name, 1_024);
  }

  private static void requireDocument(JsonObject place) throws MalformedJson {
    if (!Documents.isName(place.text("doc"))) {
      throw new MalformedJson("cursor.doc must be a document's name");
    }
  }

  /** The anchor of a place {@code {doc, anchor: [l, r], affinity}}; {@code affinity} is right where it is not said. */
  public static Anchor anchor(JsonObject place) throws MalformedJson {
    requireDocument(place);
    ElementId element = OperationJson.id(place.members().get("anchor"), "anchor");
    String affinity = place.optionalText("affinity");
    if (affinity == null || affinity.equals("right")) {
      return new Anchor(element, Affinity.RIGHT);
    } else if (affinity.equals("left")) {
      return new Anchor(element, Affinity.LEFT);
    }
    throw new MalformedJson("affinity must be left or right");
  }

  /** A place in a document as it is sent. */
  public static Map<String, @Nullable Object> place(String document, Anchor anchor) {
    Map<String, @Nullable Object> place = new LinkedHashMap<>();
    place.put("doc", document);
    place.put("anchor", List.of(anchor.element().lamport(), anchor.element().replica()));
    place.put("affinity", anchor.affinity() == Affinity.LEFT ? "left" : "right");
    return place;
  }

  /** The document and index of a cursor that says where it is by an index (rule PRES7); empty for any other. */
  public static Optional<Indexed> indexed(Change change) {
    if (change.aspects().get(Aspect.CURSOR) instanceof Map<?, ?> cursor && cursor.get("anchor") == null
        && cursor.get("doc") instanceof String document && cursor.get("index") instanceof Number index) {
      return Optional.of(new Indexed(document, index.longValue(), "left".equals(cursor.get("affinity"))));
    }
    return Optional.empty();
  }

  /** A place in a document by its index in code points. */
  public record Indexed(String document, long index, boolean left) {}

  /** Puts the members of what changed into the generator's object. */
  private static void members(JsonGenerator generator, Change change) {
    Status status = change.status();
    if (status != null) {
      generator.write("status", status.word());
    }
    change.aspects().forEach((aspect, value) -> JsonText.member(generator, aspect.word(), value));
  }

  /** Puts what is new of one connection into the generator's object. */
  public static void news(JsonGenerator generator, Signal.Appearance appearance) {
    generator.write("userId", appearance.user().value()).write("clientId", appearance.client().value());
    members(generator, appearance.change());
    if (appearance.left()) {
      generator.write("left", true);
    }
  }

  /** Puts one connection, as the others see it, where the generator stands: in an array. */
  public static void sighting(JsonGenerator generator, Sighting sighting, String username) {
    generator
        .writeStartObject()
        .write("userId", sighting.user().value())
        .write("clientId", sighting.client().value())
        .write("username", username)
        .write("status", sighting.status().word());
    for (Aspect aspect : Aspect.values()) {
      Object value = sighting.aspects().get(aspect);
      if (aspect != Aspect.CUSTOM || value != null) {
        JsonText.member(generator, aspect.word(), value);
      }
    }
    generator.write("lastUpdate", Timestamps.iso(sighting.updatedAt())).writeEnd();
  }
}
