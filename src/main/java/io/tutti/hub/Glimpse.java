package io.tutti.hub;

import java.util.List;
import java.util.function.Supplier;

/**
 * All signals that everybody is shown at one moment. A dialect that puts them together into one message does so once, whatever
 * the number of its readers. Confined to the session's mailbox.
 */
public final class Glimpse {

  private final List<Sensed> signals;
  private final Renderings renderings = new Renderings();

  Glimpse(List<Sensed> signals) {
    this.signals = List.copyOf(signals);
  }

  /** At least one, in the order in which they came. */
  public List<Sensed> signals() {
    return signals;
  }

  /** What {@code dialect} makes of all signals together, made by {@code render} at the first call. */
  public <F> F rendering(Object dialect, Supplier<F> render) {
    return renderings.of(dialect, render);
  }
}
