package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Operation;
import io.tutti.text.Span;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Operations on a text as they are stored: {@code {"ins": text, "id": [l, r], "after": [l, r],
 * "restores"?: [[l, r, count], …]}} and {@code {"del": [[l, r, count], …]}}. Only their form is judged here; what they mean, and the range of a lamport, is for
 * {@link io.tutti.text.TextDocument}. Thread-safe: holds nothing.
 */
final class OperationFormat {

  private OperationFormat() {}

  /** Puts the operations as the member {@code name} into the generator's object. */
  static void operations(JsonGenerator generator, String name, List<Operation> operations) {
    generator.writeStartArray(name);
    for (Operation operation : operations) {
      generator.writeStartObject();
      operation.match(insert -> insert(generator, insert), delete -> delete(generator, delete));
      generator.writeEnd();
    }
    generator.writeEnd();
  }

  private static JsonGenerator insert(JsonGenerator generator, Insert insert) {
    generator.write("ins", insert.text());
    id(generator.writeStartArray("id"), insert.id()).writeEnd();
    id(generator.writeStartArray("after"), insert.after()).writeEnd();
    return insert.restores().isEmpty() ? generator : spans(generator, "restores", insert.restores());
  }

  private static JsonGenerator delete(JsonGenerator generator, Delete delete) {
    return spans(generator, "del", delete.spans());
  }

  private static JsonGenerator spans(JsonGenerator generator, String name, List<Span> spans) {
    generator.writeStartArray(name);
    for (Span span : spans) {
      generator.writeStartArray().write(span.lamport()).write(span.replica()).write(span.count()).writeEnd();
    }
    return generator.writeEnd();
  }

  private static JsonGenerator id(JsonGenerator array, ElementId id) {
    return array.write(id.lamport()).write(id.replica());
  }

  /**
   * The operations of a parsed list.
   *
   * @param value a plain value as {@link JsonText} reads it
   * @param where what people know it as ("payload.ops", say)
   * @throws MalformedJson if it is no list of operations; the message says what is wrong, and where
   */
  static List<Operation> operations(@Nullable Object value, String where) throws MalformedJson {
    List<?> items = list(value, where);
    List<Operation> operations = new ArrayList<>(items.size());
    for (Object item : items) {
      operations.add(operation(item, where + "[" + operations.size() + "]"));
    }
    return operations;
  }

  private static Operation operation(@Nullable Object value, String where) throws MalformedJson {
    if (!(value instanceof Map<?, ?> members)) {
      throw new MalformedJson(where + " must be an object");
    }
    boolean inserts = members.containsKey("ins");
    if (inserts == members.containsKey("del")) {
      throw new MalformedJson(where + " must have either ins or del");
    }
    if (!inserts) {
      return new Delete(spans(members.get("del"), where + ".del"));
    }
    String text = text(members.get("ins"), where + ".ins");
    ElementId id = id(members.get("id"), where + ".id");
    ElementId after = id(members.get("after"), where + ".after");
    return members.containsKey("restores")
        ? new Insert(text, id, after, spans(members.get("restores"), where + ".restores"))
        : new Insert(text, id, after);
  }

  private static List<Span> spans(@Nullable Object value, String where) throws MalformedJson {
    List<?> items = list(value, where);
    List<Span> spans = new ArrayList<>(items.size());
    for (Object item : items) {
      String at = where + "[" + spans.size() + "]";
      List<?> parts = list(item, at);
      if (parts.size() != 3) {
        throw new MalformedJson(at + " must be [lamport, replica, count]");
      }
      spans.add(new Span(
          integer(parts.get(0), at + "[0]"), text(parts.get(1), at + "[1]"), integer(parts.get(2), at + "[2]")));
    }
    return spans;
  }

  private static ElementId id(@Nullable Object value, String where) throws MalformedJson {
    List<?> parts = list(value, where);
    if (parts.size() != 2) {
      throw new MalformedJson(where + " must be [lamport, replica]");
    }
    return new ElementId(integer(parts.get(0), where + "[0]"), text(parts.get(1), where + "[1]"));
  }

  private static List<?> list(@Nullable Object value, String where) throws MalformedJson {
    if (value instanceof List<?> items) {
      return items;
    }
    throw new MalformedJson(where + " must be a list");
  }

  private static String text(@Nullable Object value, String where) throws MalformedJson {
    if (value instanceof String text) {
      return text;
    }
    throw new MalformedJson(where + " must be a string");
  }

  private static long integer(@Nullable Object value, String where) throws MalformedJson {
    if (value instanceof Long number) {
      return number;
    }
    throw new MalformedJson(where + " must be an integer of at most 18 digits");
  }
}
