package io.tutti.story;

import static io.tutti.story.Stage.ANNA;
import static io.tutti.story.Stage.BEN;
import static io.tutti.story.Stage.CARL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import io.tutti.story.StoryEvent.Acted;
import io.tutti.story.StoryEvent.CharacterEntered;
import io.tutti.story.StoryEvent.StoryBegun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActionsTest {

  private static final Map<String, Object> LOOK = Map.of("action_type", "investigate");

  private final Stage stage = stage(FixedDirector.agreeing());

  private static Stage stage(Director director) {
    return new Stage(7, director, (view, turn, seed, progress) -> new Narrative("Told.", new Authorship("model", null, 5)))
        .with(ANNA, BEN);
  }

  private void begin(boolean open) {
    stage.wish(ANNA, new StoryCommand.Begin(Stories.house(TurnRules.standard(), open)));
  }

  private void assertRefused(ErrorCode code, UserId user, Map<String, Object> action) {
    StorySnapshot before = stage.story().snapshot();
    Verdict<StoryEvent> verdict = stage.wish(user, new StoryCommand.Act(action));
    assertEquals(code, assertInstanceOf(Verdict.Refused.class, verdict, () -> "taken: " + action.keySet()).code());
    assertEquals(before, stage.story().snapshot(), "nothing changed");
  }

  @Test
  @DisplayName("[STO1] In a session without a story the first action begins the standard one, and its actor enters it")
  void standardStory() {
    stage.does(ANNA, LOOK);
    assertInstanceOf(StoryBegun.class, stage.log.get(0));
    CharacterEntered entered = assertInstanceOf(CharacterEntered.class, stage.log.get(1));
    assertEquals("Anna", entered.character().name());
    assertEquals("player-1", assertInstanceOf(Acted.class, stage.log.get(2)).character());
    assertEquals(StoryDescription.standard(7), stage.view().description());
  }

  @Test
  @DisplayName("[STO1] A refused action begins no story")
  void noStory() {
    assertRefused(ErrorCode.NOT_FOUND, ANNA, Map.of("action_type", "talk", "target", "Nobody"));
    assertTrue(stage.story().view().isEmpty());
  }

  @Test
  @DisplayName("[STO1] Another story takes the place of the first, and only the tokens stay")
  void replaced() {
    begin(false);
    stage.does(ANNA, LOOK);
    stage.does(BEN, LOOK);
    assertEquals(1, stage.story().turn());
    begin(false);
    assertEquals(0, stage.story().turn());
    assertEquals(List.of(), stage.story().turns());
    assertEquals(5, stage.story().tokens());
  }

  @Test
  @DisplayName("[STO2] An action without a type and a text, with a text of 100 KB, or that is no action at all is refused")
  void malformed() {
    begin(false);
    assertRefused(ErrorCode.BAD_MESSAGE, ANNA, Map.of());
    assertRefused(ErrorCode.BAD_MESSAGE, ANNA, Map.of("text", "  "));
    assertRefused(ErrorCode.BAD_MESSAGE, ANNA, Map.of("action_type", 5L));
    assertRefused(ErrorCode.BAD_MESSAGE, ANNA, Map.of("action_type", "look", "target", List.of("x")));
    assertRefused(ErrorCode.BAD_MESSAGE, ANNA, Map.of("action_type", "x".repeat(65)));
    assertRefused(ErrorCode.BAD_MESSAGE, ANNA, Map.of("action_type", "look", "parameters", Map.of("__proto__", 1L)));
    assertRefused(ErrorCode.TOO_LARGE, ANNA, Map.of("text", "x".repeat(100_000)));
    assertRefused(ErrorCode.TOO_LARGE, ANNA, Map.of("text", "x".repeat(4_001)));
    assertRefused(ErrorCode.TOO_LARGE, ANNA, Map.of("action_type", "look", "parameters", Map.of("a", "x".repeat(20_000))));
    Object nested = 1L;
    for (int i = 0; i < 10_000; i++) {
      nested = List.of(nested);
    }
    assertRefused(ErrorCode.BAD_MESSAGE, ANNA, Map.of("action_type", "look", "parameters", nested));
    assertInstanceOf(Verdict.Accepted.class, stage.wish(ANNA, new StoryCommand.Act(Map.of("text", "x".repeat(4_000)))));
  }

  @Test
  @DisplayName("[STO3] Nobody acts for another's character, for one that does not exist, or without one in a closed story")
  void whoseCharacter() {
    stage.with(CARL);
    begin(false);
    assertRefused(ErrorCode.FORBIDDEN, ANNA, Map.of("text", "hi", "character", "b"));
    assertRefused(ErrorCode.FORBIDDEN, ANNA, Map.of("text", "hi", "character", "bo"));
    assertRefused(ErrorCode.FORBIDDEN, ANNA, Map.of("text", "hi", "character", "cat"));
    assertRefused(ErrorCode.NOT_FOUND, ANNA, Map.of("text", "hi", "character", "dog"));
    assertRefused(ErrorCode.FORBIDDEN, CARL, Map.of("text", "hi"));
    assertRefused(ErrorCode.FORBIDDEN, CARL, Map.of("text", "hi", "character", "cat"));
    stage.does(ANNA, Map.of("text", "hi", "character", "Ada"));
  }

  @Test
  @DisplayName("[STO4] Targets are characters, players, places and items, by id or name in any case; others are refused")
  void targets() {
    begin(false);
    assertRefused(ErrorCode.NOT_FOUND, ANNA, Map.of("action_type", "talk", "target", "Sherlock"));
    for (String target : List.of("b", "BO", "ben", "the cat", "kitchen", "The Attic", "lamp", "THE BELL")) {
      assertInstanceOf(Verdict.Accepted.class,
          stage.wish(ANNA, new StoryCommand.Act(Map.of("action_type", "look", "target", target))), target);
    }
  }

  @Test
  @DisplayName("[STO4] Who is here and has not acted yet may be named, and becomes a character by it; not where the story is closed")
  void namedOutsider() {
    stage.with(CARL);
    begin(true);
    stage.does(ANNA, Map.of("action_type", "dialogue", "target", "carl"));
    assertEquals("Carl", stage.view().playedBy(CARL).orElseThrow().name());
    stage.leaves(CARL);
    UserId dora = new UserId("dora");
    stage.with(dora);
    assertRefused(ErrorCode.NOT_FOUND, ANNA, Map.of("action_type", "dialogue", "target", "Eve"));
    begin(false);
    assertRefused(ErrorCode.NOT_FOUND, ANNA, Map.of("action_type", "dialogue", "target", "Dora"));
  }

  @Test
  @DisplayName("[STO4] In a session without a story both become characters by the first action")
  void namedAtTheBeginning() {
    stage.does(ANNA, Map.of("action_type", "dialogue", "target", "ben"));
    assertEquals("player-1", stage.view().playedBy(ANNA).orElseThrow().id());
    assertEquals("player-2", stage.view().playedBy(BEN).orElseThrow().id());
    assertEquals("Ben", stage.view().playedBy(BEN).orElseThrow().name());
  }

  @Test
  @DisplayName("[STO5] In an open story a newcomer becomes a character, or takes over one that nobody plays, but none that somebody does")
  void entering() {
    stage.with(CARL);
    begin(true);
    assertRefused(ErrorCode.FORBIDDEN, CARL, Map.of("text", "hi", "character", "a"));
    stage.does(CARL, Map.of("text", "Meow", "character", "cat"));
    assertEquals("cat", stage.view().playedBy(CARL).orElseThrow().id());
    UserId dora = new UserId("dora");
    stage.with(dora);
    stage.does(dora, LOOK);
    assertEquals("player-1", stage.view().playedBy(dora).orElseThrow().id());
    assertEquals("hall", stage.view().placeOf("player-1").id());
  }

  @Test
  @DisplayName("[STO5] When there are 64 characters, one of an absent player is taken over; with none of those there is no room")
  void full() {
    begin(true);
    List<UserId> guests = new ArrayList<>();
    for (int i = 0; i < 61; i++) {
      UserId guest = new UserId("guest" + i);
      guests.add(guest);
      stage.with(guest);
      stage.does(guest, LOOK);
    }
    assertEquals(64, stage.view().characters().size());
    stage.with(CARL);
    assertRefused(ErrorCode.UNAVAILABLE, CARL, LOOK);
    stage.leaves(guests.get(30));
    stage.does(CARL, LOOK);
    assertEquals(64, stage.view().characters().size());
    assertEquals("player-31", stage.view().playedBy(CARL).orElseThrow().id());
  }

  private Acted after(Resolution resolution) {
    Stage other = stage(new FixedDirector(resolution));
    other.judgesStateBy(patch -> patch.containsKey("no") ? StateGate.Admitted.NOTHING : new StateGate.Admitted(patch, 3));
    other.wish(ANNA, new StoryCommand.Begin(Stories.house(new TurnRules(false, true, null, false), false)));
    other.does(ANNA, LOOK);
    return assertInstanceOf(Acted.class, other.log.get(1));
  }

  @Test
  @DisplayName("[STO8] Unknown people, places and things, ways that do not exist and hands that are elsewhere are left out")
  void leftOut() {
    Resolution wild = new Resolution(true, "x".repeat(9_000) + "\u0000", Map.of("no", 1L),
        List.of(new RelationshipChange("a", "b", 500), new RelationshipChange("a", "a", 5),
            new RelationshipChange("a", "ghost", 5), new RelationshipChange("b", "a", 0)),
        List.of("found", "found", " ", "y".repeat(900)), "attic",
        List.of(new ItemMove("lamp", "a"), new ItemMove("will", "a"), new ItemMove("crown", "a"),
            new ItemMove("bell", "kitchen"), new ItemMove("bell", "hall"), new ItemMove("lamp", "hall")),
        true, new Authorship("somebody", null, -5));
    Acted acted = after(wild);
    assertEquals(4_000, acted.result().description().length());
    assertEquals(Map.of(), acted.stateUpdates());
    assertEquals(0, acted.stateVersion());
    assertEquals(List.of(new RelationshipChange("a", "b", 100)), acted.result().relationshipChanges());
    assertEquals(List.of("found", "y".repeat(500)), acted.result().discoveries());
    assertEquals(null, acted.result().movesTo());
    assertEquals(List.of(new ItemMove("lamp", "a"), new ItemMove("bell", "hall")), acted.result().itemMoves());
    assertEquals(0, acted.result().authorship().tokens());
  }

  @Test
  @DisplayName("[STO8] State updates that the state takes go with the action as one version; those that are too large are not even asked about")
  void stateUpdates() {
    Acted taken = after(new Resolution(
        true, "Done.", Map.of("door", "open"), List.of(), List.of(), "kitchen", List.of(), false, Authorship.rules()));
    assertEquals(Map.of("door", "open"), taken.stateUpdates());
    assertEquals(3, taken.stateVersion());
    assertEquals("kitchen", taken.result().movesTo());
    Map<String, Object> huge = new HashMap<>(Map.of("a", "x".repeat(40_000)));
    Acted without = after(new Resolution(
        true, "Done.", huge, List.of(), List.of(), null, List.of(), false, Authorship.rules()));
    assertEquals(Map.of(), without.stateUpdates());
    assertEquals(0, without.stateVersion());
  }
}
