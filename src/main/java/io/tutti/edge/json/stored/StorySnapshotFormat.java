package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonMembers;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.story.Discovery;
import io.tutti.story.Relationship;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryEvent;
import io.tutti.story.StorySnapshot;
import io.tutti.story.TurnRecord;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stories in snapshots, as they are stored. Thread-safe: holds nothing. */
final class StorySnapshotFormat {

  private StorySnapshotFormat() {}

  /** Puts {@code snapshot} into the generator's object. */
  static void write(JsonGenerator generator, StorySnapshot snapshot) {
    if (snapshot.description() != null) {
      generator.writeStartObject("story");
      StoryDescriptionFormat.write(generator, snapshot.description());
      generator.writeEnd();
    }
    world(generator, snapshot.characters(), snapshot.whereabouts());
    relationships(generator, snapshot.relationships());
    discoveries(generator, snapshot.discoveries());
    generator.write("turn", snapshot.turn());
    if (snapshot.ending() != null) {
      generator.writeStartObject("ending");
      StoryFormat.payload(generator, snapshot.ending());
      generator.writeEnd();
    }
    events(generator, snapshot.acted());
    turns(generator, snapshot.turns());
    JsonText.member(generator, "turnStartedAt", snapshot.turnStartedAt());
    generator.write("tokens", snapshot.tokens());
  }

  private static void world(
      JsonGenerator generator, List<StoryCharacter> characters, Map<String, String> whereabouts) {
    generator.writeStartArray("characters");
    characters.forEach(character -> StoryDescriptionFormat.character(generator, character));
    generator.writeEnd();
    JsonText.member(generator, "whereabouts", whereabouts);
  }

  private static void relationships(JsonGenerator generator, List<Relationship> relationships) {
    generator.writeStartArray("relationships");
    relationships.forEach(relationship -> generator.writeStartObject().write("from", relationship.from())
        .write("to", relationship.to()).write("value", relationship.value()).writeEnd());
    generator.writeEnd();
  }

  private static void discoveries(JsonGenerator generator, List<Discovery> discoveries) {
    generator.writeStartArray("discoveries");
    discoveries.forEach(discovery -> generator.writeStartObject().write("character", discovery.character())
        .write("text", discovery.text()).write("turn", discovery.turn()).writeEnd());
    generator.writeEnd();
  }

  private static void events(JsonGenerator generator, List<StoryEvent.Acted> acted) {
    generator.writeStartArray("acted");
    acted.forEach(event -> {
      generator.writeStartObject();
      StoryFormat.payload(generator, event);
      generator.writeEnd();
    });
    generator.writeEnd();
  }

  private static void turns(JsonGenerator generator, List<TurnRecord> turns) {
    generator.writeStartArray("turns");
    turns.forEach(turn -> {
      generator.writeStartObject().write("turn", turn.turn());
      StoryFormat.narrative(generator, turn.narrative());
      generator.writeEnd();
    });
    generator.writeEnd();
  }

  /**
   * A snapshot as {@link #write} writes it.
   *
   * @throws MalformedJson if it is none
   */
  static StorySnapshot read(JsonObject json) throws MalformedJson {
    JsonObject story = json.optionalObject("story");
    JsonObject ending = json.optionalObject("ending");
    return new StorySnapshot(
        story == null ? null : StoryDescriptionFormat.read(story),
        JsonMembers.list(json, "characters", StoryDescriptionFormat::character),
        whereabouts(json),
        JsonMembers.list(json, "relationships", relationship -> new Relationship(
            relationship.text("from"), relationship.text("to"), JsonMembers.integer(relationship, "value"))),
        JsonMembers.list(json, "discoveries", discovery -> new Discovery(
            discovery.text("character"), discovery.text("text"), JsonMembers.smallCount(discovery, "turn"))),
        JsonMembers.smallCount(json, "turn"),
        ending == null ? null : (StoryEvent.TurnEnding) StoryFormat.event("story:ending", ending),
        JsonMembers.list(json, "acted", event -> (StoryEvent.Acted) StoryFormat.event("story:acted", event)),
        JsonMembers.list(json, "turns", turn ->
            new TurnRecord(JsonMembers.smallCount(turn, "turn"), StoryFormat.narrative(turn))),
        json.optionalCount("turnStartedAt"),
        JsonMembers.count(json, "tokens"));
  }

  private static Map<String, String> whereabouts(JsonObject json) throws MalformedJson {
    JsonObject places = JsonMembers.required(json, "whereabouts");
    Map<String, String> whereabouts = new LinkedHashMap<>();
    for (String id : places.members().keySet()) {
      whereabouts.put(id, places.text(id));
    }
    return whereabouts;
  }
}
