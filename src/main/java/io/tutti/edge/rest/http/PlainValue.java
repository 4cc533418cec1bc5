package io.tutti.edge.rest.http;

import io.tutti.edge.json.JsonObject;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.adapter.JsonbAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member of a body that no record describes, as one of the plain values of {@link io.tutti.edge.json.JsonText}. Immutable, as long
 * as the value is not changed.
 */
public record PlainValue(Object value) {

  /** The object that it is; refused where it is none. {@code name}: the member's, for people. */
  @SuppressWarnings("unchecked")
  public JsonObject object(String name) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(name, (Map<String, Object>) map);
    }
    throw Problem.wrong(name, "must be an object", value);
  }

  /** How JSON-B reads one. Thread-safe: holds nothing. */
  public static final class Adapter implements JsonbAdapter<PlainValue, JsonValue> {

    @Override
    public JsonValue adaptToJson(PlainValue plain) {
      throw new UnsupportedOperationException("plain values are only read");
    }

    @Override
    public @Nullable PlainValue adaptFromJson(JsonValue json) {
      Object value = plain(json);
      return value == null ? null : new PlainValue(value);
    }

    private static @Nullable Object plain(JsonValue json) {
      return switch (json.getValueType()) {
        case NULL -> null;
        case TRUE -> Boolean.TRUE;
        case FALSE -> Boolean.FALSE;
        case STRING -> ((JsonString) json).getString();
        case NUMBER -> number(json.toString());
        case ARRAY -> list(json.asJsonArray());
        case OBJECT -> object(json.asJsonObject());
      };
    }

    /** Never by way of BigInteger: 1e1000000000 would take for ever to become one. */
    private static Number number(String digits) {
      if (digits.length() <= 18 && digits.matches("-?[0-9]+") && !digits.equals("-0")) {
        return Long.valueOf(digits);
      }
      return Double.valueOf(digits);
    }

    private static List<@Nullable Object> list(JsonArray json) {
      List<@Nullable Object> list = new ArrayList<>(json.size());
      json.forEach(item -> list.add(plain(item)));
      return list;
    }

    private static Map<String, @Nullable Object> object(Map<String, JsonValue> json) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      json.forEach((name, value) -> object.put(name, plain(value)));
      return object;
    }
  }
}
