package io.tutti.edge.websocket.novel;

import io.tutti.hub.Seat;
import org.jspecify.annotations.Nullable;

/**
 * The life of one connection of this dialect, whose handshake has said who the client is: {@link Joining} → {@link Joined}, and
 * from both → {@link Closed}, the last one. Immutable.
 */
sealed interface ConnectionState {

  /** What becomes of it when the connection closes. */
  Closed closed();

  /** The session is about to let it in, and may show it something already. Its seat comes later, and is given up then. */
  record Joining() implements ConnectionState {
    @Override
    public Closed closed() {
      return new Closed(null);
    }
  }

  /** It takes part. */
  record Joined(Seat seat, ClientDispatch dispatch) implements ConnectionState {
    @Override
    public Closed closed() {
      return new Closed(seat);
    }
  }

  /** Nothing that the client says counts any more. {@code seat}: to be given up when the connection is gone; null for none. */
  record Closed(@Nullable Seat seat) implements ConnectionState {
    @Override
    public Closed closed() {
      return this;
    }
  }
}
