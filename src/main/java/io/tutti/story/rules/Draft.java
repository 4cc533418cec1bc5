package io.tutti.story.rules;

import io.tutti.story.Authorship;
import io.tutti.story.ItemMove;
import io.tutti.story.Place;
import io.tutti.story.RelationshipChange;
import io.tutti.story.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resolution that is being made up. What changes in the world is noted in the shared state too, under {@code story},
 * so that it can be seen there. Confined to one resolution.
 */
final class Draft {

  private final Scene scene;
  private boolean success = true;
  private final List<String> sentences = new ArrayList<>();
  private final List<RelationshipChange> relationships = new ArrayList<>();
  private final List<String> discoveries = new ArrayList<>();
  private final List<ItemMove> items = new ArrayList<>();
  private @Nullable String place;

  Draft(Scene scene) {
    this.scene = scene;
  }

  Draft say(String sentence) {
    sentences.add(sentence);
    return this;
  }

  Draft fail(String sentence) {
    success = false;
    return say(sentence);
  }

  Draft discover(String finding) {
    discoveries.add(finding);
    return this;
  }

  /** What {@code from} thinks of {@code to} changes. */
  Draft feel(String from, String to, int change) {
    relationships.add(new RelationshipChange(from, to, change));
    return this;
  }

  Draft move(String item, String to) {
    items.add(new ItemMove(item, to));
    return this;
  }

  Draft go(Place to) {
    place = to.id();
    return this;
  }

  Resolution done() {
    return new Resolution(success, String.join(" ", sentences), stateUpdates(), relationships, discoveries, place, items,
        false, Authorship.rules());
  }

  private Map<String, @Nullable Object> stateUpdates() {
    String self = scene.self().id();
    Map<String, @Nullable Object> updates = new LinkedHashMap<>();
    if (place != null) {
      updates.put("places", Map.of(self, place));
    }
    if (!items.isEmpty()) {
      Map<String, Object> holders = new LinkedHashMap<>();
      items.forEach(item -> holders.put(item.item(), item.to()));
      updates.put("items", holders);
    }
    if (!discoveries.isEmpty()) {
      long known = scene.view().discoveries().stream().filter(found -> found.character().equals(self)).count();
      updates.put("findings", Map.of(self, known + discoveries.size()));
    }
    return updates.isEmpty() ? Map.of() : Map.of("story", updates);
  }
}
