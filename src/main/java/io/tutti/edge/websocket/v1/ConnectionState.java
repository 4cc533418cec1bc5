package io.tutti.edge.websocket.v1;

import io.tutti.access.Identity;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Seat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The life of one connection of this protocol: {@link Greeting} → {@link Joining} → {@link Joined}, and from each of them →
 * {@link Closed}, the last one. Immutable.
 */
sealed interface ConnectionState {

  /** Whom its token speaks for; null for who has shown none. */
  @Nullable Identity identity();

  /** What becomes of it when the connection closes. */
  Closed closed();

  /**
   * It is not known who the client is. {@code deadline}: closes the connection where that stays so; {@code tokenRefused}: whether
   * the client has tried; {@code identity}: whom the token speaks for that is being looked at, so that its end is noticed.
   */
  record Greeting(Future<?> deadline, boolean tokenRefused, @Nullable Identity identity) implements ConnectionState {

    /** Of a connection that has not started. */
    static final Greeting NEW = new Greeting(CompletableFuture.completedFuture(null), false, null);

    /** It has started. */
    Greeting until(Future<?> closing) {
      return new Greeting(closing, tokenRefused, identity);
    }

    Greeting refused() {
      return new Greeting(deadline, true, identity);
    }

    Greeting as(@Nullable Identity known) {
      return new Greeting(deadline, tokenRefused, known);
    }

    Joining joining(Self self) {
      deadline.cancel(false);
      return new Joining(self, identity);
    }

    @Override
    public Closed closed() {
      deadline.cancel(false);
      return new Closed(null);
    }
  }

  /**
   * As whom the client joins. {@code authRef}: its name for {@code auth}; {@code batches}: whether it takes what is new about many
   * connections in one message (rule BATCH1).
   */
  record Self(Newcomer newcomer, @Nullable String authRef, boolean batches) {}

  /** Who may be told something already: the session welcomes and shows, perhaps before it has handed out the seat. */
  sealed interface Known extends ConnectionState permits Joining, Joined {
    Self self();
  }

  /** The session is asked to let it in; the client's next message waits for that. */
  record Joining(Self self, @Nullable Identity identity) implements Known {

    Joined joined(Seat seat, MemberDispatch dispatch) {
      return new Joined(self, identity, seat, dispatch, null);
    }

    /** Its seat comes later, and is given up then. */
    @Override
    public Closed closed() {
      return new Closed(null);
    }
  }

  /** It may say what members say. {@code announced}: whose token's end was announced last. */
  record Joined(
      Self self, @Nullable Identity identity, Seat seat, MemberDispatch dispatch, @Nullable Identity announced) implements Known {

    Joined renewed(Identity next) {
      return new Joined(self, next, seat, dispatch, announced);
    }

    Joined announced(Identity known) {
      return new Joined(self, identity, seat, dispatch, known);
    }

    @Override
    public Closed closed() {
      return new Closed(seat);
    }
  }

  /** Nothing that the client says counts any more. {@code seat}: to be given up when the connection is gone; null for none. */
  record Closed(@Nullable Seat seat) implements ConnectionState {

    @Override
    public @Nullable Identity identity() {
      return null;
    }

    @Override
    public Closed closed() {
      return this;
    }
  }
}
