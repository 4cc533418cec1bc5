package io.tutti.story;

import io.tutti.identity.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A story as it is at one moment, for agents and readers.
 *
 * <p>{@code characters} in order of arrival. {@code whereabouts}: the place of each character, and of each item the place or
 * character that has it. {@code acted}: what happened in the current turn so far. {@code recent}: the last turns that
 * are over, oldest first, at most {@value #RECENT}. {@code tokens}: what language models have charged so far.
 * Immutable.
 */
public record StoryView(
    StoryDescription description,
    List<StoryCharacter> characters,
    Map<String, String> whereabouts,
    List<Relationship> relationships,
    List<Discovery> discoveries,
    int turn,
    boolean ending,
    List<StoryEvent.Acted> acted,
    List<TurnRecord> recent,
    long tokens) {

  public static final int RECENT = 3;

  public StoryView {
    characters = List.copyOf(characters);
    whereabouts = Collections.unmodifiableMap(new LinkedHashMap<>(whereabouts));
    relationships = List.copyOf(relationships);
    discoveries = List.copyOf(discoveries);
    acted = List.copyOf(acted);
    recent = List.copyOf(recent);
  }

  /** The character of that id, or empty. */
  public Optional<StoryCharacter> character(String id) {
    return characters.stream().filter(character -> character.id().equals(id)).findFirst();
  }

  /** The character whom {@code user} plays, or empty. */
  public Optional<StoryCharacter> playedBy(UserId user) {
    return characters.stream().filter(character -> character.isPlayedBy(user)).findFirst();
  }

  /** The place where the character {@code id} is; the entrance for one who is unknown. */
  public Place placeOf(String id) {
    String place = whereabouts.get(id);
    return description.world().place(place == null ? "" : place).orElse(description.world().entrance());
  }

  /** What {@code from} thinks of {@code to}, −100 to 100. */
  public int relationship(String from, String to) {
    return relationships.stream()
        .filter(relationship -> relationship.from().equals(from) && relationship.to().equals(to))
        .mapToInt(Relationship::value)
        .findFirst()
        .orElse(0);
  }
}
