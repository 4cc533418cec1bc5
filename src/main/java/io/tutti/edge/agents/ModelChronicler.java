package io.tutti.edge.agents;

import io.tutti.story.Authorship;
import io.tutti.story.Chronicler;
import io.tutti.story.Narrative;
import io.tutti.story.StoryEvent;
import io.tutti.story.StoryView;
import io.tutti.story.rules.TemplateChronicler;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A chronicler whose words are a language model's, handed on while they are written. Where the model fails, the
 * templates tell the turn, and the narrative says so; pieces of what the model had begun are then void (rule STO17).
 * Thread-safe.
 */
public final class ModelChronicler implements Chronicler {

  private final TemplateChronicler templates = new TemplateChronicler();
  private final LanguageModel model;

  /** A chronicler that asks the model of {@code settings}. */
  public ModelChronicler(AgentSettings settings) {
    this(new LanguageModel(settings, Duration.ofMillis(500)));
  }

  ModelChronicler(LanguageModel model) {
    this.model = model;
  }

  @Override
  public Narrative narrate(StoryView view, List<StoryEvent.Acted> turn, long seed, Consumer<String> progress) {
    Said said = model.tell(
        Prompts.tellTurn(view.description().style()), Prompts.turn(view, turn), view.tokens(), progress);
    String text = said.text();
    if (text != null && text.length() <= Narrative.MAX_TEXT) {
      return new Narrative(text, new Authorship(Authorship.MODEL, null, said.tokens()));
    }
    String reason = said.failure() == null ? "the model's answer is too long" : said.failure();
    Narrative told = templates.narrate(view, turn, seed, piece -> { });
    return new Narrative(told.text(), new Authorship(Authorship.RULES, reason, said.tokens()));
  }
}
