package io.tutti.session;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.presence.Change;
import io.tutti.presence.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something of the moment: never in the log, and the first thing to be dropped where a reader is slow. Immutable. */
public sealed interface Signal {

  /** Gives the signal to the case that it is. */
  <R> R match(Cases<R> cases);

  /** One reader's answer to each kind of signal. */
  interface Cases<R> {
    R appearance(Appearance signal);

    R attention(Attention signal);

    R read(Read signal);

    R direct(Direct signal);

    R narrating(Narrating signal);
  }

  /** The only one to whom it is shown; empty where it is for everybody. */
  default Optional<UserId> recipient() {
    return Optional.empty();
  }

  /**
   * A connection looks different: where its cursor is, say. {@code left}: it is gone, while its user has another one (rule
   * PRES12).
   */
  record Appearance(UserId user, ClientId client, Change change, boolean left) implements Signal {

    /** A connection that is here looks different. */
    public Appearance(UserId user, ClientId client, Change change) {
      this(user, client, change, false);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.appearance(this);
    }
  }

  /** A person, over all connections, may be more or less attentive than before (rule PRES5). */
  record Attention(UserId user, Status status) implements Signal {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.attention(this);
    }
  }

  /** Somebody has read the conversation up to a message. */
  record Read(UserId user, String messageId) implements Signal {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.read(this);
    }
  }

  /** From one connection to all connections of one user; {@code data}: a plain JSON value. */
  record Direct(UserId from, ClientId fromClient, String fromName, UserId to, Purpose purpose, @Nullable Object data)
      implements Signal {

    /** What a direct signal is for. */
    public enum Purpose { CALL, MESSAGE }

    @Override
    public Optional<UserId> recipient() {
      return Optional.of(to);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.direct(this);
    }
  }

  /** A piece of a turn's narrative while it is being written. {@code from}: how many characters came before it. */
  record Narrating(int turn, int from, String text) implements Signal {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.narrating(this);
    }
  }
}
