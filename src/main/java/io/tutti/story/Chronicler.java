package io.tutti.story;

import java.util.List;
import java.util.function.Consumer;

/** The one who tells what happened in a turn. Thread-safe, and never called within a session: it may take long. */
public interface Chronicler {

  /**
   * Tells the turn in which {@code turn} happened.
   *
   * @param seed chance for it
   * @param progress is given each piece of the text as it comes into being, for those who wait; what is returned counts
   */
  Narrative narrate(StoryView view, List<StoryEvent.Acted> turn, long seed, Consumer<String> progress);
}
