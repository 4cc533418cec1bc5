package io.tutti.story;

import java.util.List;

/** The story that is there without anybody's having written one. Immutable. */
final class StandardStory {

  private StandardStory() {}

  static StoryDescription with(long seed) {
    return new StoryDescription(world(), characters(), TurnRules.standard(), NarrativeStyle.ADVENTURE, true, seed, "en");
  }

  private static World world() {
    return new World(
        "The Lantern at Saltmoor",
        "For the first time in forty years the lighthouse of Saltmoor stayed dark last night, and its keeper has "
            + "not come down.",
        "Rain drums on the windows of the Gull and Anchor. On the bar lies the keeper's logbook, open at "
            + "yesterday's empty page.",
        List.of(
            new Place("inn", "the Gull and Anchor", "a low taproom that smells of smoke and wet wool", List.of("harbour"),
                List.of("the last line of the logbook was written by another hand",
                    "the innkeeper counts five glasses where four people sat last night")),
            new Place("harbour", "the harbour", "slick stones, creaking ropes and a tide that is far too low",
                List.of("inn", "causeway"),
                List.of("one boat has been rowed so recently that its thwart is still dry under the tarpaulin",
                    "a trail of lamp oil leads towards the causeway")),
            new Place("causeway", "the causeway", "a spine of rock that the sea covers twice a day",
                List.of("harbour", "lighthouse", "cave"),
                List.of("two people crossed to the lighthouse, and only one came back")),
            new Place("lighthouse", "the lighthouse", "a white tower with a cold lamp and a stair of ninety-nine steps",
                List.of("causeway"),
                List.of("the lamp was put out carefully, by somebody who knew how to light it again",
                    "the keeper's coat still hangs behind the door, and its pockets are full of sand")),
            new Place("cave", "the sea cave", "a mouth in the cliff that breathes with the waves", List.of("causeway"),
                List.of("a second lantern burns here, turned towards the open sea",
                    "crates with the mark of a ship that sank thirty years ago"))),
        List.of(
            new Item("lantern", "the storm lantern", "brass, dented, and still half full of oil", "inn"),
            new Item("logbook", "the keeper's logbook", "forty years of nights, one line for each", "inn"),
            new Item("rope", "a coil of rope", "tarred, and as long as the tower is high", "harbour"),
            new Item("key", "the iron key", "heavy, and cold even beside the fire", "marta"),
            new Item("whistle", "the pilot's whistle", "a silver whistle that can be heard across the bay", "cave")));
  }

  private static List<StoryCharacter> characters() {
    return List.of(
        new StoryCharacter("marta", "Marta Quill", "the innkeeper, who has heard everything and tells half of it",
            List.of("cautious", "kind", "shrewd"), null, "inn"),
        new StoryCharacter("tobin", "Old Tobin", "a pilot without a ship, who looks at the sea as if it owed him something",
            List.of("curious", "stubborn"), null, "harbour"));
  }
}
