package io.tutti.story.rules;

import io.tutti.story.Authorship;
import io.tutti.story.Chance;
import io.tutti.story.Chronicler;
import io.tutti.story.Narrative;
import io.tutti.story.StoryEvent;
import io.tutti.story.StoryView;
import java.util.List;
import java.util.function.Consumer;

/**
 * The chronicler that is built in: an opening, a paragraph for each event that matters, one for those who did little, and a
 * closing, in the words of the story's style. The same seed gives the same words (rule STO15). Thread-safe: holds nothing.
 */
public final class TemplateChronicler implements Chronicler {

  @Override
  public Narrative narrate(StoryView view, List<StoryEvent.Acted> turn, long seed, Consumer<String> progress) {
    Telling telling = new Telling(view, turn, new Chance(seed));
    StringBuilder text = new StringBuilder();
    for (String paragraph : telling.paragraphs()) {
      String piece = text.isEmpty() ? paragraph : "\n\n" + paragraph;
      if (text.length() + piece.length() > Narrative.MAX_TEXT) {
        break;
      }
      text.append(piece);
      progress.accept(piece);
    }
    return new Narrative(text.toString(), Authorship.rules());
  }
}
