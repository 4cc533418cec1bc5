package io.tutti.story;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something that an agent has to do for a story. {@link #run} may take long and is called outside the session; what it
 * returns is to be decided there. Immutable.
 */
public sealed interface StoryWork {

  /** Does it. {@code progress}: pieces of a narrative as they come into being. */
  StoryCommand run(Director director, Chronicler chronicler, Consumer<String> progress);

  /** An action is to be resolved. */
  record ResolveAction(StoryView view, ActionTicket ticket) implements StoryWork {
    @Override
    public StoryCommand run(Director director, Chronicler chronicler, Consumer<String> progress) {
      return new StoryCommand.Resolve(ticket, director.resolve(view, ticket));
    }
  }

  /** A character whom nobody plays is to act in the turn that is ending. */
  record PlayCharacter(StoryView view, StoryCharacter character, long seed) implements StoryWork {
    @Override
    public StoryCommand run(Director director, Chronicler chronicler, Consumer<String> progress) {
      StoryAction action = StoryAction.of(director.play(view, character, seed));
      ActionTicket ticket = new ActionTicket(null, character.id(), action, view.turn(), seed);
      return new StoryCommand.Resolve(ticket, director.resolve(view, ticket));
    }
  }

  /** The turn that is ending is to be told. */
  record NarrateTurn(StoryView view, List<StoryEvent.Acted> turn, long seed) implements StoryWork {
    @Override
    public StoryCommand run(Director director, Chronicler chronicler, Consumer<String> progress) {
      return new StoryCommand.Narrate(view.turn(), chronicler.narrate(view, turn, seed, progress));
    }
  }
}
