package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Strategy;
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
  }

  /** Somebody takes part from now on. */
  record Joined(Member member) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.joined(this);
    }
  }

  /** Somebody is gone. */
  record Left(UserId user, boolean kicked) implements Event {
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
}
