package io.tutti.text;

import java.util.function.Function;
import java.util.function.Supplier;

/** What would become of operations, one integrated after the other. Immutable. */
public sealed interface Outlook {

  /** Calls the function for this outlook. */
  <R> R match(Function<Changes, R> changes, Supplier<R> nothing, Function<Refused, R> refused);

  /**
   * All would be taken, and something would change, if only what waits.
   *
   * @param waiting by how much {@link TextDocument#waiting} would be more, at most
   */
  record Changes(int waiting) implements Outlook {
    @Override
    public <R> R match(Function<Changes, R> changes, Supplier<R> nothing, Function<Refused, R> refused) {
      return changes.apply(this);
    }
  }

  /** All of them are there already. */
  record Nothing() implements Outlook {
    static final Nothing INSTANCE = new Nothing();

    @Override
    public <R> R match(Function<Changes, R> changes, Supplier<R> nothing, Function<Refused, R> refused) {
      return nothing.get();
    }
  }

  /**
   * One of them would be refused.
   *
   * @param index of the first such operation, from 0
   * @param because what {@link TextDocument#integrate} would say to it
   */
  record Refused(int index, Integration.Refused because) implements Outlook {
    @Override
    public <R> R match(Function<Changes, R> changes, Supplier<R> nothing, Function<Refused, R> refused) {
      return refused.apply(this);
    }
  }
}
