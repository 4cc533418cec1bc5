package io.tutti.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  private static final Map<String, Double> VALUES = Map.of("mu", 0.569, "kappa", 0.0207, "x", -2.0);

  /** A formula as text, and what it must come to. */
  record Formula(String text, ToDoubleFunction<Map<String, Double>> meaning) {}

  @ParameterizedTest(name = "{0} = {1}")
  @DisplayName("[PAR10] Formulas mean what arithmetic says")
  @CsvSource(delimiter = '|', value = {
    "1 - mu - 10.8 * kappa | 0.20744", "2 + 3 * 4 | 14", "(2 + 3) * 4 | 20", "8 / 4 / 2 | 1", "8 - 4 - 2 | 2",
    "2 ^ 3 ^ 2 | 512", "-2 ^ 2 | -4", "2 ^ -1 | 0.5", "--3 | 3", "-+-3 | 3", "2 * -3 | -6", "x * x | 4", "abs(x) | 2",
    "min(x, 3) | -2", "max(1, min(2, 3)) | 2", "sqrt(16) | 4", "exp(0) | 1", "log(1) | 0", "sin(0) | 0", "cos(0) | 1",
    "tan(0) | 0", ".5 | 0.5", "1e3 | 1000", "1E-2 | 0.01", "1.5e+1 | 15"
  })
  void values(String text, double expected) {
    assertEquals(expected, Expression.parse(text).evaluate(VALUES), 1e-12);
  }

  @ParameterizedTest(name = "case {index}: {0}")
  @DisplayName("[PAR10] What is no formula is refused with what is wrong")
  @ValueSource(strings = {
    "", " ", "1 +", "* 2", "(1", "1)", "1 2", "foo(1)", "min(1)", "abs(1, 2)", "1.2.3", "1e", ".", "1e999", "a b", "_x",
    "2x", "mu(", "é", "1 // 2", "#", "x = 1", "0x10", "min 1", "x\n+1"
  })
  void refusals(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> Expression.parse(text));
    assertTrue(refusal.getMessage() != null && !refusal.getMessage().isBlank());
  }

  @ParameterizedTest(name = "{0}…")
  @DisplayName("[PAR10] Formulas are bounded in depth and length")
  @ValueSource(strings = {"(", "abs(", "2^", "-(", "2^("})
  void bounds(String piece) {
    String deep = piece.repeat(40) + "1" + ")".repeat(piece.endsWith("(") ? 40 : 0);
    assertThrows(IllegalArgumentException.class, () -> Expression.parse(deep));
    assertThrows(IllegalArgumentException.class, () -> Expression.parse(" ".repeat(256) + "1"));
    assertEquals(1, Expression.parse(" ".repeat(255) + "1").evaluate(Map.of()));
  }

  @Test
  @DisplayName("[PAR10] A formula tells its parameters in order of appearance")
  void names() {
    var formula = Expression.parse("zeta + alpha * mid - zeta + Beta ^ q1");
    assertEquals(List.of("zeta", "alpha", "mid", "Beta", "q1"), List.copyOf(formula.names()));
  }

  @Test
  @DisplayName("[PAR10] A name without a value is not a number")
  void unknownName() {
    assertTrue(Double.isNaN(Expression.parse("nobody + 1").evaluate(VALUES)));
  }

  @Property(tries = 500)
  @Label("[PAR10] A written formula means what its tree means")
  void roundTrip(@ForAll("formulas") Formula formula) {
    double expected = formula.meaning().applyAsDouble(VALUES);
    assertEquals(expected, Expression.parse(formula.text()).evaluate(VALUES));
  }

  @Property
  @Label("[PAR10] Any text is a formula or an IllegalArgumentException, nothing else")
  void fuzz(@ForAll("nearlyFormulas") String text) {
    try {
      Expression.parse(text).evaluate(VALUES);
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage() != null && !e.getMessage().isBlank());
    }
  }

  @Provide
  Arbitrary<String> nearlyFormulas() {
    return Arbitraries.of("mu", "x", "1", "2.5", "+", "-", "*", "/", "^", "(", ")", "abs(", "min(", ",", " ", "e", "\u0661", "x)")
        .list().ofMaxSize(30).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<Formula> formulas() {
    return formulas(4);
  }

  private static Arbitrary<Formula> formulas(int depth) {
    Arbitrary<Formula> leaves = Arbitraries.oneOf(
        Arbitraries.integers().between(0, 99).map(number -> new Formula("" + number, values -> number)),
        Arbitraries.of("mu", "kappa", "x").map(name -> new Formula(name, values -> values.get(name))));
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<Formula> smaller = formulas(depth - 1);
    return Arbitraries.oneOf(
        leaves,
        pairs(smaller, "+", Double::sum),
        pairs(smaller, "-", (a, b) -> a - b),
        pairs(smaller, "*", (a, b) -> a * b),
        pairs(smaller, "/", (a, b) -> a / b),
        smaller.map(inner -> new Formula("-(" + inner.text() + ")", values -> -inner.meaning().applyAsDouble(values))),
        smaller.map(inner -> new Formula("sin( " + inner.text() + ")", values -> Math.sin(inner.meaning().applyAsDouble(values)))))
        .filter(formula -> formula.text().length() <= Expression.MAX_LENGTH);
  }

  private static Arbitrary<Formula> pairs(Arbitrary<Formula> operands, String sign, DoubleBinaryOperator operator) {
    return operands.tuple2().map(pair -> new Formula(
        "(" + pair.get1().text() + ") " + sign + " (" + pair.get2().text() + ")",
        values -> operator.applyAsDouble(
            pair.get1().meaning().applyAsDouble(values), pair.get2().meaning().applyAsDouble(values))));
  }
}
