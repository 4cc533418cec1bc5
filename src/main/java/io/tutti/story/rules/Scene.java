package io.tutti.story.rules;

import io.tutti.story.Item;
import io.tutti.story.Place;
import io.tutti.story.StoryAction;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What one character has around it, and what its action speaks of. Immutable. */
final class Scene {

  private final StoryView view;
  private final StoryCharacter self;
  private final Place here;

  Scene(StoryView view, StoryCharacter self) {
    this.view = view;
    this.self = self;
    this.here = view.placeOf(self.id());
  }

  StoryView view() {
    return view;
  }

  StoryCharacter self() {
    return self;
  }

  Place here() {
    return here;
  }

  boolean has(String trait) {
    return self.traits().contains(trait);
  }

  /** The places that one can go to from here. */
  List<Place> ways() {
    return here.connections().stream()
        .map(id -> view.description().world().place(id))
        .flatMap(Optional::stream)
        .filter(place -> !place.equals(here))
        .toList();
  }

  /** Who else is here. */
  List<StoryCharacter> others() {
    return view.characters().stream()
        .filter(character -> !character.id().equals(self.id()) && view.placeOf(character.id()).equals(here))
        .toList();
  }

  boolean isHere(StoryCharacter character) {
    return view.placeOf(character.id()).equals(here);
  }

  /** The things that lie here, or that {@code holder} has. */
  List<Item> itemsAt(String holder) {
    return view.description().world().items().stream()
        .filter(item -> holder.equals(view.whereabouts().get(item.id())))
        .toList();
  }

  /** The character who has {@code item}, if anybody has it. */
  Optional<StoryCharacter> holderOf(Item item) {
    return view.character(String.valueOf(view.whereabouts().get(item.id())));
  }

  boolean isInReach(Item item) {
    String at = String.valueOf(view.whereabouts().get(item.id()));
    return at.equals(here.id()) || at.equals(self.id());
  }

  /** The first secret of {@code place} that nobody has found out. */
  Optional<String> secretOf(Place place) {
    return place.secrets().stream()
        .filter(secret -> view.discoveries().stream().noneMatch(found -> found.text().equals(secret)))
        .findFirst();
  }

  /** The place that {@code action} speaks of. */
  Optional<Place> placeIn(StoryAction action) {
    return spokenOf(action, view.description().world().places(), Place::id, Place::name);
  }

  /** The thing that {@code action} speaks of. */
  Optional<Item> itemIn(StoryAction action) {
    return spokenOf(action, view.description().world().items(), Item::id, Item::name);
  }

  /** The other character whom {@code action} speaks of. */
  Optional<StoryCharacter> characterIn(StoryAction action) {
    List<StoryCharacter> others =
        view.characters().stream().filter(character -> !character.id().equals(self.id())).toList();
    String target = action.target();
    Optional<StoryCharacter> player = others.stream()
        .filter(character -> character.player() != null && character.player().value().equals(target))
        .findFirst();
    return player.or(() -> spokenOf(action, others, StoryCharacter::id, StoryCharacter::name));
  }

  /** What is named as the target or a parameter comes before what the text mentions. */
  private static <T> Optional<T> spokenOf(
      StoryAction action, List<T> candidates, Function<T, String> id, Function<T, String> name) {
    List<String> named = new ArrayList<>();
    if (action.target() != null) {
      named.add(action.target().strip());
    }
    if (action.given().get("parameters") instanceof Map<?, ?> parameters) {
      parameters.values().stream().filter(String.class::isInstance).map(String.class::cast).forEach(named::add);
    }
    for (String word : named) {
      Optional<T> found = candidates.stream()
          .filter(candidate -> id.apply(candidate).equalsIgnoreCase(word) || name.apply(candidate).equalsIgnoreCase(word))
          .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    if (action.text().isBlank()) {
      return Optional.empty();
    }
    String text = ' ' + plain(action.text()) + ' ';
    return candidates.stream()
        .filter(candidate -> mentions(text, name.apply(candidate)) || mentions(text, id.apply(candidate)))
        .findFirst();
  }

  /** The words of {@code text} in lower case, one space between two. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
      if (Character.isLetterOrDigit(c)) {
        plain.appendCodePoint(c);
      } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
        plain.append(' ');
      }
    });
    return plain.toString().strip();
  }

  /** Whether {@code text} has the name, or its last word ("lantern" for "the storm lantern"). */
  private static boolean mentions(String text, String name) {
    String plain = plain(name);
    String last = plain.substring(plain.lastIndexOf(' ') + 1);
    return text.contains(' ' + plain + ' ') || (last.length() > 2 && text.contains(' ' + last + ' '));
  }

  /** The next place on the shortest way from here to {@code goal}, or empty where no way leads there. */
  Optional<Place> stepTowards(Place goal) {
    Map<String, String> cameFrom = new HashMap<>();
    ArrayDeque<Place> open = new ArrayDeque<>(List.of(here));
    cameFrom.put(here.id(), here.id());
    while (!open.isEmpty()) {
      Place place = open.remove();
      for (String way : place.connections()) {
        Optional<Place> next = view.description().world().place(way);
        if (next.isPresent() && cameFrom.putIfAbsent(way, place.id()) == null) {
          open.add(next.get());
        }
      }
    }
    String step = goal.id();
    while (cameFrom.containsKey(step) && !here.id().equals(cameFrom.get(step))) {
      step = String.valueOf(cameFrom.get(step));
    }
    return step.equals(here.id()) || !cameFrom.containsKey(step) ? Optional.empty() : view.description().world().place(step);
  }
}
