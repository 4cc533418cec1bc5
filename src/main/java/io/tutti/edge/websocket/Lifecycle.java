package io.tutti.edge.websocket;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The state that one connection is in, of the sealed type {@code S}: all that its threads share of its life. Each change is one
 * step, from a state that it names; whoever comes too late is told so. Thread-safe: guarded by itself; reading needs no lock.
 */
public final class Lifecycle<S> {

  private volatile S state;

  public Lifecycle(S first) {
    this.state = first;
  }

  public S now() {
    return state;
  }

  /** Changes the state where it is a {@code from}, by a step that takes no time; false where it is another one. */
  public synchronized <F extends S> boolean change(Class<F> from, Function<F, ? extends S> step) {
    if (!from.isInstance(state)) {
      return false;
    }
    state = step.apply(from.cast(state));
    return true;
  }

  /** Changes the state, whatever it is. */
  public synchronized void change(UnaryOperator<S> step) {
    state = step.apply(state);
  }
}
