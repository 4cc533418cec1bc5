package io.tutti.edge.websocket.collabengine;

import io.tutti.access.Identity;
import io.tutti.hub.Seat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The life of one connection of this dialect: {@link Greeting} → {@link Joining} → {@link Joined}, and from each of them →
 * {@link Closed}, the last one. Immutable.
 */
sealed interface ConnectionState {

  /** Whom its token speaks for; null for who has shown none. */
  @Nullable Identity identity();

  /** What becomes of it when the connection closes. */
  Closed closed();

  /** It has not said hello, or its hello is being judged. {@code deadline}: closes the connection where no hello comes. */
  record Greeting(Future<?> deadline, @Nullable Identity identity) implements ConnectionState {

    /** Of a connection that has not started. */
    static final Greeting NEW = new Greeting(CompletableFuture.completedFuture(null), null);

    /** It has started. */
    Greeting until(Future<?> closing) {
      return new Greeting(closing, identity);
    }

    Greeting as(@Nullable Identity known) {
      return new Greeting(deadline, known);
    }

    Joining joining() {
      return new Joining(identity);
    }

    @Override
    public Closed closed() {
      deadline.cancel(false);
      return new Closed(null);
    }
  }

  /** The session is asked to let it in; the client's next message waits for that. */
  record Joining(@Nullable Identity identity) implements ConnectionState {

    Joined joined(MemberDispatch member) {
      return new Joined(identity, member);
    }

    /** Its seat comes later, and is given up then. */
    @Override
    public Closed closed() {
      return new Closed(null);
    }
  }

  /** It edits the document that it has said hello for. */
  record Joined(@Nullable Identity identity, MemberDispatch member) implements ConnectionState {
    @Override
    public Closed closed() {
      return new Closed(member.seat());
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
