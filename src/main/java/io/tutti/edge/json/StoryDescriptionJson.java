package io.tutti.edge.json;

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

/**
 * What a story begins with, as JSON: {@code {title, premise?, scene?, places, items?, characters?, rules?, style?,
 * open?, seed?, language?}}. Thread-safe: holds nothing.
 */
public final class StoryDescriptionJson {

  private StoryDescriptionJson() {}

  /** Puts what players may know of {@code description} into the generator's object: no secrets, and no seed. */
  public static void writeKnown(JsonGenerator generator, StoryDescription description) {
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
   * @param seed the seed of a description that names none
   * @throws MalformedJson if it is none, or none that can be
   */
  public static StoryDescription read(JsonObject json, long seed) throws MalformedJson {
    try {
      World world = new World(json.text("title"), JsonMembers.text(json, "premise", ""), JsonMembers.text(json, "scene", ""),
          JsonMembers.list(json, "places", StoryDescriptionJson::place),
          JsonMembers.list(json, "items", StoryDescriptionJson::item));
      String entrance = world.entrance().id();
      List<StoryCharacter> characters = JsonMembers.list(json, "characters", character -> character(character, entrance));
      Long ownSeed = json.optionalCount("seed");
      return new StoryDescription(world, characters, rules(json), style(json), JsonMembers.flag(json, "open", true),
          ownSeed == null ? seed : ownSeed, JsonMembers.text(json, "language", "en"));
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
