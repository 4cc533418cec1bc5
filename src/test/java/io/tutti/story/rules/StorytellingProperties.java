package io.tutti.story.rules;

import static io.tutti.story.Stage.ANNA;
import static io.tutti.story.Stage.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.PlainValues;
import io.tutti.identity.UserId;
import io.tutti.story.ActionTicket;
import io.tutti.story.Authorship;
import io.tutti.story.Chance;
import io.tutti.story.Director;
import io.tutti.story.Item;
import io.tutti.story.ItemMove;
import io.tutti.story.NarrativeStyle;
import io.tutti.story.Option;
import io.tutti.story.Place;
import io.tutti.story.RelationshipChange;
import io.tutti.story.Resolution;
import io.tutti.story.Stage;
import io.tutti.story.Stories;
import io.tutti.story.StoryAction;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryDescription;
import io.tutti.story.StoryEvent;
import io.tutti.story.StoryView;
import io.tutti.story.TurnRules;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Whole stories, played by chance. */
class StorytellingProperties {

  private static final int TURNS = 6;
  private static final List<String> FREE = List.of("I go to the kitchen", "Ask Bo about the lamp", "Where is the will?",
      "I dance upon the table", "give the lamp to the cat", "attack!", "wait", "use the bell", "take the will", "go to the attic");

  private static Stage played(long seed, long actions, Director director, StoryDescription description) {
    Stage stage = new Stage(seed, director, new TemplateChronicler()).with(ANNA, BEN);
    stage.wish(ANNA, new StoryCommand.Begin(description));
    Chance choice = new Chance(actions);
    while (stage.story().turn() < TURNS) {
      for (UserId user : List.of(ANNA, BEN)) {
        StoryCharacter self = stage.view().playedBy(user).orElseThrow();
        List<Option> options = new RuleDirector().options(stage.view(), self);
        stage.does(user, choice.percent(40) ? Map.of("text", choice.oneOf(FREE)) : choice.oneOf(options).action());
        legal(stage.view());
      }
    }
    return stage;
  }

  private static StoryDescription described(long seed, NarrativeStyle style) {
    StoryDescription house = Stories.house(new TurnRules(true, false, null, false), false);
    return new StoryDescription(
        house.world(), house.characters(), house.rules(), style, false, seed, "en");
  }

  /** Everybody is at one place that exists, everything in one place or hand that exists, every feeling within its bounds. */
  private static void legal(StoryView view) {
    var places = view.description().world().places().stream().map(Place::id).collect(Collectors.toSet());
    var people = view.characters().stream().map(StoryCharacter::id).collect(Collectors.toSet());
    people.forEach(id -> assertTrue(places.contains(view.whereabouts().get(id)), id));
    view.description().world().items().stream().map(Item::id).forEach(id -> assertTrue(
        places.contains(view.whereabouts().get(id)) || people.contains(view.whereabouts().get(id)), id));
    assertEquals(people.size() + view.description().world().items().size(), view.whereabouts().size());
    view.relationships().forEach(relationship -> {
      assertTrue(Math.abs(relationship.value()) <= 100 && people.contains(relationship.from())
          && people.contains(relationship.to()), relationship.toString());
    });
    view.discoveries().forEach(discovery -> assertTrue(people.contains(discovery.character())));
  }

  @Property(tries = 60)
  @Label("[STO15] The same seed and the same actions give the same story, word by word")
  void sameSeedSameStory(
      @ForAll @LongRange(min = 0, max = StoryDescription.MAX_SEED) long seed, @ForAll long actions,
          @ForAll NarrativeStyle style) {
    Stage one = played(seed, actions, new RuleDirector(), described(seed, style));
    Stage other = played(seed, actions, new RuleDirector(), described(seed, style));
    assertEquals(one.log, other.log);
    one.restarts(seed);
    assertEquals(other.story().snapshot(), one.story().snapshot());
  }

  @Property(tries = 60)
  @Label("[STO8] [STO15] The rules never say what the world does not admit, and characters that nobody plays act in every turn")
  void rulesAreLegal(@ForAll @LongRange(min = 0, max = StoryDescription.MAX_SEED) long seed, @ForAll long actions) {
    Director checked = new Director() {
      private final RuleDirector rules = new RuleDirector();

      @Override
      public Resolution resolve(StoryView view, ActionTicket ticket) {
        Resolution said = rules.resolve(view, ticket);
        assertFalse(said.description().isBlank());
        assertEquals(java.util.Optional.empty(), PlainValues.flaw(said.stateUpdates(), 4));
        asked.add(said);
        return said;
      }

      @Override
      public Map<String, Object> play(StoryView view, StoryCharacter character, long seed) {
        Map<String, Object> action = rules.play(view, character, seed);
        assertEquals(java.util.Optional.empty(), StoryAction.flaw(action));
        return action;
      }

      @Override
      public List<Option> options(StoryView view, StoryCharacter character) {
        return rules.options(view, character);
      }
    };
    asked.clear();
    Stage stage = played(seed, actions, checked, described(seed, NarrativeStyle.NOIR));
    List<Resolution> applied = stage.log.stream()
        .filter(StoryEvent.Acted.class::isInstance).map(event -> ((StoryEvent.Acted) event).result()).toList();
    assertEquals(asked.stream().map(StorytellingProperties::inTheWorld).toList(),
        applied.stream().map(StorytellingProperties::inTheWorld).toList(), "nothing had to be left out");
    for (int turn = 0; turn < TURNS; turn++) {
      int now = turn;
      assertEquals(1, stage.log.stream().filter(event -> event instanceof StoryEvent.Acted acted && acted.turn() == now
          && acted.character().equals("cat")).count());
    }
  }

  private final java.util.List<Resolution> asked = new java.util.ArrayList<>();

  private static List<Object> inTheWorld(Resolution said) {
    return List.of(said.description(), said.itemMoves(), String.valueOf(said.movesTo()), said.relationshipChanges());
  }

  @Property(tries = 100)
  @Label("[STO8] Whatever a director says, no illegal state comes of it")
  void wildDirector(@ForAll @LongRange(min = 0, max = StoryDescription.MAX_SEED) long seed) {
    Chance chaos = new Chance(seed);
    List<String> ids = List.of("a", "b", "cat", "hall", "kitchen", "attic", "lamp", "bell", "will", "ghost", "", "__proto__");
    Director wild = new Director() {
      @Override
      public Resolution resolve(StoryView view, ActionTicket ticket) {
        List<ItemMove> moves = Stream.generate(() -> new ItemMove(chaos.oneOf(ids), chaos.oneOf(ids))).limit(12).toList();
        List<RelationshipChange> feelings = Stream.generate(() -> new RelationshipChange(
            chaos.oneOf(ids), chaos.oneOf(ids), chaos.below(1_000) - 500)).limit(20).toList();
        return new Resolution(chaos.percent(50), chaos.percent(20) ? "" : "x".repeat(chaos.below(6_000)),
            Map.of(chaos.oneOf(ids), 1L), feelings, List.of("", "f".repeat(chaos.below(900))), chaos.oneOf(ids), moves,
            chaos.percent(50), new Authorship("wild", null, chaos.below(100)));
      }

      @Override
      public Map<String, Object> play(StoryView view, StoryCharacter character, long chance) {
        return Map.of("action_type", "wait");
      }

      @Override
      public List<Option> options(StoryView view, StoryCharacter character) {
        return List.of();
      }
    };
    Stage stage = played(seed, seed, wild, described(seed, NarrativeStyle.CHRONICLE));
    assertEquals(TURNS, stage.story().turns().size());
  }

  @Property(tries = 40)
  @Label("[STO15] A turn's narrative has a paragraph for all that mattered, says every finding, and begins unlike the turns before")
  void narratives(@ForAll @LongRange(min = 0, max = StoryDescription.MAX_SEED) long seed, @ForAll NarrativeStyle style) {
    Stage stage = played(seed, seed, new RuleDirector(), described(seed, style));
    stage.log.stream().filter(StoryEvent.Acted.class::isInstance).map(StoryEvent.Acted.class::cast).forEach(acted -> {
      String narrative = stage.story().turns().get(acted.turn()).narrative().text();
      acted.result().discoveries().forEach(found -> assertTrue(narrative.contains(found)
          || narrative.toLowerCase(java.util.Locale.ROOT).contains(found.substring(found.lastIndexOf(' ') + 1)), found));
      assertFalse(narrative.contains("{"), narrative);
      assertTrue(acted.user() == null || narrative.contains(stage.view().character(acted.character()).orElseThrow().name()),
          narrative);
    });
    List<String> openings = stage.story().turns().stream().skip(1).map(turn -> turn.narrative().text().split("\n")[0])
        .toList();
    assertEquals(openings.size(), openings.stream().distinct().count());
  }
}
