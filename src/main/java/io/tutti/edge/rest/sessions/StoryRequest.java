package io.tutti.edge.rest.sessions;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.StoryDescriptionJson;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestBody;
import io.tutti.story.StoryDescription;
import io.tutti.story.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The story that a request's body wishes; what is wrong is refused with 422. Holds nothing. */
public final class StoryRequest {

  /** What says that a story of one's own is wished; without any of it, it is the standard story under another title. */
  private static final List<String> OWN =
      List.of("premise", "scene", "places", "items", "characters", "rules", "style", "open", "seed", "language");

  private StoryRequest() {}

  /** The story of the member {@code story}: a description, or {@code true} for the standard one; null where none is wished. */
  static @Nullable StoryDescription within(RequestBody body) {
    Boolean flag = body.flag("story");
    if (flag != null) {
      return flag ? StoryDescription.standard(RandomIds.storySeed()) : null;
    }
    JsonObject story = body.object("story");
    return story == null ? null : read(story, "body", "story");
  }

  /** The story whose description the whole body is. */
  public static StoryDescription whole(RequestBody body) {
    if (OWN.stream().anyMatch(body::has)) {
      return read(body.withDefault("title", "A story").whole(), "body");
    }
    StoryDescription standard = StoryDescription.standard(RandomIds.storySeed());
    String title = body.text("title");
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
