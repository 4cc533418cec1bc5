package io.tutti.edge.rest.http;

import io.tutti.edge.json.JsonText;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON answers. They leave as bytes, which every JAX-RS implementation writes as they are. Holds nothing. */
public final class Answer {

  private Answer() {}

  public static Response.ResponseBuilder of(Consumer<JsonGenerator> content) {
    return Response.ok(JsonText.write(content).getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE);
  }

  public static Response of(Map<String, ? extends @Nullable Object> object) {
    return of(generator -> JsonText.value(generator, object)).build();
  }

  /** {@code {message}}. */
  public static Response message(String text) {
    return of(Map.of("message", text));
  }
}
