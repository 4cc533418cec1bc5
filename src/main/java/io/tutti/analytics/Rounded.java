package io.tutti.analytics;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Numbers as they are shown (rule AN1): half of the last decimal goes to the even neighbour. Holds nothing. */
final class Rounded {

  private Rounded() {}

  /** {@code number} with one decimal. */
  static double toOne(double number) {
    return Math.rint(number * 10) / 10;
  }

  /** {@code number} with two decimals. */
  static double toTwo(double number) {
    return Math.rint(number * 100) / 100;
  }

  /** How many per cent of {@code whole} the {@code part} is, with one decimal; 0 of nothing. */
  static double percentage(long part, long whole) {
    return whole == 0 ? 0 : toOne(100.0 * part / whole);
  }

  /** The sum, or {@link Long#MAX_VALUE} where it is more. Terms are at least 0. */
  static <T> long total(Collection<T> items, ToLongFunction<T> of) {
    long total = 0;
    for (T item : items) {
      long term = of.applyAsLong(item);
      total = term > Long.MAX_VALUE - total ? Long.MAX_VALUE : total + term;
    }
    return total;
  }

  /** The mean with two decimals; 0 of nothing. */
  static <T> double average(Collection<T> items, ToDoubleFunction<T> of) {
    return toTwo(items.stream().mapToDouble(of).average().orElse(0));
  }
}
