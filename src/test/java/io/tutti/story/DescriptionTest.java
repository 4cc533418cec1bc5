package io.tutti.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DescriptionTest {

  private static final Place HALL = new Place("hall", "the hall", "", List.of(), List.of());

  private static World world(List<Place> places, List<Item> items) {
    return new World("Title", "", "", places, items);
  }

  private static StoryDescription story(World world, List<StoryCharacter> characters, boolean open, long seed,
      String language) {
    return new StoryDescription(world, characters, TurnRules.standard(), NarrativeStyle.NOIR, open, seed, language);
  }

  private static StoryCharacter character(String id, io.tutti.identity.UserId player, String place) {
    return new StoryCharacter(id, id, "", List.of(), player, place);
  }

  @Test
  @DisplayName("A world needs a place, ways that lead somewhere, and distinct names")
  void worlds() {
    assertThrows(IllegalArgumentException.class, () -> world(List.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> world(List.of(HALL, HALL), List.of()));
    assertThrows(IllegalArgumentException.class,
        () -> world(List.of(new Place("hall", "the hall", "", List.of("nowhere"), List.of())), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Place("constructor", "x", "", List.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Place("a b", "x", "", List.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Place("a", " ", "", List.of(), List.of()));
    assertThrows(IllegalArgumentException.class,
        () -> new Place("a", "x", "", List.of(), Collections.nCopies(17, "secret")));
  }

  @Test
  @DisplayName("Characters stand somewhere, things lie somewhere, and one person plays one character")
  void characters() {
    World world = world(List.of(HALL), List.of());
    assertThrows(IllegalArgumentException.class, () -> story(world, List.of(character("a", null, "nowhere")), true,
        0, "en"));
    assertThrows(IllegalArgumentException.class, () -> story(world, List.of(character("hall", null, "hall")), true,
        0, "en"));
    assertThrows(IllegalArgumentException.class, () -> story(world,
        List.of(character("a", Stage.ANNA, "hall"), character("b", Stage.ANNA, "hall")), true, 0, "en"));
    World lost = world(List.of(HALL), List.of(new Item("lamp", "the lamp", "", "nowhere")));
    assertThrows(IllegalArgumentException.class, () -> story(lost, List.of(), true, 0, "en"));
  }

  @Test
  @DisplayName("Somebody can play, a turn can end, the seed fits, and the language is English")
  void rules() {
    World world = world(List.of(HALL), List.of());
    assertThrows(IllegalArgumentException.class, () -> story(world, List.of(), false, 0, "en"));
    assertThrows(IllegalArgumentException.class, () -> story(world, List.of(), true, -1, "en"));
    assertThrows(IllegalArgumentException.class, () -> story(world, List.of(), true, 1L << 53, "en"));
    assertThrows(IllegalArgumentException.class, () -> story(world, List.of(), true, 0, "de"));
    assertThrows(IllegalArgumentException.class, () -> new TurnRules(false, false, null, false));
    assertThrows(IllegalArgumentException.class, () -> new TurnRules(true, false, 999L, false));
  }

  @Test
  @DisplayName("The standard story can be begun with any seed")
  void standard() {
    for (long seed : new long[] {0, 1, StoryDescription.MAX_SEED}) {
      assertEquals(seed, StoryDescription.standard(seed).seed());
    }
    assertFalse(StoryDescription.standard(0).characters().isEmpty());
  }
}
