package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonMembers;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.UserId;
import io.tutti.story.Authorship;
import io.tutti.story.ItemMove;
import io.tutti.story.Narrative;
import io.tutti.story.RelationshipChange;
import io.tutti.story.Resolution;
import io.tutti.story.StoryEvent;
import io.tutti.story.StoryEvent.TurnEnding.Reason;
import jakarta.json.stream.JsonGenerator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of stories as they are stored: with what players have yet to find out. Thread-safe: holds nothing. */
final class StoryFormat {

  private static final StoryEvent.Cases<String> TYPES = new Types();

  private StoryFormat() {}

  /** The stored type of {@code event}. */
  static String type(StoryEvent event) {
    return event.match(TYPES);
  }

  /** Puts the members of the event's payload into the generator's object: enough for {@link #event}. */
  static void payload(JsonGenerator generator, StoryEvent event) {
    event.match(new Payload(generator));
  }

  /** Whether {@link #event} reads events of {@code type}. */
  static boolean reads(String type) {
    return switch (type) {
      case "story:begun", "story:character", "story:acted", "story:ending", "story:turn" -> true;
      default -> false;
    };
  }

  /**
   * Reads an event that {@link #payload} has written.
   *
   * @throws MalformedJson if type or payload is none of ours
   */
  static StoryEvent event(String type, JsonObject json) throws MalformedJson {
    try {
      return switch (type) {
        case "story:begun" ->
            new StoryEvent.StoryBegun(StoryDescriptionFormat.read(JsonMembers.required(json, "story")));
        case "story:character" ->
            new StoryEvent.CharacterEntered(StoryDescriptionFormat.character(JsonMembers.required(json, "character")));
        case "story:acted" -> acted(json);
        case "story:ending" -> new StoryEvent.TurnEnding(JsonMembers.smallCount(json, "turn"),
            Reason.valueOf(json.text("reason").toUpperCase(Locale.ROOT)), user(json, "by"));
        case "story:turn" -> new StoryEvent.TurnCompleted(JsonMembers.smallCount(json, "turn"), narrative(json));
        default -> throw new MalformedJson("There is no story event of type " + type);
      };
    } catch (IllegalArgumentException e) {
      throw new MalformedJson("The stored " + type + " is damaged");
    }
  }

  private static StoryEvent acted(JsonObject json) throws MalformedJson {
    Map<String, @Nullable Object> updates = JsonMembers.object(json, "stateUpdates");
    return new StoryEvent.Acted(user(json, "userId"), json.text("character"), JsonMembers.object(json, "action"),
        resolution(JsonMembers.required(json, "result"), updates), JsonMembers.count(json, "version"),
        JsonMembers.smallCount(json, "turn"), JsonMembers.count(json, "seed"));
  }

  private static Resolution resolution(JsonObject json, Map<String, @Nullable Object> updates) throws MalformedJson {
    return new Resolution(JsonMembers.flag(json, "success", false), json.text("description"), updates,
        JsonMembers.list(json, "relationships", change -> new RelationshipChange(
            change.text("from"), change.text("to"), JsonMembers.integer(change, "change"))),
        JsonMembers.texts(json, "discoveries"), json.optionalText("movesTo"),
        JsonMembers.list(json, "items", move -> new ItemMove(move.text("item"), move.text("to"))),
        JsonMembers.flag(json, "turn_complete", false), authorship(json));
  }

  /** A narrative as {@code story:turn} has it. */
  static Narrative narrative(JsonObject json) throws MalformedJson {
    return new Narrative(json.text("narrative"), authorship(json));
  }

  private static Authorship authorship(JsonObject json) throws MalformedJson {
    Long tokens = json.optionalCount("tokens");
    return new Authorship(json.text("by"), json.optionalText("fallback"), tokens == null ? 0 : tokens);
  }

  private static @Nullable UserId user(JsonObject json, String name) throws MalformedJson {
    String id = json.optionalText(name);
    return id == null ? null : new UserId(id);
  }

  private static void authorship(JsonGenerator generator, Authorship authorship) {
    generator.write("by", authorship.by());
    if (authorship.fallback() != null) {
      generator.write("fallback", authorship.fallback());
    }
    if (authorship.tokens() > 0) {
      generator.write("tokens", authorship.tokens());
    }
  }

  /**
   * Puts what a narrative says into the generator's object: {@code narrative}, {@code by}, {@code fallback?}, {@code
   * tokens?}.
   */
  static void narrative(JsonGenerator generator, Narrative narrative) {
    generator.write("narrative", narrative.text());
    authorship(generator, narrative.authorship());
  }

  /** Puts a director's result into the generator's object, without the state updates, which stand beside it. */
  private static void result(JsonGenerator generator, Resolution result) {
    generator.write("success", result.success()).write("description", result.description());
    generator.writeStartArray("relationships");
    result.relationshipChanges().forEach(change -> generator.writeStartObject().write("from", change.from())
        .write("to", change.to()).write("change", change.change()).writeEnd());
    generator.writeEnd();
    JsonText.member(generator, "discoveries", result.discoveries());
    if (result.movesTo() != null) {
      generator.write("movesTo", result.movesTo());
    }
    generator.writeStartArray("items");
    result.itemMoves().forEach(move ->
        generator.writeStartObject().write("item", move.item()).write("to", move.to()).writeEnd());
    generator.writeEnd().write("turn_complete", result.turnComplete());
    authorship(generator, result.authorship());
  }

  private static final class Types implements StoryEvent.Cases<String> {
    @Override
    public String begun(StoryEvent.StoryBegun event) {
      return "story:begun";
    }

    @Override
    public String entered(StoryEvent.CharacterEntered event) {
      return "story:character";
    }

    @Override
    public String acted(StoryEvent.Acted event) {
      return "story:acted";
    }

    @Override
    public String ending(StoryEvent.TurnEnding event) {
      return "story:ending";
    }

    @Override
    public String completed(StoryEvent.TurnCompleted event) {
      return "story:turn";
    }
  }

  private record Payload(JsonGenerator generator) implements StoryEvent.Cases<JsonGenerator> {
    @Override
    public JsonGenerator begun(StoryEvent.StoryBegun event) {
      generator.writeStartObject("story");
      StoryDescriptionFormat.write(generator, event.description());
      return generator.writeEnd();
    }

    @Override
    public JsonGenerator entered(StoryEvent.CharacterEntered event) {
      generator.writeStartObject("character");
      StoryDescriptionFormat.members(generator, event.character());
      return generator.writeEnd();
    }

    @Override
    public JsonGenerator acted(StoryEvent.Acted event) {
      JsonText.member(generator, "userId", event.user() == null ? null : event.user().value());
      generator.write("character", event.character());
      JsonText.member(generator, "action", event.action());
      generator.writeStartObject("result");
      result(generator, event.result());
      generator.writeEnd();
      JsonText.member(generator, "stateUpdates", event.stateUpdates());
      return generator.write("version", event.stateVersion()).write("turn", event.turn()).write("seed", event.seed());
    }

    @Override
    public JsonGenerator ending(StoryEvent.TurnEnding event) {
      generator.write("turn", event.turn()).write("reason", event.reason().word());
      JsonText.member(generator, "by", event.by() == null ? null : event.by().value());
      return generator;
    }

    @Override
    public JsonGenerator completed(StoryEvent.TurnCompleted event) {
      generator.write("turn", event.turn());
      narrative(generator, event.narrative());
      return generator;
    }
  }
}
