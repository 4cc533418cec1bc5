package io.tutti.story;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A story to go on from; {@code description} is null where none has begun. {@code acted}: what has happened in the
 * current turn and, while it ends, already in the next one. {@code turnStartedAt}: when the turn's first action was
 * taken into the log (milliseconds since 1970), or null. Immutable.
 */
public record StorySnapshot(
    @Nullable StoryDescription description,
    List<StoryCharacter> characters,
    Map<String, String> whereabouts,
    List<Relationship> relationships,
    List<Discovery> discoveries,
    int turn,
    StoryEvent.@Nullable TurnEnding ending,
    List<StoryEvent.Acted> acted,
    List<TurnRecord> turns,
    @Nullable Long turnStartedAt,
    long tokens) {

  public StorySnapshot {
    characters = List.copyOf(characters);
    whereabouts = Collections.unmodifiableMap(new LinkedHashMap<>(whereabouts));
    relationships = List.copyOf(relationships);
    discoveries = List.copyOf(discoveries);
    acted = List.copyOf(acted);
    turns = List.copyOf(turns);
  }
}
