package io.tutti.story.rules;

import io.tutti.story.Chance;
import io.tutti.story.Place;
import io.tutti.story.RelationshipChange;
import io.tutti.story.Resolution;
import io.tutti.story.StoryAction;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryEvent;
import io.tutti.story.StoryView;
import io.tutti.story.World;
import io.tutti.story.rules.Voice.Mood;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One turn that is being told. Confined to one narrative. */
final class Telling {

  /** A feeling that has passed one of these, up or down, is worth a sentence. */
  private static final int[] TURNING_POINTS = {-60, -25, 25, 60};

  private static final List<String> LINKS = List.of("", "", "", "Then ", "Soon after, ", "By then ", "A moment later ",
      "In the meantime ", "Without another word ", "Before the candle had burned an inch, ", "Presently ");

  private final StoryView view;
  private final List<StoryEvent.Acted> events;
  private final Chance chance;
  private final Voice voice;
  private final Set<String> said = new LinkedHashSet<>();

  Telling(StoryView view, List<StoryEvent.Acted> events, Chance chance) {
    this.view = view;
    this.events = events;
    this.chance = chance;
    this.voice = Voice.of(view.description().style());
  }

  List<String> paragraphs() {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(opening());
    Map<String, Place> scenes = scenes();
    String before = null;
    int told = 0;
    List<StoryEvent.Acted> still = new ArrayList<>();
    for (StoryEvent.Acted event : events) {
      if (!matters(event)) {
        still.add(event);
        continue;
      }
      Place place = scenes.getOrDefault(event.character(), view.description().world().entrance());
      paragraphs.add(capital(leadIn(told++, before, place, event)) + paragraph(event));
      before = place.id();
    }
    if (!still.isEmpty()) {
      paragraphs.add(bystanders(still));
    }
    paragraphs.add(closing());
    return paragraphs;
  }

  private String opening() {
    World world = view.description().world();
    if (view.turn() == 0) {
      String begin = (world.premise() + " " + world.scene()).strip();
      return begin.isEmpty() ? fill(rotated(voice.openings())) : begin;
    }
    return fill(rotated(voice.openings()));
  }

  private String closing() {
    return fill(rotated(voice.closings()));
  }

  /** Goes through all sentences before one comes again, each story from another place. */
  private String rotated(List<String> sentences) {
    long start = Chance.seed(view.description().seed(), sentences.size()) % sentences.size();
    return sentences.get((int) ((start + view.turn()) % sentences.size()));
  }

  private String fill(String sentence) {
    Optional<StoryCharacter> somebody = events.stream()
        .filter(event -> event.user() != null)
        .findFirst()
        .or(() -> events.stream().findFirst())
        .flatMap(event -> view.character(event.character()));
    String name = somebody.map(StoryCharacter::name).orElse("Somebody");
    String place = somebody.map(character -> scenes().get(character.id()))
        .orElse(view.description().world().entrance()).name();
    return capital(sentence.replace("{place}", place).replace("{name}", name));
  }

  /** Where each character was when it acted: where it is now, or where it has just come from. */
  private Map<String, Place> scenes() {
    Map<String, Place> scenes = new LinkedHashMap<>();
    events.forEach(event -> scenes.putIfAbsent(event.character(), view.placeOf(event.character())));
    return scenes;
  }

  private static boolean matters(StoryEvent.Acted event) {
    Resolution result = event.result();
    ActionKind kind = ActionKind.of(StoryAction.of(event.action()));
    boolean changes = !result.discoveries().isEmpty() || !result.itemMoves().isEmpty() || result.movesTo() != null;
    return changes || event.user() != null || (kind != ActionKind.WAIT && result.success());
  }

  private String leadIn(int told, @Nullable String before, Place place, StoryEvent.Acted event) {
    if (told == 0 || event.result().movesTo() != null) {
      return "";
    }
    String name = view.character(event.character()).map(StoryCharacter::name).orElse("");
    boolean aboutSomebody = !name.isEmpty() && event.result().description().startsWith(name + ' ');
    if (!place.id().equals(before)) {
      if (aboutSomebody && event.result().description().contains(place.name())) {
        return "Meanwhile ";
      }
      return aboutSomebody ? "At " + place.name() + ", meanwhile, " : "Meanwhile, at " + place.name() + ": ";
    }
    return aboutSomebody ? fresh(LINKS) : "";
  }

  /** One of the sentences that have not been said in this turn, while there are any. */
  private String fresh(List<String> sentences) {
    List<String> unsaid = sentences.stream().filter(sentence -> sentence.isEmpty() || !said.contains(sentence)).toList();
    String chosen = chance.oneOf(unsaid.isEmpty() ? sentences : unsaid);
    said.add(chosen);
    return chosen;
  }

  private String paragraph(StoryEvent.Acted event) {
    Resolution result = event.result();
    StringBuilder text = new StringBuilder(capital(result.description()));
    if (!result.discoveries().isEmpty()) {
      text.append(' ').append(fresh(voice.found()));
    } else if (chance.percent(55)) {
      text.append(' ').append(fresh(voice.on(mood(event))));
    }
    result.relationshipChanges().stream().map(this::turningPoint).flatMap(Optional::stream).findFirst()
        .ifPresent(sentence -> text.append(' ').append(sentence));
    return text.toString();
  }

  private static Mood mood(StoryEvent.Acted event) {
    if (!event.result().success()) {
      return Mood.FAIL;
    }
    return switch (ActionKind.of(StoryAction.of(event.action()))) {
      case MOVE -> Mood.GO;
      case INVESTIGATE, WAIT, OTHER -> Mood.SEEK;
      case TALK, HELP -> Mood.SPEAK;
      case TAKE, GIVE, USE -> Mood.HAND;
      case ATTACK -> Mood.STRIKE;
    };
  }

  /** What is worth saying of a feeling that has just become another one. */
  private Optional<String> turningPoint(RelationshipChange change) {
    int now = view.relationship(change.from(), change.to());
    int before = now - change.change();
    Optional<String> from = view.character(change.from()).map(StoryCharacter::name);
    Optional<String> to = view.character(change.to()).map(StoryCharacter::name);
    for (int point : TURNING_POINTS) {
      boolean passed = point > 0 ? before < point && now >= point : before > point && now <= point;
      if (passed && from.isPresent() && to.isPresent()) {
        return Optional.of(from.get() + feeling(point) + to.get() + '.');
      }
    }
    return Optional.empty();
  }

  private static String feeling(int point) {
    if (point < 0) {
      return point < -25 ? " would not forgive " : " had begun to keep a distance from ";
    }
    return point > 25 ? " would by now have gone through fire for " : " had begun to trust ";
  }

  /** Those who did nothing that changed anything share a paragraph. */
  private String bystanders(List<StoryEvent.Acted> still) {
    List<String> sentences = new ArrayList<>();
    still.stream().limit(3).forEach(event -> sentences.add(capital(event.result().description())));
    if (still.size() > 3) {
      sentences.add("The others kept to themselves.");
    }
    return String.join(" ", sentences);
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
        + text.substring(text.offsetByCodePoints(0, 1));
  }
}
