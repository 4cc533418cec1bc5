package io.tutti.edge.rest;

import io.tutti.edge.rest.http.PlainValue;
import io.tutti.edge.rest.http.RecordComponents;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of records, made from what binds, validates and writes them: types, null marks and constraints. A record stands under
 * its simple name, and no two have the same. Confined to one description.
 */
final class RecordSchemas {

  private static final String PREFIX = "#/components/schemas/";

  private final Map<String, Class<?>> records = new TreeMap<>();
  private final Map<String, Map<String, Object>> schemas = new TreeMap<>();

  /** A reference to the schema of what is sent as {@code type}. */
  Map<String, Object> body(Class<?> type) {
    return reference(type, true);
  }

  /** A reference to the schema of what is answered as {@code record}. */
  Map<String, Object> answer(Class<?> record) {
    return reference(record, false);
  }

  /** The schema of what is answered: a record, or a list of them. */
  Map<String, Object> answer(AnnotatedType type) {
    return schema(type, false);
  }

  /** All records that were asked for, and those in them. */
  Map<String, Map<String, Object>> all() {
    return schemas;
  }

  private Map<String, Object> reference(Class<?> record, boolean isSent) {
    String name = record.getSimpleName();
    Class<?> known = records.putIfAbsent(name, record);
    if (known == null) {
      schemas.put(name, isSent ? sent(record) : told(record));
    } else if (known != record) {
      throw new IllegalStateException("two records are called " + name + ": " + known + " and " + record);
    }
    return Map.of("$ref", PREFIX + name);
  }

  /** What is sent: only what must not be null must be there. */
  private Map<String, Object> sent(Class<?> record) {
    List<String> required = new ArrayList<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      String name = RecordComponents.name(component);
      properties.put(name, constrained(component, schema(component.getAnnotatedType(), true)));
      if (component.getAccessor().isAnnotationPresent(NotNull.class)) {
        required.add(name);
      }
    }
    return object(properties, required);
  }

  /** What is answered: all is there but what is left out where it is null. */
  private Map<String, Object> told(Class<?> record) {
    List<String> required = new ArrayList<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      String name = RecordComponents.name(component);
      boolean isAlwaysThere = RecordComponents.isNillable(component);
      Map<String, Object> schema = schema(component.getAnnotatedType(), false);
      properties.put(name, isAlwaysThere && isNullable(component.getAnnotatedType()) ? orNull(schema) : schema);
      if (isAlwaysThere) {
        required.add(name);
      }
    }
    return object(properties, required);
  }

  private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    object.put("properties", properties);
    return object;
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    if (schema.get("type") instanceof String type) {
      Map<String, Object> nullable = new LinkedHashMap<>(schema);
      nullable.put("type", List.of(type, "null"));
      return nullable;
    }
    return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
  }

  private Map<String, Object> schema(AnnotatedType type, boolean isSent) {
    if (type instanceof AnnotatedParameterizedType several) {
      AnnotatedType[] arguments = several.getAnnotatedActualTypeArguments();
      AnnotatedType item = arguments[arguments.length - 1];
      return arguments.length == 1
          ? ordered("type", "array", "items", schema(item, isSent))
          : ordered("type", "object", "additionalProperties", isNullable(item) ? Map.of() : schema(item, isSent));
    }
    Class<?> single = (Class<?>) type.getType();
    if (single == PlainValue.class || single == Object.class) {
      return Map.of();
    }
    return single.isRecord() ? reference(single, isSent) : Map.of("type", word(single));
  }

  private static String word(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == double.class || type == Double.class) {
      return "number";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "integer";
    }
    throw new IllegalStateException(type + " has no JSON type");
  }

  private static Map<String, Object> constrained(RecordComponent component, Map<String, Object> schema) {
    Map<String, Object> constrained = new LinkedHashMap<>(schema);
    Min min = component.getAccessor().getAnnotation(Min.class);
    Max max = component.getAccessor().getAnnotation(Max.class);
    Pattern words = component.getAccessor().getAnnotation(Pattern.class);
    if (min != null) {
      constrained.put("minimum", min.value());
    }
    if (max != null) {
      constrained.put("maximum", max.value());
    }
    if (words != null) {
      List<@Nullable String> all = new ArrayList<>(List.of(words.regexp().split("\\|")));
      if (isNullable(component.getAnnotatedType())) {
        all.add(null);
      }
      constrained.put("enum", all);
    }
    return isNullable(component.getAnnotatedType()) && !constrained.isEmpty() ? orNull(constrained) : constrained;
  }

  private static Map<String, Object> ordered(String first, Object one, String second, Object two) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    ordered.put(first, one);
    ordered.put(second, two);
    return ordered;
  }
}
