package io.tutti.story;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a story begins with.
 *
 * <p>{@code open}: whether whoever takes part becomes a character (rule STO5). {@code seed}: 0 to 2^53 − 1, the source
 * of all chance. {@code language}: {@code en}. Up to 32 characters, whose ids are distinct from each other and from
 * those of places, who stand at places that exist, each played by another user. Immutable.
 */
public record StoryDescription(
    World world,
    List<StoryCharacter> characters,
    TurnRules rules,
    NarrativeStyle style,
    boolean open,
    long seed,
    String language) {

  public static final int MAX_CHARACTERS = 32;
  public static final long MAX_SEED = (1L << 53) - 1;

  /**
   * A story's description.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public StoryDescription {
    characters = List.copyOf(characters);
    Texts.atMost("characters", characters, MAX_CHARACTERS);
    Set<String> ids = new HashSet<>(Texts.distinct("characters", characters, StoryCharacter::id));
    Texts.distinct("characters", characters.stream().filter(character -> character.player() != null).toList(),
        character -> "played by " + character.player());
    for (StoryCharacter character : characters) {
      if (world.place(character.place()).isEmpty()) {
        throw new IllegalArgumentException(character.id() + " stands at " + character.place() + ", which does not exist");
      }
    }
    for (Place place : world.places()) {
      if (!ids.add(place.id())) {
        throw new IllegalArgumentException("a place and a character are both called " + place.id());
      }
    }
    for (Item item : world.items()) {
      if (!ids.contains(item.at()) || ids.contains(item.id())) {
        throw new IllegalArgumentException(item.id() + " is nowhere, or its id is taken");
      }
    }
    if (!open && characters.stream().allMatch(character -> character.player() == null)) {
      throw new IllegalArgumentException("nobody could play this story");
    }
    if (seed < 0 || seed > MAX_SEED) {
      throw new IllegalArgumentException("a seed is an integer of 0 to 2^53 − 1");
    }
    if (!language.equals("en")) {
      throw new IllegalArgumentException("stories are told in English (en)");
    }
  }

  /** The character of that id, or empty. */
  public Optional<StoryCharacter> character(String id) {
    return characters.stream().filter(character -> character.id().equals(id)).findFirst();
  }

  /** The story of a session that names none: an old house by the sea, in which every participant becomes a character. */
  public static StoryDescription standard(long seed) {
    return StandardStory.with(seed);
  }
}
