package io.tutti.story.rules;

import io.tutti.story.Chance;
import io.tutti.story.Discovery;
import io.tutti.story.Item;
import io.tutti.story.Place;
import io.tutti.story.StoryCharacter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a character whom nobody plays behaves: by its traits, by whom it likes, and a little by chance. Confined to one
 * choice.
 */
final class Temper {

  private static final List<String> FRIENDLY_WORDS = List.of(
      "You had better stay close to me tonight.",
      "Whatever happens next, I am glad you are here.",
      "I have seen worse nights than this one, and so will you.",
      "Ask me anything, only do not ask me to sing.",
      "Sit down a moment. The night is long enough.",
      "You have the look of somebody who has not eaten.",
      "I always said that you would come in the end.",
      "If it comes to the worst, we shall have met.");
  private static final List<String> WARY_WORDS = List.of(
      "I would not go on, if I were you.",
      "Somebody here knows more than they say.",
      "Keep your voice down. Walls have patience, and ears.",
      "I trust what I can carry, and not much else.",
      "You ask a great deal, for somebody who says so little.",
      "There are doors one should not try twice.",
      "I counted us. I counted again. I did not like it.",
      "Think before you answer, and then do not answer.");
  private static final List<String> RESTLESS_WORDS = List.of(
      "Did you hear that too, or is it only me?",
      "There is a question nobody has asked yet.",
      "We are looking in all the places where it is light.",
      "What if it was never hidden at all?",
      "Once, as a child, I saw a light where no light could be.",
      "It does not add up, and I can add.",
      "Let us begin again, from the very beginning.",
      "I shall not go home before I know.");

  private final Scene scene;
  private final Chance chance;

  Temper(Scene scene, Chance chance) {
    this.scene = scene;
    this.chance = chance;
  }

  Map<String, @Nullable Object> action() {
    List<Map<String, @Nullable Object>> urges = new ArrayList<>();
    add(urges, 2, Map.of("action_type", ActionKind.WAIT.word()));
    add(urges, scene.has("curious") || scene.has("thoughtful") || scene.has("stubborn") ? 4 : 1,
        Options.action(ActionKind.INVESTIGATE, scene.here().id()));
    for (StoryCharacter other : scene.others().stream().limit(6).toList()) {
      encounter(urges, other);
    }
    for (Place way : scene.ways()) {
      add(urges, scene.has("brave") || scene.has("curious") ? 2 : scene.has("cautious") ? 0 : 1,
          Options.action(ActionKind.MOVE, way.id()));
    }
    for (Item item : scene.itemsAt(scene.here().id()).stream().limit(4).toList()) {
      add(urges, scene.has("cunning") || scene.has("shrewd") ? 2 : 1, Options.action(ActionKind.TAKE, item.id()));
    }
    return chance.oneOf(urges);
  }

  private void encounter(List<Map<String, @Nullable Object>> urges, StoryCharacter other) {
    int feeling = scene.view().relationship(scene.self().id(), other.id());
    boolean warm = scene.has("kind") || scene.has("cheerful");
    add(urges, warm ? 4 : 2, saying(other, feeling));
    add(urges, warm && feeling >= 0 ? 2 : 0, Options.action(ActionKind.HELP, other.id()));
    add(urges, feeling < -30 ? (scene.has("cautious") ? 1 : 4) : 0, Options.action(ActionKind.ATTACK, other.id()));
  }

  private Map<String, @Nullable Object> saying(StoryCharacter other, int feeling) {
    Map<String, @Nullable Object> action = new LinkedHashMap<>(Options.action(ActionKind.TALK, other.id()));
    boolean wary = feeling < 0 || scene.has("cautious") || scene.has("shrewd") || scene.has("cunning");
    List<String> words = wary ? WARY_WORDS : scene.has("curious") || scene.has("stubborn") ? RESTLESS_WORDS : FRIENDLY_WORDS;
    action.put("text", finding().filter(found -> chance.percent(35)).orElseGet(() -> chance.oneOf(words)));
    return action;
  }

  /** A word about what has been found out last. */
  private Optional<String> finding() {
    List<Discovery> found = scene.view().discoveries();
    return found.isEmpty() ? Optional.empty() : Optional.of(chance.oneOf(List.of(
        "I keep thinking of it: ", "And nobody wonders that ", "You heard it as well as I did: ", "Explain it to me, then: "))
        + found.get(found.size() - 1).text());
  }

  private static void add(
      List<Map<String, @Nullable Object>> urges, int weight, Map<String, @Nullable Object> action) {
    for (int i = 0; i < weight; i++) {
      urges.add(action);
    }
  }
}
