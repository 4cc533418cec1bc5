package io.tutti.edge.rest.http;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that a request carries, asked member by member; what is wrong becomes a {@link Problem} of status 422 that names
 * the member. Immutable.
 */
public final class RequestBody {

  /** Most bytes of a body. */
  static final int MAX_BYTES = 1 << 20;

  /** What is too long is read to here and thrown away, so that the one who sends it can hear the answer. */
  private static final int MAX_SWALLOWED_BYTES = 16 << 20;

  private final Map<String, Object> members;

  private RequestBody(Map<String, Object> members) {
    this.members = members;
  }

  /** The body that must be there. */
  public static RequestBody required(@Nullable InputStream in) {
    RequestBody body = optional(in);
    if (body == null) {
      throw Problem.missing("body");
    }
    return body;
  }

  /** The body, or null where there is none. */
  public static @Nullable RequestBody optional(@Nullable InputStream in) {
    if (in == null) {
      return null;
    }
    String text = text(in);
    if (text.isBlank()) {
      return null;
    }
    try {
      return new RequestBody(JsonText.readObject(text));
    } catch (MalformedJson e) {
      throw Problem.invalid("json_invalid", String.valueOf(e.getMessage()), null, "body");
    }
  }

  private static String text(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        swallow(in);
        throw Problem.of(413, ErrorCode.TOO_LARGE, "A body has at most " + MAX_BYTES + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.invalid("json_invalid", "The body is no UTF-8", null, "body");
    } catch (IOException e) {
      throw Problem.badRequest("The body could not be read");
    }
  }

  private static void swallow(InputStream in) throws IOException {
    byte[] buffer = new byte[8_192];
    int swallowed = 0;
    int read = 0;
    while (read >= 0 && swallowed < MAX_SWALLOWED_BYTES) {
      swallowed += read;
      read = in.read(buffer);
    }
  }

  /** All members, as they came. */
  public Map<String, Object> members() {
    return members;
  }

  /** Whether the member is there, also as null. */
  public boolean names(String name) {
    return members.containsKey(name);
  }

  /** The names of all members. */
  public Set<String> names() {
    return members.keySet();
  }

  /** The value as it was sent, one of the plain ones, or null. */
  @Nullable Object plain(String name) {
    return members.get(name);
  }

  /** A list of texts; empty where it is absent. */
  public List<String> texts(String name) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw wrong(name, "must be a list of texts");
  }

  public boolean has(String name) {
    return members.get(name) != null;
  }

  /** A text, or null where it is absent or null. */
  public @Nullable String text(String name) {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw Problem.invalid("string_type", "Input should be a valid string", echo(value), "body", name);
  }

  /** A text that must be there. */
  public String requiredText(String name) {
    String text = text(name);
    if (text == null) {
      throw Problem.missing("body", name);
    }
    return text;
  }

  /** Texts that must all be there; what is missing is told together. */
  public void requireTexts(String... names) {
    List<String> missing = Arrays.stream(names).filter(name -> text(name) == null).toList();
    if (!missing.isEmpty()) {
      throw Problem.missing(missing);
    }
  }

  /** An integer from {@code min} to {@code max}, or {@code otherwise} where it is absent. */
  public long integer(String name, long min, long max, long otherwise) {
    Object value = members.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= min && number.doubleValue() <= max) {
      return number.longValue();
    }
    throw wrong(name, "must be an integer from " + min + " to " + max);
  }

  /** One of {@code words}, or the first of them where it is absent. */
  public String word(String name, List<String> words) {
    String word = text(name);
    if (word == null) {
      return words.get(0);
    }
    if (!words.contains(word)) {
      throw wrong(name, "must be one of " + String.join(", ", words));
    }
    return word;
  }

  /** The truth value of the member, or null where it is absent or anything else. */
  public @Nullable Boolean flag(String name) {
    return members.get(name) instanceof Boolean flag ? flag : null;
  }

  /** The truth value of the member, which must be there. */
  public boolean requiredFlag(String name) {
    Boolean flag = flag(name);
    if (flag == null) {
      throw wrong(name, "must be true or false");
    }
    return flag;
  }

  /** The whole body as one object. */
  public JsonObject whole() {
    return new JsonObject("body", members);
  }

  /** This body with the member {@code name}, where it has none. */
  public RequestBody withDefault(String name, String text) {
    if (has(name)) {
      return this;
    }
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(name, text);
    return new RequestBody(more);
  }

  /** An object, or null where it is absent. */
  @SuppressWarnings("unchecked")
  public @Nullable JsonObject object(String name) {
    Object value = members.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(name, (Map<String, Object>) map);
    }
    throw wrong(name, "must be an object");
  }

  /** What is wrong with the member {@code name}. */
  public Problem wrong(String name, String expectation) {
    return Problem.invalid("value_error", name + " " + expectation, echo(members.get(name)), "body", name);
  }

  /** What was sent goes back only where it is small; infinities are no JSON. */
  private static @Nullable Object echo(@Nullable Object value) {
    if (value instanceof String text) {
      return text.length() <= 200 ? text : null;
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : null;
    }
    return value instanceof Number || value instanceof Boolean ? value : null;
  }
}
