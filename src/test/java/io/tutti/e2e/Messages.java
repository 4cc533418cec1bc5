package io.tutti.e2e;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the native protocol as JSON, made and read without any of the server's own code. Immutable. */
final class Messages {

  private Messages() {}

  static JsonObject read(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  static JsonObject auth(@Nullable String token, @Nullable String name) {
    JsonObjectBuilder payload = Json.createObjectBuilder();
    if (token != null) {
      payload.add("token", token);
    }
    if (name != null) {
      payload.add("name", name);
    }
    return message("auth", payload.build());
  }

  static JsonObject message(String type, JsonObject payload) {
    return Json.createObjectBuilder().add("type", type).add("payload", payload).build();
  }

  static JsonObject message(String type) {
    return Json.createObjectBuilder().add("type", type).build();
  }

  static JsonObject update(Map<String, Double> values) {
    JsonObjectBuilder payload = Json.createObjectBuilder();
    values.forEach(payload::add);
    return message("param:update", payload.build());
  }

  static JsonObject update(String name, double value) {
    return update(Map.of(name, value));
  }

  static JsonObject withRef(JsonObject message, String ref) {
    return Json.createObjectBuilder(message).add("ref", ref).build();
  }

  static String type(JsonObject message) {
    return message.getString("type", "");
  }

  static JsonObject payload(JsonObject message) {
    return message.containsKey("payload") ? message.getJsonObject("payload") : JsonValue.EMPTY_JSON_OBJECT;
  }

  /** The place in the log that the message names, or −1. */
  static long seq(JsonObject message) {
    return message.get("seq") instanceof JsonNumber seq ? seq.longValue() : -1;
  }

  /** The code of an {@code error}, or an empty text. */
  static String code(JsonObject message) {
    return payload(message).getString("code", "");
  }

  /** The value of parameter {@code name} in a {@code param:broadcast}, NaN where it has none. */
  static double param(JsonObject broadcast, String name) {
    JsonObject params = payload(broadcast).getJsonObject("params");
    return params != null && params.containsKey(name) ? params.getJsonNumber(name).doubleValue() : Double.NaN;
  }
}
