package io.tutti.edge.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of an object that must be there, or be of one kind. Thread-safe: holds nothing. */
public final class JsonMembers {

  private JsonMembers() {}

  /** How one element of a list is read. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(JsonObject json) throws MalformedJson;
  }

  public static JsonObject required(JsonObject json, String name) throws MalformedJson {
    JsonObject object = json.optionalObject(name);
    if (object == null) {
      throw new MalformedJson(name + " must be an object");
    }
    return object;
  }

  @SuppressWarnings("NullAway")
  public static Map<String, @Nullable Object> object(JsonObject json, String name) throws MalformedJson {
    return required(json, name).members();
  }

  public static long count(JsonObject json, String name) throws MalformedJson {
    Long count = json.optionalCount(name);
    if (count == null) {
      throw new MalformedJson(name + " must be an integer of at least 0");
    }
    return count;
  }

  public static int smallCount(JsonObject json, String name) throws MalformedJson {
    long count = count(json, name);
    if (count > Integer.MAX_VALUE) {
      throw new MalformedJson(name + " is too large");
    }
    return (int) count;
  }

  public static int integer(JsonObject json, String name) throws MalformedJson {
    if (json.members().get(name) instanceof Long number && number.intValue() == number) {
      return number.intValue();
    }
    throw new MalformedJson(name + " must be an integer");
  }

  public static boolean flag(JsonObject json, String name, boolean absent) throws MalformedJson {
    Object value = json.members().get(name);
    if (value == null) {
      return absent;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new MalformedJson(name + " must be true or false");
  }

  public static String text(JsonObject json, String name, String absent) throws MalformedJson {
    String text = json.optionalText(name);
    return text == null ? absent : text;
  }

  public static List<String> texts(JsonObject json, String name) throws MalformedJson {
    Object value = json.members().get(name);
    if (value == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object item : value instanceof List<?> list ? list : List.of(0)) {
      if (!(item instanceof String text)) {
        throw new MalformedJson(name + " must be a list of strings");
      }
      texts.add(text);
    }
    return texts;
  }

  public static <T> List<T> list(JsonObject json, String name, Reading<T> reading) throws MalformedJson {
    List<T> items = new ArrayList<>();
    for (JsonObject item : json.objects(name)) {
      items.add(reading.read(item));
    }
    return items;
  }
}
