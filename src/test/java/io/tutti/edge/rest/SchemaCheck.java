package io.tutti.edge.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what of a value does not fit a JSON schema of a description: types, members, words, lengths. Confined to one check. */
final class SchemaCheck {

  private final Map<String, Object> description;
  private final List<String> flaws = new ArrayList<>();

  SchemaCheck(Map<String, Object> description) {
    this.description = description;
  }

  /** What is wrong with {@code value} at {@code where}; empty where it fits. */
  List<String> flaws(Map<String, Object> schema, Object value, String where) {
    check(schema, value, where, true);
    return List.copyOf(flaws);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) {
    return value == null ? List.of() : (List<Object>) value;
  }

  /** {@code schema}, or what it refers to. */
  Map<String, Object> resolved(Map<String, Object> schema) {
    Map<String, Object> at = schema;
    while (at.get("$ref") instanceof String reference) {
      Object found = description;
      for (String name : reference.substring(2).split("/")) {
        found = object(found).get(name);
      }
      at = object(found);
    }
    return at;
  }

  private void check(Map<String, Object> told, Object value, String where, boolean isWhole) {
    Map<String, Object> schema = resolved(told);
    list(schema.get("allOf")).forEach(part -> check(object(part), value, where, false));
    List<Object> alternatives = new ArrayList<>(list(schema.get("anyOf")));
    alternatives.addAll(list(schema.get("oneOf")));
    if (!alternatives.isEmpty()
        && alternatives.stream().noneMatch(one -> new SchemaCheck(description).flaws(object(one), value, where).isEmpty())) {
      flaws.add(where + " is none of what it may be");
    }
    if (!fits(schema.get("type"), value)) {
      flaws.add(where + " is no " + schema.get("type"));
    } else if (value instanceof Map<?, ?>) {
      members(schema, object(value), where, isWhole);
    } else if (value instanceof List<?> items) {
      items.forEach(item -> check(object(schema.get("items")), item, where + "[]", true));
    } else if (value instanceof String text) {
      length(schema, text, where);
    }
    if (schema.get("enum") instanceof List<?> words && !words.contains(value)) {
      flaws.add(where + " is none of " + words);
    }
  }

  private void members(Map<String, Object> schema, Map<String, Object> value, String where, boolean isWhole) {
    Map<String, Object> own = object(schema.get("properties"));
    list(schema.get("required")).stream().filter(name -> !value.containsKey(name)).forEach(name -> flaws.add(where + " lacks " + name));
    Map<String, Object> all = isWhole ? properties(schema) : own;
    value.forEach((name, member) -> {
      if (own.containsKey(name)) {
        check(object(own.get(name)), member, where + "." + name, true);
      } else if (schema.get("additionalProperties") instanceof Map<?, ?> other) {
        check(object(other), member, where + "." + name, true);
      } else if (isWhole && !all.isEmpty() && !all.containsKey(name) && !schema.containsKey("additionalProperties")) {
        flaws.add(where + "." + name + " is not described");
      }
    });
  }

  private Map<String, Object> properties(Map<String, Object> told) {
    Map<String, Object> schema = resolved(told);
    Map<String, Object> all = new LinkedHashMap<>(object(schema.get("properties")));
    list(schema.get("allOf")).forEach(part -> all.putAll(properties(object(part))));
    return all;
  }

  private void length(Map<String, Object> schema, String text, String where) {
    long least = schema.get("minLength") instanceof Long number ? number : 0;
    long most = schema.get("maxLength") instanceof Long number ? number : Long.MAX_VALUE;
    if (text.length() < least || text.length() > most) {
      flaws.add(where + " has " + text.length() + " characters");
    }
  }

  private static boolean fits(Object type, Object value) {
    if (type == null) {
      return true;
    }
    if (type instanceof List<?> several) {
      return several.stream().anyMatch(one -> fits(one, value));
    }
    return switch ((String) type) {
      case "object" -> value instanceof Map;
      case "array" -> value instanceof List;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Long;
      case "number" -> value instanceof Number;
      case "null" -> value == null;
      default -> false;
    };
  }
}
