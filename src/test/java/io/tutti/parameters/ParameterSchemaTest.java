package io.tutti.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterSchemaTest {

  private static Parameter adjustable(@Nullable Double min, @Nullable Double max, double initial) {
    return new Parameter.Adjustable(min, max, initial, null, null, null);
  }

  private static Parameter computed(String formula) {
    return new Parameter.Computed(Expression.parse(formula), null, null);
  }

  @Test
  @DisplayName("[PAR1] Without a schema a session has mu, omega, kappa and the computed beta")
  void trivector() {
    ParameterSchema schema = ParameterSchema.trivector();
    assertEquals(List.of("mu", "omega", "kappa", "beta"), List.copyOf(schema.parameters().keySet()));
    assertEquals(Map.of("mu", 0.569, "omega", 0.847, "kappa", 0.0207), schema.initialValues());
    assertEquals(0.20744, schema.compute(schema.initialValues()).get("beta"), 1e-12);
    assertTrue(schema.adjustable("beta").isEmpty());
  }

  @Test
  @DisplayName("[PAR1] A session has at most 64 parameters")
  void atMost64() {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (int i = 0; i < 64; i++) {
      parameters.put("p" + i, adjustable(null, null, i));
    }
    assertEquals(64, new ParameterSchema(parameters).parameters().size());
    parameters.put("oneMore", adjustable(null, null, 0));
    assertThrows(IllegalArgumentException.class, () -> new ParameterSchema(parameters));
  }

  @ParameterizedTest(name = "case {index}: {0}")
  @DisplayName("[NAME2] A parameter's name is an ASCII letter and at most 31 letters, digits or underscores")
  @ValueSource(strings = {"", "1a", "_a", "a-b", "ä", "a b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void refusedNames(String name) {
    assertFalse(Parameter.isName(name));
    Map<String, Parameter> parameters = Map.of(name, adjustable(0.0, 1.0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new ParameterSchema(parameters));
    assertTrue(Parameter.isName("a_1".concat("b".repeat(29))));
  }

  @ParameterizedTest(name = "{0}…{1}, at first {2}, step {3}")
  @DisplayName("[PAR1] Bounds that contradict themselves are refused")
  @CsvSource({
    "1, 1, 1,", "2, 1, 1.5,", "0, 1, 2,", "0, 1, -1,", "NaN, 1, 0,", "0, Infinity, 0,", "0, 1, NaN,", "0, 1, 0.5, 0",
    "0, 1, 0.5, -1", "0, 1, 0.5, NaN"
  })
  void refusedBounds(double min, double max, double initial, @Nullable Double step) {
    assertThrows(IllegalArgumentException.class,
        () -> new Parameter.Adjustable(min, max, initial, step, null, null));
  }

  @Test
  @DisplayName("[PAR1] Labels and units are short and printable")
  void texts() {
    assertThrows(IllegalArgumentException.class, () -> new Parameter.Adjustable(null, null, 0, null, "a\nb", null));
    assertThrows(IllegalArgumentException.class,
        () -> new Parameter.Computed(Expression.parse("1"), null, "u".repeat(81)));
  }

  @Test
  @DisplayName("[PAR1] A formula speaks of adjustable parameters of its schema only")
  void formulas() {
    Parameter one = adjustable(null, null, 1);
    assertThrows(IllegalArgumentException.class, () -> new ParameterSchema(Map.of("a", one, "b", computed("c + 1"))));
    assertThrows(IllegalArgumentException.class,
        () -> new ParameterSchema(Map.of("a", one, "b", computed("a"), "c", computed("b"))));
    assertThrows(IllegalArgumentException.class, () -> new ParameterSchema(Map.of("b", computed("b"))));
  }

  @Test
  @DisplayName("[PAR3] A computed parameter without a finite value is left out")
  void notFinite() {
    var schema = new ParameterSchema(Map.of("a", adjustable(null, null, 0), "b", computed("1 / a"), "c", computed("a + 1")));
    assertEquals(Set.of("c"), schema.compute(Map.of("a", 0.0)).keySet());
    assertEquals(Set.of("b", "c"), schema.compute(Map.of("a", 2.0)).keySet());
  }

  @ParameterizedTest(name = "{0}…{1}: {2}")
  @DisplayName("[PAR8] The tolerance is a thousandth of the range, or 0.001 where a bound is missing")
  @CsvSource({"0, 1, 0.001", "0, 200, 0.2", ", 5, 0.001", "0, , 0.001", ", , 0.001", "-1.0E308, 1.0E308, 2.0E305"})
  void tolerance(@Nullable Double min, @Nullable Double max, double expected) {
    double tolerance = new Parameter.Adjustable(min, max, 0, null, null, null).tolerance();
    assertEquals(expected, tolerance, expected * 1e-9);
  }

  @Test
  @DisplayName("[PAR1] A schema does not change with the map it was made of")
  void independence() {
    Map<String, Parameter> parameters = new LinkedHashMap<>(Map.of("a", adjustable(0.0, 1.0, 0.5)));
    var schema = new ParameterSchema(parameters);
    parameters.clear();
    assertEquals(Set.of("a"), schema.parameters().keySet());
    assertThrows(UnsupportedOperationException.class, () -> schema.initialValues().clear());
    assertEquals(schema, new ParameterSchema(Map.of("a", adjustable(0.0, 1.0, 0.5))));
  }
}
