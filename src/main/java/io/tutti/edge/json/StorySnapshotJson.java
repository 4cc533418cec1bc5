package io.tutti.edge.json;

import io.tutti.story.Discovery;
import io.tutti.story.Option;
import io.tutti.story.Relationship;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryEvent;
import io.tutti.story.StoryView;
import io.tutti.story.TurnRecord;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Map;

/** Whole stories as JSON: what everybody may see of one. Thread-safe: holds nothing. */
public final class StorySnapshotJson {

  private StorySnapshotJson() {}

  private static void world(
      JsonGenerator generator, List<StoryCharacter> characters, Map<String, String> whereabouts) {
    generator.writeStartArray("characters");
    characters.forEach(character -> StoryDescriptionJson.character(generator, character));
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
      StoryJson.payload(generator, event);
      generator.writeEnd();
    });
    generator.writeEnd();
  }

  /** Puts the array {@code turns} of {@code {turn, narrative, by}} into the generator's object. */
  public static void turns(JsonGenerator generator, List<TurnRecord> turns) {
    generator.writeStartArray("turns");
    turns.forEach(turn -> {
      generator.writeStartObject().write("turn", turn.turn());
      StoryJson.narrative(generator, turn.narrative());
      generator.writeEnd();
    });
    generator.writeEnd();
  }

  /**
   * Puts what everybody may see of a story into the generator's object: everything but what is still to be found out,
   * and the chance.
   */
  public static void view(JsonGenerator generator, StoryView view) {
    stage(generator, view);
    turns(generator, view.recent());
  }

  /** Puts the same into the generator's object, without the turns that are over. */
  public static void stage(JsonGenerator generator, StoryView view) {
    generator.writeStartObject("story");
    StoryDescriptionJson.writeKnown(generator, view.description());
    generator.writeEnd().write("turn", view.turn()).write("ending", view.ending());
    world(generator, view.characters(), view.whereabouts());
    relationships(generator, view.relationships());
    discoveries(generator, view.discoveries());
    events(generator, view.acted());
  }

  /** Puts the array {@code options} of {@code {label, action}} into the generator's object. */
  public static void options(JsonGenerator generator, List<Option> options) {
    generator.writeStartArray("options");
    options.forEach(option -> {
      generator.writeStartObject().write("label", option.label());
      JsonText.member(generator, "action", option.action());
      generator.writeEnd();
    });
    generator.writeEnd();
  }
}
