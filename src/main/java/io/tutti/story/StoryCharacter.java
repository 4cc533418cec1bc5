package io.tutti.story;

import io.tutti.identity.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a story. {@code player}: who plays the character; null where the director does. {@code traits}: single
 * words such as {@code brave}, at most 12. {@code place}: where the character begins. Immutable.
 */
public record StoryCharacter(
    String id, String name, String persona, List<String> traits, @Nullable UserId player, String place) {

  public StoryCharacter {
    Texts.id("a character", id);
    Texts.required("a character's name", name, World.MAX_NAME);
    Texts.optional("a character's persona", persona, World.MAX_TEXT);
    traits = List.copyOf(traits);
    Texts.atMost("traits of one character", traits, 12);
    traits.forEach(trait -> Texts.required("a trait", trait, 40));
    Texts.id("a character's place", place);
  }

  /** The same character, played by {@code user}. */
  public StoryCharacter playedBy(UserId user) {
    return new StoryCharacter(id, name, persona, traits, user, place);
  }

  /** Whether {@code user} plays this character. */
  public boolean isPlayedBy(UserId user) {
    return user.equals(player);
  }
}
