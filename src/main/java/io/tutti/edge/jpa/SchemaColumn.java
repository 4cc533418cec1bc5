package io.tutti.edge.jpa;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.stored.SchemaFormat;
import io.tutti.parameters.ParameterSchema;
import io.tutti.session.JournalFailure;

/** A session's parameters as the column {@code parameters} holds them: a JSON object by name. Thread-safe: holds nothing. */
final class SchemaColumn {

  private SchemaColumn() {}

  static String write(ParameterSchema schema) {
    return JsonText.write(generator -> {
      generator.writeStartObject();
      SchemaFormat.members(generator, schema);
      generator.writeEnd();
    });
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JournalFailure where the column holds something else
   */
  static ParameterSchema read(String text) {
    try {
      return SchemaFormat.read(new JsonObject("parameters", JsonText.readObject(text)));
    } catch (MalformedJson | IllegalArgumentException e) {
      throw new JournalFailure("the parameters of a session cannot be read: " + e.getMessage(), e, false);
    }
  }
}
