package io.tutti.story;

import io.tutti.identity.UserId;
import java.util.List;

/** Small stories for tests. */
public final class Stories {

  private Stories() {}

  /** Two rooms and an attic without stairs, a lamp; Anna and Ben play, and a cat that nobody plays. */
  public static StoryDescription house(TurnRules rules, boolean open) {
    World world = new World("The House", "A house.", "It is dark.",
        List.of(
            new Place("hall", "the hall", "long and cold", List.of("kitchen"), List.of("a draught comes from the wall")),
            new Place("kitchen", "the kitchen", "warm", List.of("hall"), List.of()),
            new Place("attic", "the attic", "dusty", List.of(), List.of("the will is a forgery"))),
        List.of(new Item("lamp", "the lamp", "made of brass", "hall"), new Item("bell", "the bell", "small", "cat"),
            new Item("will", "the will", "yellow", "attic")));
    return new StoryDescription(world, List.of(
        character("a", "Ada", Stage.ANNA), character("b", "Bo", Stage.BEN),
        new StoryCharacter("cat", "the cat", "", List.of("curious"), null, "hall")), rules, NarrativeStyle.NOIR, open,
            42, "en");
  }

  public static StoryDescription house() {
    return house(new TurnRules(true, true, 60_000L, false), false);
  }

  private static StoryCharacter character(String id, String name, UserId player) {
    return new StoryCharacter(id, name, "", List.of("brave"), player, "hall");
  }
}
