package io.tutti.edge.rest;

import io.tutti.edge.rest.http.Answers;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.PatchMembers;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI description of the routes (rule REST30): what a route takes and answers is made from its records, and what is said
 * about it, with examples, from {@code routes.json}. There, of an operation, {@code body} holds what is said of the body,
 * {@code refusals} the statuses of the common refusals, and {@code answer} in a response its example; whatever is no record is
 * described there as a whole. Immutable.
 */
final class RouteDescription {

  /** What may be said about a record or its member beyond what was made of it: the core's bounds, which no constraint repeats. */
  private static final Set<String> SAYABLE = Set.of(
      "description", "format", "default", "minLength", "maxLength", "pattern", "minItems", "maxItems", "minimum", "maximum");

  private final Map<String, Object> said;
  private final RecordSchemas schemas = new RecordSchemas();

  /** {@code said}: the content of {@code routes.json}. */
  RouteDescription(Map<String, Object> said) {
    this.said = said;
  }

  /** The whole description. */
  Map<String, Object> whole() {
    Map<String, Method> routes = new TreeMap<>();
    TuttiApplication.RESOURCES.forEach(resource -> routes(resource, routes));
    Map<String, Object> paths = new LinkedHashMap<>();
    object(said, "paths").forEach((path, operations) -> {
      Map<String, Object> described = new LinkedHashMap<>();
      object(operations).forEach((verb, operation) ->
          described.put(verb, operation(object(operation), Optional.ofNullable(routes.get(verb + " " + path)))));
      paths.put(path, described);
    });
    Map<String, Object> whole = new LinkedHashMap<>(said);
    whole.put("paths", paths);
    whole.put("components", components());
    return whole;
  }

  private static void routes(Class<?> resource, Map<String, Method> routes) {
    String root = resource.getAnnotation(Path.class).value();
    for (Method method : resource.getMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (verb != null) {
          Path below = method.getAnnotation(Path.class);
          String path = ("/api/" + root + "/" + (below == null ? "" : below.value())).replaceAll("/+", "/").replaceAll("/$", "");
          routes.merge(verb.value().toLowerCase(Locale.ROOT) + " " + path, method, RouteDescription::described);
        }
      }
    }
  }

  /** Where an address answers by several methods, which differ in their media type, the record's is described. */
  private static Method described(Method one, Method other) {
    return one.getReturnType().isRecord() ? one : other;
  }

  private Map<String, Object> operation(Map<String, Object> told, Optional<Method> route) {
    Map<String, Object> operation = new LinkedHashMap<>(told);
    Object body = operation.remove("body");
    Object refusals = operation.remove("refusals");
    route.flatMap(RouteDescription::bound).ifPresent(record ->
        operation.put("requestBody", body(record, body == null ? Map.of() : object(body), media(route.orElseThrow()))));
    Map<String, Object> responses = new LinkedHashMap<>();
    object(operation, "responses").forEach((status, response) ->
        responses.put(status, status.startsWith("2") ? response(object(response), route) : response));
    if (refusals instanceof List<?> statuses) {
      statuses.forEach(status -> responses.put(String.valueOf(status), Map.of("$ref", "#/components/responses/" + name(status))));
    }
    operation.put("responses", responses);
    return operation;
  }

  private static String name(Object status) {
    return switch (String.valueOf(status)) {
      case "400" -> "BadRequest";
      case "401" -> "Unauthenticated";
      case "403" -> "Forbidden";
      case "404" -> "NotFound";
      case "409" -> "Conflict";
      case "410" -> "Gone";
      case "413" -> "TooLarge";
      case "415" -> "UnsupportedMediaType";
      case "422" -> "Invalid";
      case "429" -> "TooMany";
      case "503" -> "Unavailable";
      default -> throw new IllegalStateException("no common refusal has the status " + status);
    };
  }

  /** The record that a route takes, if it takes one. */
  private static Optional<Class<?>> bound(Method route) {
    return Arrays.stream(route.getGenericParameterTypes())
        .filter(type -> type instanceof ParameterizedType bound && bound.getRawType() == JsonBody.class)
        .<Type>map(type -> ((ParameterizedType) type).getActualTypeArguments()[0])
        .filter(type -> type != PatchMembers.class)
        .<Class<?>>map(type -> (Class<?>) type)
        .findFirst();
  }

  private static List<String> media(Method route) {
    Consumes consumes = route.getAnnotation(Consumes.class);
    return consumes == null ? List.of(MediaType.APPLICATION_JSON) : List.of(consumes.value());
  }

  private Map<String, Object> body(Class<?> record, Map<String, Object> told, List<String> media) {
    Map<String, Object> content = new LinkedHashMap<>();
    media.forEach(type -> content.put(type, described(sent(record, told), told.get("example"))));
    Map<String, Object> body = new LinkedHashMap<>();
    if (told.containsKey("description")) {
      body.put("description", told.get("description"));
    }
    body.put("required", told.getOrDefault("required", true));
    body.put("content", content);
    return body;
  }

  /** The record's schema, and beside it what else may be sent. */
  private Map<String, Object> sent(Class<?> record, Map<String, Object> told) {
    Object also = told.get("also");
    return also == null ? schemas.body(record) : Map.of("allOf", List.of(schemas.body(record), also));
  }

  private static Map<String, Object> described(Map<String, Object> schema, @Nullable Object example) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("schema", schema);
    if (example != null) {
      described.put("example", example);
    }
    return described;
  }

  private Map<String, Object> response(Map<String, Object> told, Optional<Method> route) {
    Map<String, Object> response = new LinkedHashMap<>(told);
    Object example = response.remove("answer");
    route.flatMap(this::answer).ifPresent(schema -> {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put(MediaType.APPLICATION_JSON, described(schema, example));
      content.putAll(object(told.getOrDefault("content", Map.of())));
      response.put("content", content);
    });
    return response;
  }

  private Optional<Map<String, Object>> answer(Method route) {
    Answers named = route.getAnnotation(Answers.class);
    if (named != null) {
      return Optional.of(schemas.answer(named.value()));
    }
    return Stream.of(route).filter(method -> method.getReturnType().isRecord() || method.getReturnType() == List.class)
        .map(method -> schemas.answer(method.getAnnotatedReturnType())).findFirst();
  }

  private Map<String, Object> components() {
    Map<String, Object> components = new LinkedHashMap<>(object(said, "components"));
    Map<String, Object> all = new TreeMap<>(object(components, "schemas"));
    schemas.all().forEach((name, schema) -> all.merge(name, schema, (told, made) -> merged(object(made), object(told), name)));
    components.put("schemas", all);
    return components;
  }

  /** What was made of a record, and what is said about it and its members: nothing that it does not have. */
  private static Map<String, Object> merged(Map<String, Object> made, Map<String, Object> told, String where) {
    Map<String, Object> merged = new LinkedHashMap<>(made);
    told.forEach((name, value) -> {
      Object known = merged.get(name);
      if (known == null && SAYABLE.contains(name)) {
        merged.put(name, value);
      } else if (known instanceof Map<?, ?> free && free.isEmpty()) {
        merged.put(name, value);
      } else if (known instanceof Map<?, ?> && value instanceof Map<?, ?>) {
        merged.put(name, merged(object(known), object(value), where + "." + name));
      } else {
        throw new IllegalStateException(where + " has no " + name + " to describe");
      }
    });
    return merged;
  }

  private static Map<String, Object> object(Map<String, Object> in, String name) {
    return object(in.getOrDefault(name, Map.of()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
