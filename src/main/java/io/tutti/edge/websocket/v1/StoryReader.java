package io.tutti.edge.websocket.v1;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.StoryDescriptionJson;
import io.tutti.session.Command;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryDescription;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Reads what a client says in and about the story (rules STO1–STO18). Thread-safe: holds nothing but chance. */
final class StoryReader {

  private static final SecureRandom RANDOM = new SecureRandom();

  private StoryReader() {}

  static ClientMessage message(String type, JsonObject payload, @Nullable String ref) throws MalformedJson {
    return switch (type) {
      case "story:action" -> action(payload, ref);
      case "story:begin" -> begin(payload, ref);
      case "story:end_turn" -> command(new StoryCommand.EndTurn(turn(payload)), ref);
      case "story:get" -> new MemberMessage.GetStory(ref);
      default -> ClientMessageDecoder.unknown(type, ref);
    };
  }

  private static ClientMessage command(StoryCommand command, @Nullable String ref) {
    return new MemberMessage.Perform(new Command.TellStory(command), ref);
  }

  private static ClientMessage action(JsonObject payload, @Nullable String ref) throws MalformedJson {
    JsonObject action = payload.optionalObject("action");
    if (action == null) {
      throw new MalformedJson("payload.action must be an object");
    }
    return command(new StoryCommand.Act(action.members()), ref);
  }

  /** Without a description: the standard story. The chance of a story that names none is the server's. */
  private static ClientMessage begin(JsonObject payload, @Nullable String ref) throws MalformedJson {
    long seed = RANDOM.nextLong() & StoryDescription.MAX_SEED;
    JsonObject story = payload.optionalObject("story");
    return command(new StoryCommand.Begin(
        story == null ? StoryDescription.standard(seed) : StoryDescriptionJson.read(story, seed)), ref);
  }

  private static @Nullable Integer turn(JsonObject payload) throws MalformedJson {
    Long turn = payload.optionalCount("turn");
    return turn == null ? null : (int) Math.min(turn, Integer.MAX_VALUE);
  }
}
