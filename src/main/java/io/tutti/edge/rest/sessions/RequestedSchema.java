package io.tutti.edge.rest.sessions;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.SchemaJson;
import io.tutti.edge.rest.http.Problem;
import io.tutti.parameters.Parameter;
import io.tutti.parameters.ParameterSchema;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameter schema of a request's body. Holds nothing. */
final class RequestedSchema {

  private RequestedSchema() {}

  /** Reads a schema; what is wrong is refused with the name of the parameter. */
  static ParameterSchema read(JsonObject json) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (String name : json.members().keySet()) {
      try {
        parameters.put(name, SchemaJson.parameter(json, name));
      } catch (MalformedJson | IllegalArgumentException e) {
        throw wrong(e, "body", "schema", name);
      }
    }
    try {
      return new ParameterSchema(parameters);
    } catch (IllegalArgumentException e) {
      throw wrong(e, "body", "schema");
    }
  }

  private static Problem wrong(Exception failure, String... where) {
    return Problem.invalid("value_error", String.valueOf(failure.getMessage()), null, where);
  }
}
