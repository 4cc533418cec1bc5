package io.tutti.edge.json;

import io.tutti.identity.Names;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that came from outside, asked member by member: each question says what it expects and fails with words that
 * name the member. Immutable, as long as the map is not changed.
 */
public final class JsonObject {

  private final String where;
  private final Map<String, Object> members;

  /** The object {@code members}, which people know as {@code where} ("payload", say). */
  public JsonObject(String where, Map<String, Object> members) {
    this.where = where;
    this.members = members;
  }

  public Map<String, Object> members() {
    return members;
  }

  public boolean has(String name) {
    return members.get(name) != null;
  }

  /** A text that must be there. */
  public String text(String name) throws MalformedJson {
    String text = optionalText(name);
    if (text == null) {
      throw wrong(name, "must be a string");
    }
    return text;
  }

  /** A text, or null where it is absent or null. */
  public @Nullable String optionalText(String name) throws MalformedJson {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(name, "must be a string");
  }

  /** A printable text of 1 to {@code maxLength} characters, or null where it is absent. */
  public @Nullable String optionalName(String name, int maxLength) throws MalformedJson {
    String text = optionalText(name);
    if (text != null && (text.isEmpty() || text.length() > maxLength || !Names.isPrintable(text))) {
      throw wrong(name, "must have 1 to " + maxLength + " printable characters");
    }
    return text;
  }

  /** An integer of 0 to 2^53 − 1, or null where it is absent. */
  public @Nullable Long optionalCount(String name) throws MalformedJson {
    Object value = members.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Long count && count >= 0 && count < 1L << 53) {
      return count;
    }
    if (value instanceof Double number && number >= 0 && number < 1L << 53 && number == Math.rint(number)) {
      return number.longValue();
    }
    throw wrong(name, "must be an integer of at least 0");
  }

  /** An integer of 0 to 2^53 − 1 that must be there. */
  public long count(String name) throws MalformedJson {
    Long count = optionalCount(name);
    if (count == null) {
      throw wrong(name, "must be an integer of at least 0");
    }
    return count;
  }

  /** A number, or null where it is absent; may be infinite where the text's exponent is too large. */
  public @Nullable Double optionalNumber(String name) throws MalformedJson {
    Object value = members.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(name, "must be a number");
  }

  /** A truth value, or {@code otherwise} where it is absent. */
  public boolean optionalFlag(String name, boolean otherwise) throws MalformedJson {
    Object value = members.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "must be true or false");
  }

  /** An object, or null where it is absent. */
  @SuppressWarnings("unchecked")
  public @Nullable JsonObject optionalObject(String name) throws MalformedJson {
    Object value = members.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(name, (Map<String, Object>) map);
    }
    throw wrong(name, "must be an object");
  }

  /** A list of objects, empty where it is absent. */
  @SuppressWarnings("unchecked")
  public List<JsonObject> objects(String name) throws MalformedJson {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      return list.stream().map(item -> new JsonObject(name, (Map<String, Object>) item)).toList();
    }
    throw wrong(name, "must be a list of objects");
  }

  private MalformedJson wrong(String name, String expectation) {
    return new MalformedJson(where + "." + name + " " + expectation);
  }
}
