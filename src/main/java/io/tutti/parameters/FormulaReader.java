package io.tutti.parameters;

import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Reads one formula by recursive descent, depth-limited. Confined to one call of {@link Expression#parse}. */
final class FormulaReader {

  private static final int MAX_DEPTH = 32;

  private final String text;
  private final Set<String> names;
  private int position;
  private int depth;

  FormulaReader(String text, Set<String> names) {
    this.text = text;
    this.names = names;
  }

  ToDoubleFunction<Map<String, Double>> read() {
    var formula = sum();
    skipBlanks();
    if (position < text.length()) {
      throw unexpected();
    }
    return formula;
  }

  private ToDoubleFunction<Map<String, Double>> sum() {
    if (++depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a formula is at most " + MAX_DEPTH + " levels deep");
    }
    var left = product();
    while (true) {
      if (take('+')) {
        left = both(left, product(), Double::sum);
      } else if (take('-')) {
        left = both(left, product(), (a, b) -> a - b);
      } else {
        depth--;
        return left;
      }
    }
  }

  private ToDoubleFunction<Map<String, Double>> product() {
    var left = signed();
    while (true) {
      if (take('*')) {
        left = both(left, signed(), (a, b) -> a * b);
      } else if (take('/')) {
        left = both(left, signed(), (a, b) -> a / b);
      } else {
        return left;
      }
    }
  }

  private ToDoubleFunction<Map<String, Double>> signed() {
    boolean negative = false;
    while (true) {
      if (take('-')) {
        negative = !negative;
      } else if (!take('+')) {
        break;
      }
    }
    var value = power();
    return negative ? values -> -value.applyAsDouble(values) : value;
  }

  private ToDoubleFunction<Map<String, Double>> power() {
    var base = operand();
    if (!take('^')) {
      return base;
    }
    if (++depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a formula is at most " + MAX_DEPTH + " levels deep");
    }
    var exponent = signed();
    depth--;
    return both(base, exponent, Math::pow);
  }

  private ToDoubleFunction<Map<String, Double>> operand() {
    skipBlanks();
    if (take('(')) {
      var inner = sum();
      expect(')');
      return inner;
    }
    int start = position;
    if (position < text.length() && (isDigit(peek()) || peek() == '.')) {
      double number = number(start);
      return values -> number;
    }
    while (position < text.length() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
      position++;
    }
    if (position == start) {
      throw unexpected();
    }
    String name = text.substring(start, position);
    return take('(') ? call(name) : reference(name);
  }

  private ToDoubleFunction<Map<String, Double>> reference(String name) {
    if (!Parameter.isName(name)) {
      throw new IllegalArgumentException("'" + name + "' is no parameter name");
    }
    names.add(name);
    return values -> {
      Double value = values.get(name);
      return value == null ? Double.NaN : value;
    };
  }

  private ToDoubleFunction<Map<String, Double>> call(String name) {
    var first = sum();
    if (name.equals("min") || name.equals("max")) {
      expect(',');
      var second = sum();
      expect(')');
      return both(first, second, name.equals("min") ? Math::min : Math::max);
    }
    expect(')');
    DoubleUnaryOperator function = function(name);
    return values -> function.applyAsDouble(first.applyAsDouble(values));
  }

  private static DoubleUnaryOperator function(String name) {
    return switch (name) {
      case "abs" -> Math::abs;
      case "sqrt" -> Math::sqrt;
      case "exp" -> Math::exp;
      case "log" -> Math::log;
      case "sin" -> Math::sin;
      case "cos" -> Math::cos;
      case "tan" -> Math::tan;
      default -> throw new IllegalArgumentException("'" + name + "' is no function");
    };
  }

  private double number(int start) {
    while (position < text.length() && isPartOfNumber(start)) {
      position++;
    }
    try {
      double number = Double.parseDouble(text.substring(start, position));
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for every bad number
    }
    throw new IllegalArgumentException("'" + text.substring(start, position) + "' is no finite number");
  }

  private boolean isPartOfNumber(int start) {
    char c = peek();
    boolean signOfExponent = (c == '-' || c == '+') && position > start && (text.charAt(position - 1) | 0x20) == 'e';
    return isDigit(c) || c == '.' || c == 'e' || c == 'E' || signOfExponent;
  }

  private static ToDoubleFunction<Map<String, Double>> both(
      ToDoubleFunction<Map<String, Double>> left, ToDoubleFunction<Map<String, Double>> right, DoubleBinaryOperator operator) {
    return values -> operator.applyAsDouble(left.applyAsDouble(values), right.applyAsDouble(values));
  }

  private boolean take(char wanted) {
    skipBlanks();
    if (position < text.length() && peek() == wanted) {
      position++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw unexpected();
    }
  }

  private void skipBlanks() {
    while (position < text.length() && peek() == ' ') {
      position++;
    }
  }

  private char peek() {
    return text.charAt(position);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        position < text.length()
            ? "unexpected '" + peek() + "' at character " + (position + 1)
            : "the formula ends too early");
  }
}
