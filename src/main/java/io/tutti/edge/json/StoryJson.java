package io.tutti.edge.json;

import io.tutti.story.Authorship;
import io.tutti.story.Narrative;
import io.tutti.story.Resolution;
import io.tutti.story.StoryEvent;
import jakarta.json.stream.JsonGenerator;

/**
 * Stories in the native protocol's words: {@code story:begun}, {@code story:character}, {@code story:acted}, {@code
 * story:ending}, {@code story:turn}. Without what players have yet to find out. Thread-safe: holds nothing.
 */
public final class StoryJson {

  private static final StoryEvent.Cases<String> TYPES = new Types();

  private StoryJson() {}

  /** The native protocol's type of {@code event}. */
  public static String type(StoryEvent event) {
    return event.match(TYPES);
  }

  /** Puts the members of the event's payload into the generator's object, as they are sent (rule STO18). */
  public static void payload(JsonGenerator generator, StoryEvent event) {
    event.match(new Payload(generator));
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
  public static void result(JsonGenerator generator, Resolution result) {
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
      StoryDescriptionJson.writeKnown(generator, event.description());
      return generator.writeEnd();
    }

    @Override
    public JsonGenerator entered(StoryEvent.CharacterEntered event) {
      generator.writeStartObject("character");
      StoryDescriptionJson.members(generator, event.character());
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
