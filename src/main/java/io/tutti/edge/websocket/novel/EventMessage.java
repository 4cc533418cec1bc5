package io.tutti.edge.websocket.novel;

import io.tutti.story.StoryEvent;
import org.jspecify.annotations.Nullable;

/** An event of the log, of which this dialect has a word (rules NE6–NE10). People are called as the reader calls them. Immutable. */
sealed interface EventMessage extends ServerMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R match(ServerMessage.Cases<R> cases) {
    return cases.event(this);
  }

  /** What follows from each kind of message. */
  interface Cases<R> {
    R joined(Joined message);

    R left(Left message);

    R stateChanged(StateChanged message);

    R acted(Acted message);

    R turnCompleted(TurnCompleted message);
  }

  /** Somebody takes part from now on. */
  record Joined(String user, String username, Stamp stamp) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.joined(this);
    }
  }

  /** Somebody is gone. */
  record Left(String user, Stamp stamp) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.left(this);
    }
  }

  /** The shared state has changed, by no action. */
  record StateChanged(io.tutti.state.StateChanged change, @Nullable String user, Stamp stamp) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stateChanged(this);
    }
  }

  /** A character has acted; {@code user}: null where the director plays it. */
  record Acted(StoryEvent.Acted event, @Nullable String user, Stamp stamp) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.acted(this);
    }
  }

  /** The story goes on. */
  record TurnCompleted(StoryEvent.TurnCompleted event, Stamp stamp) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.turnCompleted(this);
    }
  }
}
