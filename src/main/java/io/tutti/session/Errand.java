package io.tutti.session;

import io.tutti.identity.UserId;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryWork;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that agents have to do for a session, outside of it: what comes of it is a command, to be decided there. {@code actor}:
 * for whom it is done, null for nobody in particular. Immutable.
 */
public record Errand(StoryWork work, @Nullable UserId actor) {

  /** Does it; may take long. {@code progress}: what is to be seen of it meanwhile. */
  public Command run(Agents agents, Consumer<Signal> progress) {
    StoryCommand command = work.run(agents.director(), agents.chronicler(), new Telling(turn(), progress));
    return new Command.TellStory(command);
  }

  private int turn() {
    return work instanceof StoryWork.NarrateTurn narrate ? narrate.view().turn() : 0;
  }

  /** Counts where each piece of a narrative begins. Confined to one errand. */
  private static final class Telling implements Consumer<String> {
    private final int turn;
    private final Consumer<Signal> progress;
    private int told;

    Telling(int turn, Consumer<Signal> progress) {
      this.turn = turn;
      this.progress = progress;
    }

    @Override
    public void accept(String piece) {
      progress.accept(new Signal.Narrating(turn, told, piece));
      told += piece.length();
    }
  }
}
