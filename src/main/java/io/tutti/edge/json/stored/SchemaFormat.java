package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.parameters.Expression;
import io.tutti.parameters.Parameter;
import io.tutti.parameters.ParameterSchema;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parameter schema as it is stored: name to {@code {min?, max?, initial, step?, label?, unit?}} or
 * {@code {computed, label?, unit?}}. Thread-safe: holds nothing.
 */
public final class SchemaFormat {

  private SchemaFormat() {}

  /** Puts the member {@code name} with the schema into the generator's object. */
  static void write(JsonGenerator generator, String name, ParameterSchema schema) {
    generator.writeStartObject(name);
    members(generator, schema);
    generator.writeEnd();
  }

  /** Puts one member for each parameter, in the schema's order, into the generator's object. */
  public static void members(JsonGenerator generator, ParameterSchema schema) {
    schema.parameters().forEach((name, parameter) -> {
      generator.writeStartObject(name);
      if (parameter instanceof Parameter.Adjustable adjustable) {
        optional(generator, "min", adjustable.min());
        optional(generator, "max", adjustable.max());
        generator.write("initial", adjustable.initial());
        optional(generator, "step", adjustable.step());
      } else if (parameter instanceof Parameter.Computed computed) {
        generator.write("computed", computed.formula().toString());
      }
      optional(generator, "label", parameter.label());
      optional(generator, "unit", parameter.unit());
      generator.writeEnd();
    });
  }

  private static void optional(JsonGenerator generator, String name, @Nullable Object value) {
    if (value != null) {
      JsonText.member(generator, name, value);
    }
  }

  /**
   * Reads a whole schema.
   *
   * @throws MalformedJson if a member is no parameter
   * @throws IllegalArgumentException if a parameter, or all of them together, cannot be
   */
  public static ParameterSchema read(JsonObject json) throws MalformedJson {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (String name : json.members().keySet()) {
      parameters.put(name, parameter(json, name));
    }
    return new ParameterSchema(parameters);
  }

  private static Parameter parameter(JsonObject schema, String name) throws MalformedJson {
    JsonObject json = schema.optionalObject(name);
    if (json == null) {
      throw new MalformedJson(name + " must be an object");
    }
    return json.has("computed") ? computed(json) : adjustable(json);
  }

  private static Parameter computed(JsonObject json) throws MalformedJson {
    return new Parameter.Computed(
        Expression.parse(json.text("computed")), json.optionalText("label"), json.optionalText("unit"));
  }

  private static Parameter adjustable(JsonObject json) throws MalformedJson {
    Double initial = json.optionalNumber("initial");
    if (initial == null) {
      throw new MalformedJson("initial must be a number");
    }
    return new Parameter.Adjustable(json.optionalNumber("min"), json.optionalNumber("max"), initial,
        json.optionalNumber("step"), json.optionalText("label"), json.optionalText("unit"));
  }
}
