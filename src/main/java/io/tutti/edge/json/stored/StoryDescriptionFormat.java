package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonMembers;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.UserId;
import io.tutti.story.Item;
import io.tutti.story.NarrativeStyle;
import io.tutti.story.Place;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryDescription;
import io.tutti.story.TurnRules;
import io.tutti.story.World;
import jakarta.json.stream.JsonGenerator;
import java.util.List;

/** What a story begins with, as it is stored. Thread-safe: holds nothing. */
final class StoryDescriptionFormat {

  private StoryDescriptionFormat() {}

  /** Puts all members of {@code description} into the generator's object. */
  static void write(JsonGenerator generator, StoryDescription description) {
    members(generator, description);
    generator.write("seed", description.seed());
  }

  private static void members(JsonGenerator generator, StoryDescription description) {
    World world = description.world();
    generator.write("title", world.title()).write("premise", world.premise()).write("scene", world.scene())
        .writeStartArray("places");
    world.places().forEach(place -> place(generator, place));
    generator.writeEnd().writeStartArray("items");
    world.items().forEach(item -> generator.writeStartObject().write("id", item.id()).write("name", item.name())
        .write("description", item.description()).write("at", item.at()).writeEnd());
    generator.writeEnd().writeStartArray("characters");
    description.characters().forEach(character -> character(generator, character));
    generator.writeEnd();
    rules(generator, description.rules());
    generator.write("style", description.style().word()).write("open", description.open())
        .write("language", description.language());
  }

  private static void place(JsonGenerator generator, Place place) {
    generator.writeStartObject().write("id", place.id()).write("name", place.name())
        .write("description", place.description());
    JsonText.member(generator, "connections", place.connections());
    JsonText.member(generator, "secrets", place.secrets());
    generator.writeEnd();
  }

  /** Puts {@code character} where the generator stands: in an array. */
  static void character(JsonGenerator generator, StoryCharacter character) {
    generator.writeStartObject();
    members(generator, character);
    generator.writeEnd();
  }

  /** Puts the members of {@code character} into the generator's object. */
  static void members(JsonGenerator generator, StoryCharacter character) {
    generator.write("id", character.id()).write("name", character.name()).write("persona", character.persona());
    JsonText.member(generator, "traits", character.traits());
    JsonText.member(generator, "player", character.player() == null ? null : character.player().value());
    generator.write("place", character.place());
  }

  private static void rules(JsonGenerator generator, TurnRules rules) {
    generator.writeStartObject("rules").write("allActed", rules.allActed()).write("hostEnds", rules.hostEnds());
    JsonText.member(generator, "timeLimitMillis", rules.timeLimitMillis());
    generator.write("directorEnds", rules.directorEnds()).writeEnd();
  }

  /**
   * Reads a description.
   *
   * @throws MalformedJson if it is none, or none that can be
   */
  static StoryDescription read(JsonObject json) throws MalformedJson {
    try {
      World world = new World(json.text("title"), JsonMembers.text(json, "premise", ""), JsonMembers.text(json, "scene", ""),
          JsonMembers.list(json, "places", StoryDescriptionFormat::place),
          JsonMembers.list(json, "items", StoryDescriptionFormat::item));
      String entrance = world.entrance().id();
      List<StoryCharacter> characters = JsonMembers.list(json, "characters", character -> character(character, entrance));
      Long seed = json.optionalCount("seed");
      return new StoryDescription(world, characters, rules(json), style(json), JsonMembers.flag(json, "open", true),
          seed == null ? 0 : seed, JsonMembers.text(json, "language", "en"));
    } catch (IllegalArgumentException e) {
      throw new MalformedJson(String.valueOf(e.getMessage()));
    }
  }

  private static Place place(JsonObject json) throws MalformedJson {
    return new Place(json.text("id"), JsonMembers.text(json, "name", json.text("id")),
        JsonMembers.text(json, "description", ""), JsonMembers.texts(json, "connections"),
        JsonMembers.texts(json, "secrets"));
  }

  private static Item item(JsonObject json) throws MalformedJson {
    return new Item(json.text("id"), JsonMembers.text(json, "name", json.text("id")),
        JsonMembers.text(json, "description", ""), json.text("at"));
  }

  private static StoryCharacter character(JsonObject json, String entrance) throws MalformedJson {
    String player = json.optionalText("player");
    return new StoryCharacter(json.text("id"), JsonMembers.text(json, "name", json.text("id")),
        JsonMembers.text(json, "persona", ""), JsonMembers.texts(json, "traits"),
        player == null ? null : new UserId(player), JsonMembers.text(json, "place", entrance));
  }

  /** A character as {@link #members} writes it. */
  static StoryCharacter character(JsonObject json) throws MalformedJson {
    return character(json, json.text("place"));
  }

  private static TurnRules rules(JsonObject json) throws MalformedJson {
    JsonObject rules = json.optionalObject("rules");
    return rules == null ? TurnRules.standard() : new TurnRules(JsonMembers.flag(rules, "allActed", false),
        JsonMembers.flag(rules, "hostEnds", false), rules.optionalCount("timeLimitMillis"),
        JsonMembers.flag(rules, "directorEnds", false));
  }

  private static NarrativeStyle style(JsonObject json) throws MalformedJson {
    String word = JsonMembers.text(json, "style", NarrativeStyle.ADVENTURE.word());
    return NarrativeStyle.of(word).orElseThrow(() -> new MalformedJson("style must be adventure, noir, fairy_tale "
        + "or chronicle"));
  }
}
