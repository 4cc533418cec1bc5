package io.tutti.e2e;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether what came is what was to come: every member that was recorded is there with the same value; further members may be.
 * Times need only be times; numbers are the same where a reader of the page could not tell them apart; a computed value
 * that the original did not know yet (null) is a number at once. Immutable.
 */
record Likeness(boolean withNumbers, boolean inOrder) {

  private static final Set<String> TIMES = Set.of("timestamp", "created_at", "updated_at", "expires_at");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
  private static final double TINY = 1e-9;

  boolean holds(JsonValue expected, JsonValue actual) {
    if (expected instanceof JsonObject object) {
      return actual instanceof JsonObject other && members(object, other);
    }
    if (expected instanceof JsonArray array) {
      return actual instanceof JsonArray other && items(array, other);
    }
    if (expected instanceof JsonNumber number) {
      return actual instanceof JsonNumber other && Math.abs(number.doubleValue() - other.doubleValue()) < TINY;
    }
    return expected.equals(actual);
  }

  private boolean members(JsonObject expected, JsonObject actual) {
    return expected.entrySet().stream().allMatch(member -> member(member, actual.get(member.getKey())));
  }

  private boolean member(Map.Entry<String, JsonValue> expected, JsonValue actual) {
    String name = expected.getKey();
    if (TIMES.contains(name)) {
      return actual instanceof JsonString text && TIME.matcher(text.getString()).matches();
    }
    if (name.equals("seq") && !withNumbers) {
      return actual instanceof JsonNumber;
    }
    if (name.equals("beta") && expected.getValue() == JsonValue.NULL) {
      return actual instanceof JsonNumber;
    }
    return actual != null && holds(expected.getValue(), actual);
  }

  private boolean items(List<JsonValue> expected, List<JsonValue> actual) {
    if (!inOrder) {
      return expected.stream().allMatch(item -> actual.stream().anyMatch(other -> holds(item, other)));
    }
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!holds(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }
}
