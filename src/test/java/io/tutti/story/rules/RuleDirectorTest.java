package io.tutti.story.rules;

import static io.tutti.story.Stage.ANNA;
import static io.tutti.story.Stage.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.story.ActionTicket;
import io.tutti.story.ItemMove;
import io.tutti.story.Option;
import io.tutti.story.RelationshipChange;
import io.tutti.story.Resolution;
import io.tutti.story.Stage;
import io.tutti.story.Stories;
import io.tutti.story.StoryAction;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryDescription;
import io.tutti.story.TurnRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleDirectorTest {

  private final RuleDirector director = new RuleDirector();
  private final Stage stage = new Stage(7, director, new TemplateChronicler()).with(ANNA, BEN);

  @BeforeEach
  void begin() {
    stage.wish(ANNA, new StoryCommand.Begin(Stories.house(new TurnRules(false, true, null, false), false)));
  }

  private Resolution resolved(Map<String, Object> action, long seed) {
    return director.resolve(stage.view(), new ActionTicket(ANNA, "a", StoryAction.of(action), 0, seed));
  }

  /** What comes of the action with the first seed that gives what is looked for. */
  private Resolution sometimes(Map<String, Object> action, Predicate<Resolution> wanted) {
    return LongStream.range(0, 200).mapToObj(seed -> resolved(action, seed)).filter(wanted).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "I walk to the kitchen, MOVE", "She searches the room, INVESTIGATE", "Look at the lamp, INVESTIGATE", "ask Bo, TALK",
    "grabbed the bell, TAKE", "handing the lamp over, GIVE", "lights the lamp, USE", "comforted the cat, HELP",
    "threatens Bo, ATTACK", "waits, WAIT", "sing a song, OTHER", "xyzzy, OTHER"
  })
  @DisplayName("Free text is sorted by the first word that means anything")
  void kinds(String text, ActionKind kind) {
    assertEquals(kind, ActionKind.of(StoryAction.of(Map.of("text", text))));
  }

  @Test
  @DisplayName("The kind that is named comes before what the text says")
  void namedKind() {
    assertEquals(ActionKind.TALK, ActionKind.of(StoryAction.of(Map.of("action_type", "Dialogue", "text", "Go away!"))));
    assertEquals(ActionKind.INVESTIGATE, ActionKind.of(StoryAction.of(Map.of("type", "search_area"))));
  }

  @Test
  @DisplayName("One goes where a way leads, and no further; the shared state says where")
  void move() {
    Resolution went = resolved(Map.of("action_type", "move", "target", "kitchen"), 1);
    assertEquals("kitchen", went.movesTo());
    assertEquals(Map.of("story", Map.of("places", Map.of("a", "kitchen"))), went.stateUpdates());
    Resolution stayed = resolved(Map.of("action_type", "move", "target", "attic"), 1);
    assertFalse(stayed.success());
    assertNull(stayed.movesTo());
    assertFalse(resolved(Map.of("action_type", "move", "target", "hall"), 1).success());
  }

  @Test
  @DisplayName("A far goal is reached step by step")
  void farAway() {
    Stage far = new Stage(7, director, new TemplateChronicler()).with(ANNA);
    far.wish(ANNA, new StoryCommand.Begin(StoryDescription.standard(7)));
    List<String> way = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      far.does(ANNA, Map.of("text", "I go to the lighthouse"));
      way.add(far.view().placeOf("player-1").id());
    }
    assertEquals(List.of("harbour", "causeway", "lighthouse"), way);
  }

  @Test
  @DisplayName("Searching finds what is hidden, once")
  void secrets() {
    Resolution found = sometimes(Map.of("action_type", "investigate"), Resolution::success);
    assertEquals(List.of("a draught comes from the wall"), found.discoveries());
    while (stage.view().discoveries().isEmpty()) {
      stage.does(ANNA, Map.of("action_type", "investigate"));
    }
    assertEquals(List.of(), LongStream.range(0, 50)
        .mapToObj(seed -> resolved(Map.of("action_type", "investigate"), seed))
        .flatMap(said -> said.discoveries().stream()).toList());
  }

  @Test
  @DisplayName("Things are taken, given and fought over; what is elsewhere stays there")
  void things() {
    assertEquals(List.of(new ItemMove("lamp", "a")), resolved(Map.of("text", "take the lamp"), 1).itemMoves());
    assertFalse(resolved(Map.of("action_type", "take", "target", "will"), 1).success());
    assertFalse(resolved(Map.of("text", "give the lamp to Bo"), 1).success());
    stage.does(ANNA, Map.of("text", "take the lamp"));
    Resolution gift = resolved(Map.of("text", "give the lamp to Bo"), 1);
    assertEquals(List.of(new ItemMove("lamp", "b")), gift.itemMoves());
    assertTrue(gift.relationshipChanges().contains(new RelationshipChange("b", "a", 12)));
    Resolution fight = sometimes(Map.of("action_type", "attack", "target", "the cat"), Resolution::success);
    assertEquals(List.of(new ItemMove("bell", "hall")), fight.itemMoves());
    assertEquals(List.of(new ItemMove("bell", "a")),
        sometimes(Map.of("action_type", "take", "target", "bell"), Resolution::success).itemMoves());
  }

  @Test
  @DisplayName("A talk is quoted, and changes what people think of each other, for better or worse")
  void talk() {
    Map<String, Object> words = Map.of("action_type", "talk", "target", "b", "text", "Say \"friend\"\nand enter");
    Resolution good = sometimes(words, Resolution::success);
    assertTrue(good.description().contains("“Say 'friend' and enter.”"), good.description());
    assertTrue(good.relationshipChanges().contains(new RelationshipChange("b", "a", 6)));
    Resolution bad = sometimes(words, said -> !said.success());
    assertEquals(List.of(new RelationshipChange("b", "a", -4)), bad.relationshipChanges());
    stage.does(BEN, Map.of("action_type", "move", "target", "kitchen"));
    assertEquals(List.of(), resolved(words, 1).relationshipChanges());
  }

  @Test
  @DisplayName("Every option can be sent as it stands, and leads to something that can be told")
  void options() {
    stage.does(ANNA, Map.of("text", "take the lamp"));
    List<Option> options = director.options(stage.view(), stage.view().playedBy(ANNA).orElseThrow());
    List<String> labels = options.stream().map(Option::label).toList();
    assertTrue(labels.containsAll(List.of("Search the hall", "Talk to Bo", "Go to the kitchen", "Use the lamp",
        "Give the lamp to Bo", "Help the cat", "Wait and watch")), labels.toString());
    for (Option option : options) {
      assertTrue(StoryAction.flaw(option.action()).isEmpty());
      assertFalse(resolved(option.action(), 1).description().isBlank(), option.label());
    }
  }
}
