package io.tutti.story;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The game master: says what comes of actions, plays the characters whom nobody plays, and proposes what one can do.
 * Thread-safe, and never called within a session: {@link #resolve} and {@link #play} may take long.
 */
public interface Director {

  /** What comes of the action that {@code ticket} stands for. */
  Resolution resolve(StoryView view, ActionTicket ticket);

  /** What {@code character}, whom nobody plays, wants to do now: an action without a flaw. {@code seed}: chance for it. */
  Map<String, @Nullable Object> play(StoryView view, StoryCharacter character, long seed);

  /** What {@code character} can do now, the most natural first; at most 24. Takes no time. */
  List<Option> options(StoryView view, StoryCharacter character);
}
