package io.tutti.story;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a director makes of an action.
 *
 * <p>{@code stateUpdates}: a merge patch for the session's shared state, plain values. {@code movesTo}: the place to
 * which the acting character goes, or null. {@code turnComplete}: the turn should end now; counts where the story's
 * rules let the director end turns. Nothing here is believed: {@link Story} keeps what the world admits (rule STO8).
 * Immutable, as long as the map is not changed.
 */
public record Resolution(
    boolean success,
    String description,
    Map<String, @Nullable Object> stateUpdates,
    List<RelationshipChange> relationshipChanges,
    List<String> discoveries,
    @Nullable String movesTo,
    List<ItemMove> itemMoves,
    boolean turnComplete,
    Authorship authorship) {

  public static final int MAX_DESCRIPTION = 4_000;

  public Resolution {
    relationshipChanges = List.copyOf(relationshipChanges);
    discoveries = List.copyOf(discoveries);
    itemMoves = List.copyOf(itemMoves);
  }

  /** A resolution that changes nothing but says something. */
  public static Resolution of(boolean success, String description, Authorship authorship) {
    return new Resolution(success, description, Map.of(), List.of(), List.of(), null, List.of(), false, authorship);
  }

  /** The same, told in other words, by somebody else. */
  public Resolution told(String words, Authorship by) {
    return new Resolution(
        success, words, stateUpdates, relationshipChanges, discoveries, movesTo, itemMoves, turnComplete, by);
  }
}
