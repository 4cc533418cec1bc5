package io.tutti.edge.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.json.JsonText;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  /** A body of every type of member. */
  public record Order(
      @NotNull String firstName, @Size(max = 3, message = "must have at most {max} characters") String note,
      @NotNull @Min(1) @Max(9) Long count, @JsonbProperty("expiresIn") Integer seconds, Boolean quick, List<String> tags,
      @Pattern(regexp = "red|blue", message = "must be one of red, blue") String colour, PlainValue free) {}

  private static JsonBody<Order> body(String text) {
    return new JsonBody<>(RecordBinding.of(Order.class), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Order order(String text) {
    return body(text).required();
  }

  @Test
  @DisplayName("[REST56] A body becomes its record, whatever else is in it")
  void binds() {
    Order order = order("""
        {"first_name": "Ada", "note": null, "count": 5.0, "expiresIn": 7, "quick": true, "tags": ["a", "b"], "colour": "red",
         "free": {"z": [1, 1.5, -7, null, 1e400, "t", true], "a": {}}, "else": {"first_name": 3}}""");
    assertEquals("Ada", order.firstName());
    assertNull(order.note());
    assertEquals(5L, order.count());
    assertEquals(7, order.seconds());
    assertEquals(List.of("a", "b"), order.tags());
    Map<String, Object> free = order.free().object("free").members();
    assertEquals(List.of("z", "a"), List.copyOf(free.keySet()));
    List<?> items = (List<?>) free.get("z");
    assertEquals(1L, items.get(0));
    assertEquals(1.5, items.get(1));
    assertEquals(-7L, items.get(2));
    assertNull(items.get(3));
    assertEquals(Double.POSITIVE_INFINITY, items.get(4));
    assertEquals(true, order("{\"first_name\":\"a\",\"count\":1,\"free\":true}").free().value());
    assertNull(order("{\"first_name\":\"a\",\"count\":1,\"free\":null}").free());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "first_name 3", "note []", "count \"5\"", "count 5.5", "count 1e300", "expiresIn 3000000000", "expiresIn true", "quick 1",
      "quick \"true\"", "tags {}", "tags [1]", "colour {}"})
  @DisplayName("[REST56] A member of another type is refused by its name on the wire")
  void types(String wrong) {
    String name = wrong.substring(0, wrong.indexOf(' '));
    Problem problem = assertThrows(Problem.class, () -> order("{\"" + name + "\":" + wrong.substring(name.length() + 1) + "}"));
    assertEquals(422, problem.status());
    assertTrue(problem.json().contains("\"loc\":[\"body\",\"" + name + "\"]"), problem.json());
  }

  @Test
  @DisplayName("[REST56] Everything that is missing or cannot be is told at once, in the record's order")
  void constraints() throws Exception {
    Problem problem = assertThrows(Problem.class, () -> order("{\"note\":\"long\",\"count\":10,\"colour\":\"green\"}"));
    List<?> flaws = (List<?>) JsonText.readObject(problem.json()).get("detail");
    assertEquals(List.of(
        flaw("missing", "first_name", "Field required", null),
        flaw("value_error", "note", "note must have at most 3 characters", "long"),
        flaw("value_error", "count", "count must be an integer from 1 to 9", 10L),
        flaw("value_error", "colour", "colour must be one of red, blue", "green")), flaws);
  }

  private static Map<String, Object> flaw(String type, String member, String message, Object input) {
    Map<String, Object> flaw = new java.util.LinkedHashMap<>();
    flaw.put("type", type);
    flaw.put("loc", List.of("body", member));
    flaw.put("msg", message);
    flaw.put("input", input);
    return flaw;
  }

  @Test
  @DisplayName("[REST56] What is absent is not what is null; without a body there is none")
  void absent() {
    JsonBody<Order> body = body("{\"first_name\":\"a\",\"count\":1,\"note\":null}");
    assertNotNull(body.optional());
    assertTrue(body.names("note"));
    assertFalse(body.names("colour"));
    assertNull(body(" ").optional());
    assertEquals(422, assertThrows(Problem.class, () -> order("")).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "3", "{", "{\"count\":1,\"count\":1}", "{\"free\":\"\\ud800\"}", "{} {}"})
  @DisplayName("[REST2] What is no object, or has a key twice, is bound to nothing")
  void malformed(String text) {
    Problem problem = assertThrows(Problem.class, () -> order(text));
    assertTrue(problem.json().contains("json_invalid"), problem.json());
  }

  @Test
  @DisplayName("[REST2] A number of thousands of digits in what is bound to nothing is refused")
  void longNumbers() {
    Problem problem = assertThrows(
        Problem.class, () -> order("{\"first_name\":\"a\",\"count\":1,\"free\":" + "1".repeat(5_000) + "}"));
    assertEquals(422, problem.status());
  }

  /** An answer. */
  public record Answered(String zeta, int alphaBeta, String nothing, @JsonbNillable(false) String leftOut,
      @JsonbProperty("is_good") boolean good, double share, Map<String, Object> free, List<Item> items) {}

  /** A part of an answer. */
  public record Item(String b, Double a) {}

  @Test
  @DisplayName("[REST56] An answer has its members in the order of the record, and null where there is nothing to tell")
  void writes() {
    Map<String, Object> free = new java.util.LinkedHashMap<>();
    free.put("z", 1L);
    free.put("a", null);
    assertEquals("{\"zeta\":\"z\",\"alpha_beta\":2,\"nothing\":null,\"is_good\":true,\"share\":0.1,\"free\":{\"z\":1,\"a\":null},"
            + "\"items\":[{\"b\":\"x\",\"a\":null}]}",
        Json.binding().toJson(new Answered("z", 2, null, null, true, 0.1, free, List.of(new Item("x", null)))));
  }
}
