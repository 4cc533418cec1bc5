package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of parameters and conflicts as they are stored. Thread-safe: holds nothing. */
final class ParameterFormat {

  private ParameterFormat() {}

  /** Puts a conflict into the generator's object. */
  static void conflict(JsonGenerator generator, Conflict conflict) {
    generator.write("conflictId", conflict.id()).write("param", conflict.parameter()).writeStartArray("values");
    claim(generator, conflict.first());
    claim(generator, conflict.second());
    generator.writeEnd().write("expiresAt", Timestamps.iso(conflict.expiresAt()));
  }

  private static void claim(JsonGenerator generator, Conflict.Claim claim) {
    generator.writeStartObject().write("userId", claim.user().value()).write("value", claim.value()).writeEnd();
  }

  /** A conflict as {@link #conflict(JsonGenerator, Conflict)} writes it. */
  static Conflict conflict(JsonObject json) throws MalformedJson {
    var claims = json.objects("values");
    if (claims.size() != 2) {
      throw new MalformedJson("A conflict has two values");
    }
    return new Conflict(json.text("conflictId"), json.text("param"), claim(claims.get(0)), claim(claims.get(1)),
        Timestamps.millis(json.text("expiresAt")));
  }

  private static Conflict.Claim claim(JsonObject json) throws MalformedJson {
    return new Conflict.Claim(new UserId(json.text("userId")), number(json, "value"));
  }

  /** The members of {@code json} as numbers. */
  static Map<String, Double> numbers(JsonObject json) throws MalformedJson {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (String name : json.members().keySet()) {
      numbers.put(name, number(json, name));
    }
    return numbers;
  }

  static double number(JsonObject json, String name) throws MalformedJson {
    Double value = json.optionalNumber(name);
    if (value == null) {
      throw new MalformedJson(name + " must be a number");
    }
    return value;
  }
}
