package io.tutti.edge.json;

import io.tutti.identity.Names;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as plain Java values: {@code Map<String, Object>}, {@code List<Object>}, {@code String},
 * {@code Long} (an integer that fits), {@code Double} (any other number, maybe infinite), {@code Boolean}, null.
 * Thread-safe: holds nothing but factories.
 */
public final class JsonText {

  /** How deep what is read may be nested. */
  public static final int MAX_DEPTH = 64;

  private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());
  private static final JsonGeneratorFactory GENERATORS = JsonProvider.provider().createGeneratorFactory(Map.of());

  private JsonText() {}

  /**
   * Reads one JSON object.
   *
   * @throws MalformedJson if {@code text} is anything else: no JSON, no object, followed by more, nested deeper than
   *     {@value #MAX_DEPTH}, with a repeated key, or with a string that is no valid Unicode
   */
  public static Map<String, Object> readObject(String text) throws MalformedJson {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
        throw new MalformedJson("The message is no JSON object");
      }
      Map<String, Object> object = object(parser, 1);
      if (parser.hasNext()) {
        throw new MalformedJson("The message goes on after its JSON object");
      }
      return object;
    } catch (JsonParsingException e) {
      throw new MalformedJson("The message is no valid JSON (character " + (e.getLocation().getStreamOffset() + 1) + ")");
    } catch (jakarta.json.JsonException | IllegalStateException | java.util.NoSuchElementException e) {
      throw new MalformedJson("The message is no valid JSON");
    }
  }

  private static Map<String, Object> object(JsonParser parser, int depth) throws MalformedJson {
    requireDepth(depth);
    Map<String, Object> object = new LinkedHashMap<>();
    while (true) {
      JsonParser.Event event = parser.next();
      if (event == JsonParser.Event.END_OBJECT) {
        return object;
      }
      String key = unicode(parser.getString());
      Object value = value(parser, parser.next(), depth);
      if (object.containsKey(key)) {
        throw new MalformedJson("The key " + shortened(key) + " stands twice in one object");
      }
      put(object, key, value);
    }
  }

  /** JSON null is kept as a null value. */
  @SuppressWarnings("NullAway")
  private static void put(Map<String, Object> object, String key, @Nullable Object value) {
    object.put(key, value);
  }

  private static List<@Nullable Object> array(JsonParser parser, int depth) throws MalformedJson {
    requireDepth(depth);
    List<@Nullable Object> array = new ArrayList<>();
    while (true) {
      JsonParser.Event event = parser.next();
      if (event == JsonParser.Event.END_ARRAY) {
        return array;
      }
      array.add(value(parser, event, depth));
    }
  }

  private static @Nullable Object value(JsonParser parser, JsonParser.Event event, int depth) throws MalformedJson {
    return switch (event) {
      case START_OBJECT -> object(parser, depth + 1);
      case START_ARRAY -> array(parser, depth + 1);
      case VALUE_STRING -> unicode(parser.getString());
      case VALUE_NUMBER -> number(parser.getString());
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case KEY_NAME, END_OBJECT, END_ARRAY -> throw new MalformedJson("The message is no valid JSON");
    };
  }

  /** Never by way of BigDecimal: 1e1000000000 would take for ever to become an integer. */
  private static Number number(String digits) {
    if (isShortInteger(digits)) {
      return Long.valueOf(digits);
    }
    return Double.valueOf(digits);
  }

  private static boolean isShortInteger(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c != '-' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return digits.length() <= 18 && !digits.equals("-0");
  }

  private static String unicode(String text) throws MalformedJson {
    if (!Names.isUnicode(text)) {
      throw new MalformedJson("The message has a string that is no valid Unicode");
    }
    return text;
  }

  private static void requireDepth(int depth) throws MalformedJson {
    if (depth > MAX_DEPTH) {
      throw new MalformedJson("The message is nested deeper than " + MAX_DEPTH);
    }
  }

  private static String shortened(String key) {
    return '"' + (key.length() > 40 ? key.substring(0, key.offsetByCodePoints(0, Math.min(20, key.codePointCount(0, key.length())))) + '…' : key) + '"';
  }

  /** Writes one JSON text with what {@code content} puts into the generator. */
  public static String write(Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator generator = GENERATORS.createGenerator(text)) {
      content.accept(generator);
    }
    return text.toString();
  }

  /** {@code text} as a JSON string, quotes included. */
  public static String quoted(String text) {
    String array = write(generator -> generator.writeStartArray().write(text).writeEnd());
    return array.substring(1, array.length() - 1);
  }

  /** Writes one JSON object of plain values. */
  public static String write(Map<String, ?> object) {
    return write(generator -> value(generator, object));
  }

  /** Puts {@code value}, one of the plain values, where the generator stands: in an array, or as the whole text. */
  public static void value(JsonGenerator generator, @Nullable Object value) {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      map.forEach((key, member) -> member(generator, String.valueOf(key), member));
      generator.writeEnd();
    } else if (value instanceof Iterable<?> items) {
      generator.writeStartArray();
      items.forEach(item -> value(generator, item));
      generator.writeEnd();
    } else if (value instanceof Double number) {
      generator.write(number);
    } else if (value instanceof Number number) {
      generator.write(number.longValue());
    } else if (value instanceof Boolean flag) {
      generator.write(flag);
    } else {
      generator.write(value.toString());
    }
  }

  /** Puts the member {@code name} with {@code value}, one of the plain values, into the generator's object. */
  public static void member(JsonGenerator generator, String name, @Nullable Object value) {
    if (value instanceof String text) {
      generator.write(name, text);
    } else {
      generator.writeKey(name);
      value(generator, value);
    }
  }

  /** About how many characters {@code value}, one of the plain values, has as JSON. */
  public static long sizeOf(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      long size = 2;
      for (Map.Entry<?, ?> member : map.entrySet()) {
        size += sizeOf(member.getKey()) + sizeOf(member.getValue()) + 2;
      }
      return size;
    } else if (value instanceof Iterable<?> items) {
      long size = 2;
      for (Object item : items) {
        size += sizeOf(item) + 1;
      }
      return size;
    }
    return value instanceof String text ? text.length() + 2L : 8;
  }
}
