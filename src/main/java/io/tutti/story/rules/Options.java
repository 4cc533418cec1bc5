package io.tutti.story.rules;

import io.tutti.story.Item;
import io.tutti.story.Option;
import io.tutti.story.Place;
import io.tutti.story.StoryCharacter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a character can do where it is. Immutable. */
final class Options {

  private static final int MAX = 24;

  private Options() {}

  static List<Option> of(Scene scene) {
    List<Option> options = new ArrayList<>();
    Place here = scene.here();
    options.add(option("Search " + here.name(), ActionKind.INVESTIGATE, here.id()));
    for (StoryCharacter other : scene.others().stream().limit(4).toList()) {
      options.add(option("Talk to " + other.name(), ActionKind.TALK, other.id()));
    }
    for (Place way : scene.ways().stream().limit(6).toList()) {
      options.add(option("Go to " + way.name(), ActionKind.MOVE, way.id()));
    }
    for (Item item : scene.itemsAt(here.id()).stream().limit(4).toList()) {
      options.add(option("Take " + item.name(), ActionKind.TAKE, item.id()));
    }
    List<Item> own = scene.itemsAt(scene.self().id()).stream().limit(3).toList();
    own.forEach(item -> options.add(option("Use " + item.name(), ActionKind.USE, item.id())));
    for (StoryCharacter other : scene.others().stream().limit(2).toList()) {
      options.add(option("Help " + other.name(), ActionKind.HELP, other.id()));
      own.forEach(item -> options.add(giving(item, other)));
      options.add(option("Confront " + other.name(), ActionKind.ATTACK, other.id()));
    }
    List<Option> possible = new ArrayList<>(options.subList(0, Math.min(options.size(), MAX - 1)));
    possible.add(new Option("Wait and watch", Map.of("action_type", ActionKind.WAIT.word())));
    return List.copyOf(possible);
  }

  private static Option option(String label, ActionKind kind, String target) {
    return new Option(label, action(kind, target));
  }

  private static Option giving(Item item, StoryCharacter to) {
    Map<String, @Nullable Object> action = new LinkedHashMap<>(action(ActionKind.GIVE, to.id()));
    action.put("parameters", Map.of("item", item.id()));
    return new Option("Give " + item.name() + " to " + to.name(), action);
  }

  static Map<String, @Nullable Object> action(ActionKind kind, String target) {
    Map<String, @Nullable Object> action = new LinkedHashMap<>();
    action.put("action_type", kind.word());
    action.put("target", target);
    return action;
  }
}
