package io.tutti.parameters;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * An arithmetic formula over parameters: numbers, names, {@code + - * /}, {@code ^} for powers, brackets, and the functions
 * {@code abs, sqrt, exp, log, sin, cos, tan} of one and {@code min, max} of two arguments. Evaluated in IEEE 754 doubles,
 * from left to right within a precedence, powers from the right. At most 256 characters and 32 levels deep. Immutable.
 */
public final class Expression {

  public static final int MAX_LENGTH = 256;

  private final String text;
  private final Set<String> names;
  private final ToDoubleFunction<Map<String, Double>> formula;

  private Expression(String text, Set<String> names, ToDoubleFunction<Map<String, Double>> formula) {
    this.text = text;
    this.names = names;
    this.formula = formula;
  }

  /**
   * Reads a formula.
   *
   * @throws IllegalArgumentException with what is wrong and at which character, if {@code text} is no formula
   */
  public static Expression parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a formula has at most " + MAX_LENGTH + " characters");
    }
    Set<String> names = new LinkedHashSet<>();
    return new Expression(text, names, new FormulaReader(text, names).read());
  }

  /** The parameters that the formula speaks of, in order of appearance. */
  public Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /** The formula's value; may be infinite or not a number where the mathematics says so. Unknown names count as not a number. */
  public double evaluate(Map<String, Double> values) {
    return formula.applyAsDouble(values);
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Expression that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }
}
