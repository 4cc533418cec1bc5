package io.tutti.story;

import java.util.List;

/**
 * What a decision about a story depends on besides the story. {@code present}: who is in the session and may act;
 * {@code place}: the last place of the session's log; {@code now}: milliseconds since 1970. Immutable.
 */
public record StoryContext(List<Participant> present, long place, long now, StateGate gate) {

  public StoryContext {
    present = List.copyOf(present);
  }
}
