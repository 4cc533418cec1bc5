package io.tutti.story;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A wish about a story. Immutable. */
public sealed interface StoryCommand {

  /** Gives the command to the case that it is. */
  <R> R match(Cases<R> cases);

  /** One reader's answer to each kind of command. */
  interface Cases<R> {
    R begin(Begin command);

    R act(Act command);

    R endTurn(EndTurn command);

    R resolve(Resolve command);

    R narrate(Narrate command);

    R review(Review command);
  }

  /** To begin this story, in the place of the one that is being told: a host's wish. */
  record Begin(StoryDescription description) implements StoryCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.begin(this);
    }
  }

  /** To do something. {@code action}: plain values, as they came from the client. */
  record Act(Map<String, @Nullable Object> action) implements StoryCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.act(this);
    }
  }

  /** To end the turn: a host's wish. {@code turn}: the one that is meant, or null for the current one. */
  record EndTurn(@Nullable Integer turn) implements StoryCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.endTurn(this);
    }
  }

  /** An action has been resolved: the server's own wish. */
  record Resolve(ActionTicket ticket, Resolution resolution) implements StoryCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resolve(this);
    }
  }

  /** A turn has been told: the server's own wish. */
  record Narrate(int turn, Narrative narrative) implements StoryCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.narrate(this);
    }
  }

  /** To see whether the turn is complete by now: the server's own wish, when somebody has left or time has passed. */
  record Review() implements StoryCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.review(this);
    }
  }
}
