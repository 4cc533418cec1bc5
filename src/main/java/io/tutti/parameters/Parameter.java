package io.tutti.parameters;

import io.tutti.identity.Names;
import org.jspecify.annotations.Nullable;

/** One parameter of a schema: a value that people set, or one that follows from others. Immutable. */
public sealed interface Parameter {

  int MAX_TEXT_LENGTH = 80;

  /** The name that people read, or null for the parameter's own. */
  @Nullable String label();

  /** The unit of the value, for people, or null. */
  @Nullable String unit();

  /** Whether {@code name} may name a parameter: a letter, then at most 31 letters, digits or underscores. */
  static boolean isName(String name) {
    return Names.consistsOf(name, 32, "_") && Character.isLetter(name.charAt(0));
  }

  /**
   * A value that people set. {@code min} and {@code max} are inclusive; null means no bound on that side.
   * {@code step} is a hint for controls, greater than 0; it is not enforced.
   */
  record Adjustable(
      @Nullable Double min,
      @Nullable Double max,
      double initial,
      @Nullable Double step,
      @Nullable String label,
      @Nullable String unit)
      implements Parameter {

    public Adjustable {
      requireFinite(min, "min");
      requireFinite(max, "max");
      requireFinite(initial, "initial");
      requireFinite(step, "step");
      if (min != null && max != null && !(min < max)) {
        throw new IllegalArgumentException("min must be less than max");
      }
      if (step != null && step <= 0) {
        throw new IllegalArgumentException("step must be greater than 0");
      }
      requireText(label, "label");
      requireText(unit, "unit");
      if ((min != null && initial < min) || (max != null && initial > max)) {
        throw new IllegalArgumentException("initial must be within min and max");
      }
    }

    /** Whether {@code value} is finite and within the bounds. */
    public boolean admits(double value) {
      return Double.isFinite(value) && (min == null || value >= min) && (max == null || value <= max);
    }

    /** How far two values may be apart and still count as the same: 1e-3 of the range, 1e-3 where unbounded. */
    public double tolerance() {
      return min == null || max == null ? 1e-3 : 1e-3 * max - 1e-3 * min;
    }
  }

  /** A value that follows from others by {@code formula}; nobody sets it. */
  record Computed(Expression formula, @Nullable String label, @Nullable String unit) implements Parameter {

    public Computed {
      requireText(label, "label");
      requireText(unit, "unit");
    }
  }

  private static void requireFinite(@Nullable Double value, String what) {
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " must be a finite number");
    }
  }

  private static void requireText(@Nullable String text, String what) {
    if (text != null && (text.length() > MAX_TEXT_LENGTH || !Names.isPrintable(text))) {
      throw new IllegalArgumentException(what + " is at most 80 printable characters");
    }
  }
}
