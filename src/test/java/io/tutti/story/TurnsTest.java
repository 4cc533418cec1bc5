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
import io.tutti.story.StoryEvent.TurnCompleted;
import io.tutti.story.StoryEvent.TurnEnding;
import io.tutti.story.StoryEvent.TurnEnding.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final Map<String, Object> LOOK = Map.of("action_type", "investigate");

  private final Stage stage = stage(FixedDirector.agreeing());

  private static Stage stage(Director director) {
    return new Stage(7, director, (view, turn, seed, progress) ->
        new Narrative("Turn " + view.turn() + ": " + turn.size() + " deeds.", Authorship.rules())).with(ANNA, BEN);
  }

  private void begin(StoryDescription description) {
    stage.wish(ANNA, new StoryCommand.Begin(description));
  }

  private static void assertRefused(ErrorCode code, Verdict<StoryEvent> verdict) {
    assertEquals(code, assertInstanceOf(Verdict.Refused.class, verdict).code());
  }

  private Verdict<StoryEvent> act(UserId user, Map<String, Object> action) {
    return stage.story().decide(new StoryCommand.Act(action), user, stage.context());
  }

  private List<String> deeds(int turn) {
    return stage.log.stream()
        .filter(event -> event instanceof Acted acted && acted.turn() == turn)
        .map(event -> ((Acted) event).character())
        .toList();
  }

  private Optional<Reason> endOf(int turn) {
    return stage.log.stream()
        .filter(event -> event instanceof TurnEnding ending && ending.turn() == turn)
        .map(event -> ((TurnEnding) event).reason())
        .findFirst();
  }

  @Test
  @DisplayName("[STO12] When all have acted, those whom nobody plays act, the turn is told, and the next one begins")
  void aWholeTurn() {
    begin(Stories.house());
    stage.does(ANNA, LOOK);
    assertEquals(0, stage.story().turn());
    assertEquals(List.of(BEN), stage.story().awaited(stage.context()));
    stage.does(BEN, LOOK);
    assertEquals(List.of("a", "b", "cat"), deeds(0));
    assertEquals(Optional.of(Reason.ALL_ACTED), endOf(0));
    assertEquals(1, stage.story().turn());
    assertEquals("Turn 0: 3 deeds.", stage.story().turns().get(0).narrative().text());
    assertEquals(List.of(ANNA, BEN), stage.story().awaited(stage.context()));
  }

  @Test
  @DisplayName("[STO6] Whoever has acted waits for the others")
  void notTwice() {
    begin(Stories.house());
    stage.does(ANNA, LOOK);
    assertRefused(ErrorCode.INVALID_OP, act(ANNA, LOOK));
  }

  @Test
  @DisplayName("[STO6] An actor has one unresolved action, and gets it back when the agent fails")
  void oneUnresolved() {
    begin(Stories.house());
    StoryWork work = stage.starts(ANNA, LOOK);
    assertRefused(ErrorCode.INVALID_OP, act(ANNA, LOOK));
    stage.story().release(work);
    assertInstanceOf(Verdict.Accepted.class, act(ANNA, LOOK));
  }

  @Test
  @DisplayName("[STO6] A session has 32 unresolved actions, and a turn 200 in all")
  void bounds() {
    begin(Stories.house(new TurnRules(false, true, null, false), true));
    for (int i = 0; i < 32; i++) {
      UserId user = new UserId("guest" + i);
      stage.with(user);
      stage.starts(user, LOOK);
    }
    assertRefused(ErrorCode.UNAVAILABLE, act(ANNA, LOOK));
    Stage other = stage(FixedDirector.agreeing());
    other.wish(ANNA, new StoryCommand.Begin(Stories.house(new TurnRules(false, true, null, false), true)));
    for (int i = 0; i < 200; i++) {
      other.does(ANNA, LOOK);
    }
    assertRefused(ErrorCode.INVALID_OP, other.story().decide(new StoryCommand.Act(LOOK), ANNA, other.context()));
  }

  @Test
  @DisplayName("[STO7] Two actions of one turn are resolved at once, in any order, and both count")
  void twoAtOnce() {
    begin(Stories.house());
    StoryWork annas = stage.starts(ANNA, LOOK);
    StoryWork bens = stage.starts(BEN, LOOK);
    stage.finish(bens);
    assertEquals(List.of("b"), deeds(0));
    stage.finish(annas);
    stage.settle();
    assertEquals(List.of("b", "a", "cat"), deeds(0));
    assertEquals(1, stage.story().turn());
  }

  @Test
  @DisplayName("[STO7] A resolution that comes twice, or after the story was replaced, comes to nothing")
  void stale() {
    begin(Stories.house());
    StoryWork work = stage.starts(ANNA, LOOK);
    stage.finish(work);
    assertEquals(Verdict.accept(), stage.finish(work));
    StoryWork bens = stage.starts(BEN, LOOK);
    begin(Stories.house());
    assertEquals(Verdict.accept(), stage.finish(bens));
    assertEquals(List.of(ANNA, BEN), stage.story().awaited(stage.context()));
  }

  @Test
  @DisplayName("[STO7] Who leaves while the action is being resolved has acted all the same")
  void leavesDuringResolution() {
    begin(Stories.house());
    StoryWork work = stage.starts(ANNA, LOOK);
    stage.leaves(ANNA);
    stage.finish(work);
    assertEquals(List.of("a"), deeds(0));
  }

  @Test
  @DisplayName("[STO9] The turn does not wait for whoever leaves in the middle of it")
  void leavesInMidTurn() {
    begin(Stories.house());
    stage.does(ANNA, LOOK);
    stage.leaves(BEN);
    stage.wish(null, new StoryCommand.Review());
    stage.settle();
    assertEquals(1, stage.story().turn());
    assertEquals(List.of("a", "cat"), deeds(0));
  }

  @Test
  @DisplayName("[STO9] A turn in which nobody has acted does not end because nobody is there")
  void nobodyThere() {
    begin(Stories.house());
    stage.leaves(ANNA);
    stage.leaves(BEN);
    assertEquals(Verdict.accept(), stage.wish(null, new StoryCommand.Review()));
  }

  @Test
  @DisplayName("[STO9] An open story waits for everybody who is present, a closed one for its players")
  void awaited() {
    stage.with(CARL);
    begin(Stories.house());
    assertEquals(List.of(ANNA, BEN), stage.story().awaited(stage.context()));
    begin(Stories.house(TurnRules.standard(), true));
    assertEquals(List.of(ANNA, BEN, CARL), stage.story().awaited(stage.context()));
  }

  @Test
  @DisplayName("[STO10] [STO13] Who acts while the turn is being told acts in the next one, which ends at once when all have")
  void actsWhileItEnds() {
    begin(Stories.house());
    StoryWork early = stage.starts(ANNA, LOOK);
    stage.wish(ANNA, new StoryCommand.EndTurn(null));
    stage.finish(early);
    stage.does(BEN, LOOK);
    assertEquals(List.of("cat"), deeds(0));
    assertEquals(List.of("a", "b", "cat"), deeds(1));
    assertEquals(Optional.of(Reason.ALL_ACTED), endOf(1));
    assertEquals(2, stage.story().turn());
  }

  @Test
  @DisplayName("[STO12] While an agent is at work for the turn's end nothing else is given away, and what failed is given again")
  void oneAtATime() {
    begin(Stories.house());
    stage.wish(ANNA, new StoryCommand.EndTurn(0));
    StoryWork cat = stage.story().takeDue().orElseThrow();
    assertEquals(Optional.empty(), stage.story().takeDue());
    stage.story().release(cat);
    assertInstanceOf(StoryWork.PlayCharacter.class, stage.story().takeDue().orElseThrow());
  }

  @Test
  @DisplayName("[STO12] A character that gets a player while the director thinks for it is left to the player")
  void takenOver() {
    begin(Stories.house(TurnRules.standard(), true));
    stage.with(CARL);
    stage.wish(ANNA, new StoryCommand.EndTurn(0));
    StoryWork cat = stage.story().takeDue().orElseThrow();
    stage.starts(CARL, Map.of("text", "Meow", "character", "cat"));
    assertEquals(Verdict.accept(), stage.finish(cat));
    stage.settle();
    assertEquals(1, stage.story().turn());
    assertEquals(List.of(), deeds(0));
  }

  @Test
  @DisplayName("[STO11] A host ends the turn that is meant, once, where the rules say so")
  void hostEnds() {
    assertRefused(ErrorCode.NOT_FOUND, stage.wish(ANNA, new StoryCommand.EndTurn(null)));
    begin(Stories.house());
    assertRefused(ErrorCode.INVALID_OP, stage.wish(ANNA, new StoryCommand.EndTurn(3)));
    stage.wish(ANNA, new StoryCommand.EndTurn(0));
    assertRefused(ErrorCode.INVALID_OP, stage.wish(ANNA, new StoryCommand.EndTurn(0)));
    stage.settle();
    assertRefused(ErrorCode.INVALID_OP, stage.wish(ANNA, new StoryCommand.EndTurn(0)));
    assertEquals(new TurnEnding(0, Reason.HOST, ANNA), stage.log.get(1));
    begin(Stories.house(new TurnRules(true, false, null, false), false));
    assertRefused(ErrorCode.INVALID_OP, stage.wish(ANNA, new StoryCommand.EndTurn(0)));
  }

  @Test
  @DisplayName("[STO14] The time of a turn runs from its first action, and ends it")
  void timeLimit() {
    begin(Stories.house());
    stage.passes(1_000_000);
    assertEquals(Optional.empty(), stage.story().deadline());
    stage.does(ANNA, LOOK);
    long deadline = stage.story().deadline().orElseThrow();
    assertEquals(stage.context().now() + 60_000, deadline);
    stage.passes(59_999);
    assertEquals(Verdict.accept(), stage.wish(null, new StoryCommand.Review()));
    stage.passes(1);
    stage.wish(null, new StoryCommand.Review());
    stage.settle();
    assertEquals(Optional.of(Reason.TIME), endOf(0));
    assertEquals(1, stage.story().turn());
    assertEquals(Optional.empty(), stage.story().deadline());
  }

  @Test
  @DisplayName("[STO8] A director's hint ends the turn only where the rules let it")
  void hint() {
    Resolution hinting = new Resolution(
        true, "Enough.", Map.of(), List.of(), List.of(), null, List.of(), true, Authorship.rules());
    for (boolean may : new boolean[] {true, false}) {
      Stage other = stage(new FixedDirector(hinting));
      other.wish(ANNA, new StoryCommand.Begin(Stories.house(new TurnRules(false, true, null, may), false)));
      other.does(ANNA, LOOK);
      assertEquals(may ? 1 : 0, other.story().turn());
    }
  }

  @Test
  @DisplayName("[STO16] A replay asks nobody and gives the same story, and a snapshot goes on in its place, in the middle of anything")
  void replay() {
    begin(Stories.house(TurnRules.standard(), true));
    stage.with(CARL);
    for (UserId user : List.of(ANNA, BEN, CARL, ANNA)) {
      stage.does(user, LOOK);
      StorySnapshot snapshot = stage.story().snapshot();
      assertEquals(snapshot, Story.restored(7, snapshot).snapshot());
      stage.restarts(7);
      assertEquals(snapshot, stage.story().snapshot());
    }
    stage.wish(ANNA, new StoryCommand.EndTurn(null));
    stage.restarts(7);
    stage.settle();
    assertEquals(2, stage.story().turn());
    assertInstanceOf(TurnCompleted.class, stage.log.get(stage.log.size() - 1));
  }

  @Test
  @DisplayName("[STO16] Memory keeps the last 50 narratives and 500 discoveries")
  void bounded() {
    int[] count = {0};
    Stage long_ = stage(new Director() {
      @Override
      public Resolution resolve(StoryView view, ActionTicket ticket) {
        List<String> found = List.of("x" + count[0]++, "x" + count[0]++, "x" + count[0]++, "x" + count[0]++, "x"
            + count[0]++);
        return new Resolution(true, "Found.", Map.of(), List.of(), found, null, List.of(), false, Authorship.rules());
      }

      @Override
      public Map<String, Object> play(StoryView view, StoryCharacter character, long seed) {
        return LOOK;
      }

      @Override
      public List<Option> options(StoryView view, StoryCharacter character) {
        return List.of();
      }
    });
    long_.wish(ANNA, new StoryCommand.Begin(Stories.house()));
    for (int i = 0; i < 60; i++) {
      long_.does(ANNA, LOOK);
      long_.does(BEN, LOOK);
    }
    assertEquals(60, long_.story().turn());
    assertEquals(50, long_.story().turns().size());
    assertEquals(10, long_.story().turns().get(0).turn());
    assertEquals(500, long_.view().discoveries().size());
    assertTrue(long_.view().recent().size() == StoryView.RECENT);
  }
}
