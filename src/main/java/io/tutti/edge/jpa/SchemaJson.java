package io.tutti.edge.jpa;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.parameters.Expression;
import io.tutti.parameters.Parameter;
import io.tutti.parameters.ParameterSchema;
import io.tutti.session.JournalFailure;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session's parameters as the column {@code parameters} holds them: a JSON object by name. Thread-safe: holds nothing. */
final class SchemaJson {

  private SchemaJson() {}

  static String write(ParameterSchema schema) {
    return JsonText.write(generator -> {
      generator.writeStartObject();
      schema.parameters().forEach((name, parameter) -> {
        generator.writeStartObject(name);
        parameter(generator, parameter);
        generator.writeEnd();
      });
      generator.writeEnd();
    });
  }

  private static void parameter(JsonGenerator generator, Parameter parameter) {
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
  }

  private static void optional(JsonGenerator generator, String name, @Nullable Object value) {
    if (value != null) {
      JsonText.member(generator, name, value);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JournalFailure where the column holds something else
   */
  static ParameterSchema read(String text) {
    try {
      JsonObject json = new JsonObject("parameters", JsonText.readObject(text));
      Map<String, Parameter> parameters = new LinkedHashMap<>();
      for (String name : json.members().keySet()) {
        JsonObject parameter = json.optionalObject(name);
        if (parameter == null) {
          throw new MalformedJson("parameters." + name + " must be an object");
        }
        parameters.put(name, parameter(parameter));
      }
      return new ParameterSchema(parameters);
    } catch (MalformedJson | IllegalArgumentException e) {
      throw new JournalFailure("the parameters of a session cannot be read: " + e.getMessage(), e, false);
    }
  }

  private static Parameter parameter(JsonObject json) throws MalformedJson {
    String label = json.optionalText("label");
    String unit = json.optionalText("unit");
    String formula = json.optionalText("computed");
    if (formula != null) {
      return new Parameter.Computed(Expression.parse(formula), label, unit);
    }
    Double initial = json.optionalNumber("initial");
    if (initial == null) {
      throw new MalformedJson("an adjustable parameter has an initial value");
    }
    return new Parameter.Adjustable(json.optionalNumber("min"), json.optionalNumber("max"), initial,
        json.optionalNumber("step"), label, unit);
  }
}
