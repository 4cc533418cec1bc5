package io.tutti.hub;

import io.tutti.session.Signal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A signal on its way to the connections of a session. Each dialect renders it once, whatever the number of its readers.
 * Confined to the session's mailbox.
 */
public final class Sensed {

  private final Signal signal;
  private final @Nullable Peer origin;
  private final Renderings renderings = new Renderings();

  Sensed(Signal signal, @Nullable Peer origin) {
    this.signal = signal;
    this.origin = origin;
  }

  public Signal signal() {
    return signal;
  }

  /** Whether the signal is about {@code peer}, or came from it. */
  public boolean isCausedBy(Peer peer) {
    return origin == peer;
  }

  /** The rendering of the signal in {@code dialect}, made by {@code render} at the first call. */
  public <F> F rendering(Object dialect, Function<Signal, F> render) {
    return renderings.of(dialect, () -> render.apply(signal));
  }
}
