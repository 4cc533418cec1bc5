package io.tutti.story;

import io.tutti.identity.PlainValues;
import io.tutti.identity.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a story. What it says is complete: applying it asks no agent and needs no chance.
 * Immutable.
 */
public sealed interface StoryEvent {

  /** Gives the event to the case that it is. */
  <R> R match(Cases<R> cases);

  /** One reader's answer to each kind of event. */
  interface Cases<R> {
    R begun(StoryBegun event);

    R entered(CharacterEntered event);

    R acted(Acted event);

    R ending(TurnEnding event);

    R completed(TurnCompleted event);
  }

  /** A story begins, in the place of any that was there. */
  record StoryBegun(StoryDescription description) implements StoryEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.begun(this);
    }
  }

  /** A character comes into the story, or gets a player. */
  record CharacterEntered(StoryCharacter character) implements StoryEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.entered(this);
    }
  }

  /**
   * A character has acted. {@code user}: who plays it, null where the director did. {@code result}: only what the world
   * admits; its state updates have been admitted by the shared state and lead to {@code stateVersion} (0 where there
   * are none). {@code seed}: the chance of this action.
   */
  record Acted(
      @Nullable UserId user,
      String character,
      Map<String, @Nullable Object> action,
      Resolution result,
      long stateVersion,
      int turn,
      long seed)
      implements StoryEvent {

    public Acted {
      action = PlainValues.copy(action);
    }

    /** The merge patch by which this action changed the shared state; may be empty. */
    public Map<String, @Nullable Object> stateUpdates() {
      return result.stateUpdates();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.acted(this);
    }
  }

  /** Nobody acts in this turn any more, but for characters whom the director plays; then it is told. */
  record TurnEnding(int turn, Reason reason, @Nullable UserId by) implements StoryEvent {

    /** Why a turn ends. */
    public enum Reason {
      ALL_ACTED,
      HOST,
      TIME,
      DIRECTOR;

      /** The lower-case word that is used on the wire. */
      public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ending(this);
    }
  }

  /** A turn is over and told; the next one is {@code turn + 1}. */
  record TurnCompleted(int turn, Narrative narrative) implements StoryEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.completed(this);
    }
  }
}
