package io.tutti.story;

import io.tutti.identity.PlainValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of a director's resolution the world admits (rule STO8): a director may be mistaken, and a language model may
 * have been talked into anything. What does not fit is left out, never refused. Immutable.
 */
final class Admissible {

  static final int MAX_CHANGES = 16;
  static final int MAX_DISCOVERIES = 8;
  static final int MAX_ITEM_MOVES = 8;
  static final int MAX_STATE_BYTES = 32 * 1024;
  static final int MAX_STATE_DEPTH = 16;

  private final StoryView view;
  private final StoryCharacter actor;
  private final Place here;

  Admissible(StoryView view, StoryCharacter actor) {
    this.view = view;
    this.actor = actor;
    this.here = view.placeOf(actor.id());
  }

  /** What is left of {@code resolution}; its state updates are already {@code admitted}. */
  Resolution of(Resolution resolution, Map<String, @Nullable Object> admitted) {
    String description = Texts.clipped(resolution.description(), Resolution.MAX_DESCRIPTION).strip();
    return new Resolution(
        resolution.success(),
        description.isEmpty() ? actor.name() + " acts." : description,
        admitted,
        first(MAX_CHANGES, resolution.relationshipChanges(), this::admits),
        discoveries(resolution.discoveries()),
        place(resolution.movesTo()),
        first(MAX_ITEM_MOVES, resolution.itemMoves(), this::admits),
        resolution.turnComplete() && view.description().rules().directorEnds(),
        resolution.authorship());
  }

  /** Whether the shared state may be asked about {@code patch} at all. */
  static boolean mayChangeState(Map<String, @Nullable Object> patch) {
    return PlainValues.flaw(patch, MAX_STATE_DEPTH).isEmpty() && PlainValues.bytes(patch) <= MAX_STATE_BYTES;
  }

  private static <T> List<T> first(int max, List<T> wishes, Predicate<T> admitted) {
    return wishes.stream().filter(admitted).limit(max).toList();
  }

  private boolean admits(RelationshipChange change) {
    return change.change() != 0 && !change.from().equals(change.to())
        && view.character(change.from()).isPresent() && view.character(change.to()).isPresent();
  }

  /** Things go from hand to hand, or lie down, at one place. */
  private boolean admits(ItemMove move) {
    String holder = view.whereabouts().get(move.item());
    return view.description().world().item(move.item()).isPresent() && holder != null && !holder.equals(move.to())
        && isHere(holder) && isHere(move.to());
  }

  private boolean isHere(String id) {
    return id.equals(here.id()) || (view.character(id).isPresent() && view.placeOf(id).equals(here));
  }

  private @Nullable String place(@Nullable String wish) {
    return wish != null && here.connections().contains(wish) && !wish.equals(here.id()) ? wish : null;
  }

  private List<String> discoveries(List<String> wishes) {
    List<String> admitted = new ArrayList<>();
    for (String wish : wishes) {
      String text = Texts.clipped(wish, World.MAX_FINDING).strip();
      if (!text.isEmpty() && !admitted.contains(text) && admitted.size() < MAX_DISCOVERIES && !known(text)) {
        admitted.add(text);
      }
    }
    return List.copyOf(admitted);
  }

  private boolean known(String text) {
    return view.discoveries().stream()
        .anyMatch(discovery -> discovery.text().equals(text) && discovery.character().equals(actor.id()));
  }
}
