package io.tutti.story.rules;

import io.tutti.story.ActionTicket;
import io.tutti.story.Chance;
import io.tutti.story.Director;
import io.tutti.story.Option;
import io.tutti.story.Resolution;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The director that is built in: world, turn and traits decide, and chance from the ticket's seed; so the same seed
 * gives the same story (rule STO15). Thread-safe: holds nothing.
 */
public final class RuleDirector implements Director {

  @Override
  public Resolution resolve(StoryView view, ActionTicket ticket) {
    StoryCharacter self = view.character(ticket.character())
        .orElseThrow(() -> new IllegalArgumentException("nobody is called " + ticket.character()));
    Scene scene = new Scene(view, self);
    Chance chance = new Chance(ticket.seed());
    Deeds deeds = new Deeds(scene, ticket.action(), chance);
    Encounters encounters = new Encounters(scene, ticket.action(), chance);
    return switch (ActionKind.of(ticket.action())) {
      case MOVE -> deeds.move();
      case INVESTIGATE -> deeds.investigate();
      case TAKE -> deeds.take();
      case USE -> deeds.use();
      case WAIT -> deeds.rest();
      case OTHER -> deeds.attempt();
      case TALK -> encounters.talk();
      case GIVE -> encounters.give();
      case HELP -> encounters.help();
      case ATTACK -> encounters.attack();
    };
  }

  @Override
  public Map<String, @Nullable Object> play(StoryView view, StoryCharacter character, long seed) {
    return new Temper(new Scene(view, character), new Chance(seed)).action();
  }

  @Override
  public List<Option> options(StoryView view, StoryCharacter character) {
    return Options.of(new Scene(view, character));
  }
}
