package io.tutti.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plain values, as JSON has them: {@code Map<String, …>}, {@code List}, {@code String}, {@code Long}, {@code Double},
 * {@code Boolean}, null. Judges what came from outside, measures it without writing it, and makes copies that nobody can
 * change. Immutable.
 */
public final class PlainValues {

  public static final int MAX_KEY_LENGTH = 256;

  /** Names that mean something to JavaScript's objects: nobody needs them, and they have made programs unsafe. */
  private static final List<String> FORBIDDEN_KEYS = List.of("__proto__", "constructor", "prototype");

  private PlainValues() {}

  /**
   * Why {@code value} is not fit to be kept, in words for people; empty where it is. The outermost object counts as one
   * level. Looks no deeper than {@code maxDepth} levels.
   */
  public static Optional<String> flaw(@Nullable Object value, int maxDepth) {
    if (value instanceof Map<?, ?> map) {
      return maxDepth == 0 ? tooDeep() : flawOfMembers(map, maxDepth);
    }
    if (value instanceof List<?> list) {
      return maxDepth == 0 ? tooDeep() : flawOfItems(list, maxDepth);
    }
    if (value instanceof String text) {
      return Names.isUnicode(text) ? Optional.empty() : Optional.of("A text is no valid Unicode");
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? Optional.empty() : Optional.of("A number is too large");
    }
    boolean plain = value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer;
    return plain ? Optional.empty() : Optional.of("A value is of no kind that JSON has");
  }

  private static Optional<String> tooDeep() {
    return Optional.of("The values are nested too deep");
  }

  private static Optional<String> flawOfMembers(Map<?, ?> map, int maxDepth) {
    for (Map.Entry<?, ?> member : map.entrySet()) {
      Optional<String> flaw = flawOfKey(member.getKey());
      if (flaw.isEmpty()) {
        flaw = flaw(member.getValue(), maxDepth - 1);
      }
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> flawOfKey(Object candidate) {
    if (!(candidate instanceof String key)) {
      return Optional.of("A key is no text");
    }
    if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
      return Optional.of("A key has 1 to " + MAX_KEY_LENGTH + " characters");
    }
    if (FORBIDDEN_KEYS.contains(key)) {
      return Optional.of("No key may be " + key);
    }
    return Names.isUnicode(key) ? Optional.empty() : Optional.of("A key is no valid Unicode");
  }

  private static Optional<String> flawOfItems(List<?> list, int maxDepth) {
    for (Object item : list) {
      Optional<String> flaw = flaw(item, maxDepth - 1);
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    return Optional.empty();
  }

  /**
   * A copy of {@code value} that nobody can change, with its members in the same order; integers become {@code Long}.
   *
   * @param value one that has no {@link #flaw}
   */
  public static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(copy(item)));
      return Collections.unmodifiableList(copy);
    }
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  /** A copy of the object {@code map}, as {@link #copy(Object)} makes it. */
  public static Map<String, @Nullable Object> copy(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(map.size() * 2);
    map.forEach((key, member) -> copy.put(String.valueOf(key), copy(member)));
    return Collections.unmodifiableMap(copy);
  }

  /** How many bytes {@code value} (without a {@link #flaw}) has as JSON in UTF-8, without spaces. */
  public static long bytes(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      long bytes = 2 + Math.max(0, map.size() - 1);
      for (Map.Entry<?, ?> member : map.entrySet()) {
        bytes += memberBytes(String.valueOf(member.getKey()), member.getValue());
      }
      return bytes;
    }
    if (value instanceof List<?> list) {
      long bytes = 2 + Math.max(0, list.size() - 1);
      for (Object item : list) {
        bytes += bytes(item);
      }
      return bytes;
    }
    return value instanceof String text ? textBytes(text) : String.valueOf(value).length();
  }

  /** How many bytes a member has within its object, without a comma. */
  public static long memberBytes(String key, @Nullable Object value) {
    return textBytes(key) + 1 + bytes(value);
  }

  private static long textBytes(String text) {
    long bytes = 2;
    for (int i = 0; i < text.length(); i++) {
      bytes += charBytes(text.charAt(i));
    }
    return bytes;
  }

  /** Half of a surrogate pair counts half of the pair's four bytes. */
  private static int charBytes(char c) {
    if (c < 0x20) {
      return c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f' ? 2 : 6;
    }
    if (c < 0x80) {
      return c == '"' || c == '\\' ? 2 : 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  /** How many members all objects in {@code value} (without a {@link #flaw}) have together. */
  public static int keys(@Nullable Object value) {
    int keys = 0;
    if (value instanceof Map<?, ?> map) {
      keys = map.size();
      for (Object member : map.values()) {
        keys += keys(member);
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        keys += keys(item);
      }
    }
    return keys;
  }
}
