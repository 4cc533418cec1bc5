package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationEvent;
import io.tutti.documents.DocumentEvent;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Strategy;
import io.tutti.story.StoryEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened in a session. What it says is complete: applying it needs no decision. Immutable. */
public sealed interface Event {

  /** Gives the event to the case that it is: a new kind of event breaks every reader that does not know it. */
  <R> R match(Cases<R> cases);

  /** One reader's answer to each kind of event. */
  interface Cases<R> {
    R joined(Joined event);

    R left(Left event);

    R parametersChanged(ParametersChanged event);

    R conflictOpened(ConflictOpened event);

    R conflictClosed(ConflictClosed event);

    R roleChanged(RoleChanged event);

    R banned(Banned event);

    R profileChanged(ProfileChanged event);

    R documentChanged(DocumentChanged event);

    R conversed(Conversed event);

    R stateChanged(StateChanged event);

    R storyTold(StoryTold event);
  }

  /** Somebody takes part from now on. */
  record Joined(Member member) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.joined(this);
    }
  }

  /**
   * Somebody is gone. {@code kicked}: was sent away; {@code teamEnded}: because the team that let this person in does so no longer
   * (rule TEAM20).
   */
  record Left(UserId user, boolean kicked, boolean teamEnded) implements Event {

    /** Somebody is gone, not for a team's sake. */
    public Left(UserId user, boolean kicked) {
      this(user, kicked, false);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.left(this);
    }
  }

  /** Parameters have new values; {@code computed} has the computed ones that follow. Unmodifiable maps. */
  record ParametersChanged(UserId user, Map<String, Double> values, Map<String, Double> computed) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.parametersChanged(this);
    }
  }

  /** Two people want different values. */
  record ConflictOpened(Conflict conflict) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.conflictOpened(this);
    }
  }

  /** A conflict is over; {@code value} is in force. {@code user}: who ended it, null where time did. */
  record ConflictClosed(String conflictId, String parameter, double value, Strategy strategy, @Nullable UserId user)
      implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.conflictClosed(this);
    }
  }

  /** Somebody has another role. {@code by}: who gave it, null where the server did. */
  record RoleChanged(UserId user, Role role, @Nullable UserId by) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.roleChanged(this);
    }
  }

  /** Somebody may not come in any more, or again. {@code by}: who says so, null where the server does. */
  record Banned(UserId user, boolean banned, @Nullable UserId by) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.banned(this);
    }
  }

  /** Something else is said about the session; null is what is said no longer. {@code user}: null where the server says it. */
  record ProfileChanged(@Nullable UserId user, Map<ProfileField, @Nullable Object> changes) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.profileChanged(this);
    }
  }

  /** A document has changed. {@code user} and {@code client}: whose edit it was, null where the server did it. */
  record DocumentChanged(@Nullable UserId user, @Nullable ClientId client, DocumentEvent change) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.documentChanged(this);
    }
  }

  /** Something was said, or done to what was said. */
  record Conversed(ConversationEvent event) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.conversed(this);
    }
  }

  /** The shared state has changed. */
  record StateChanged(UserId user, io.tutti.state.StateChanged change) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stateChanged(this);
    }
  }

  /** The story goes on. */
  record StoryTold(StoryEvent event) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.storyTold(this);
    }
  }
}
