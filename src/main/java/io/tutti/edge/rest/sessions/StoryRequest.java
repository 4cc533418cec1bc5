package io.tutti.edge.rest.sessions;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.StoryDescriptionJson;
import io.tutti.edge.rest.http.PlainValue;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.story.StoryDescription;
import io.tutti.story.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The story that a request asks for; what is wrong is refused with 422. Holds nothing. */
public final class StoryRequest {

  /** What says that a story of one's own is asked for; without any of it, it is the standard story under another title. */
  private static final List<String> OWN =
      List.of("premise", "scene", "places", "items", "characters", "rules", "style", "open", "seed", "language");

  private StoryRequest() {}

  /** The story of the member {@code story}: a description, or {@code true} for the standard one; null where there is to be none. */
  static @Nullable StoryDescription within(@Nullable PlainValue story) {
    if (story == null) {
      return null;
    }
    if (story.value() instanceof Boolean isStandard) {
      return isStandard ? StoryDescription.standard(RandomIds.storySeed()) : null;
    }
    return read(story.object("story"), "body", "story");
  }

  /** The story whose description all the members of a body are, called {@code title} or as the standard one. */
  public static StoryDescription whole(@Nullable String title, Map<String, Object> members) {
    if (OWN.stream().anyMatch(name -> members.get(name) != null)) {
      Map<String, Object> description = new LinkedHashMap<>(members);
      description.put("title", title == null ? "A story" : title);
      return read(new JsonObject("body", description), "body");
    }
    StoryDescription standard = StoryDescription.standard(RandomIds.storySeed());
    return title == null ? standard : titled(standard, title);
  }

  private static StoryDescription titled(StoryDescription story, String title) {
    World world = story.world();
    try {
      return new StoryDescription(new World(title, world.premise(), world.scene(), world.places(), world.items()),
          story.characters(), story.rules(), story.style(), story.open(), story.seed(), story.language());
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("value_error", String.valueOf(e.getMessage()), null, "body", "title");
    }
  }

  private static StoryDescription read(JsonObject json, String... where) {
    try {
      return StoryDescriptionJson.read(json, RandomIds.storySeed());
    } catch (MalformedJson e) {
      throw Problem.invalid("value_error", String.valueOf(e.getMessage()), null, where);
    }
  }
}
