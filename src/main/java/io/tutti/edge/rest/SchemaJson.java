package io.tutti.edge.rest;

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
 * A parameter schema as it is sent: name to {@code {min?, max?, initial, step?, label?, unit?}} or
 * {@code {computed, label?, unit?}}. Holds nothing.
 */
final class SchemaJson {

  private SchemaJson() {}

  /** Reads a schema; what is wrong is refused with the name of the parameter. */
  static ParameterSchema read(JsonObject json) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (String name : json.members().keySet()) {
      parameters.put(name, parameter(name, json));
    }
    try {
      return new ParameterSchema(parameters);
    } catch (IllegalArgumentException e) {
      throw wrong(e, "body", "schema");
    }
  }

  private static Parameter parameter(String name, JsonObject schema) {
    try {
      JsonObject json = schema.optionalObject(name);
      if (json == null) {
        throw new MalformedJson(name + " must be an object");
      }
      return json.has("computed") ? computed(json) : adjustable(json);
    } catch (MalformedJson | IllegalArgumentException e) {
      throw wrong(e, "body", "schema", name);
    }
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

  private static Problem wrong(Exception failure, String... where) {
    return Problem.invalid("value_error", String.valueOf(failure.getMessage()), null, where);
  }

  /** Puts the member {@code name} with the schema into the generator's object. */
  static void write(JsonGenerator generator, String name, ParameterSchema schema) {
    generator.writeStartObject(name);
    schema.parameters().forEach((parameter, definition) -> {
      generator.writeStartObject(parameter);
      if (definition instanceof Parameter.Adjustable adjustable) {
        given(generator, "min", adjustable.min());
        given(generator, "max", adjustable.max());
        generator.write("initial", adjustable.initial());
        given(generator, "step", adjustable.step());
      } else if (definition instanceof Parameter.Computed computed) {
        generator.write("computed", computed.formula().toString());
      }
      given(generator, "label", definition.label());
      given(generator, "unit", definition.unit());
      generator.writeEnd();
    });
    generator.writeEnd();
  }

  private static void given(JsonGenerator generator, String name, @Nullable Object value) {
    if (value != null) {
      JsonText.member(generator, name, value);
    }
  }
}
