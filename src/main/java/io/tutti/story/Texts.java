package io.tutti.story;

import io.tutti.identity.Names;
import io.tutti.identity.PlainValues;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What texts, ids and numbers of a story may be. Immutable. */
final class Texts {

  private Texts() {}

  static String id(String what, String candidate) {
    if (!Names.consistsOf(candidate, 64, "_-.:") || PlainValues.flaw(Map.of(candidate, true), 1).isPresent()) {
      throw new IllegalArgumentException(what + " needs an id of 1–64 letters, digits, _ - . or :");
    }
    return candidate;
  }

  /** A text of 1 to {@code max} characters that has something to read. */
  static String required(String what, String text, int max) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " must not be empty");
    }
    return optional(what, text, max);
  }

  static String optional(String what, String text, int max) {
    if (text.length() > max || !Names.isUnicode(text)) {
      throw new IllegalArgumentException(what + " has at most " + max + " characters of valid Unicode");
    }
    return text;
  }

  static void atMost(String what, Collection<?> items, int max) {
    if (items.size() > max) {
      throw new IllegalArgumentException("a story has at most " + max + " " + what);
    }
  }

  static <T> Set<String> distinct(String what, Collection<T> items, Function<T, String> id) {
    Set<String> ids = new HashSet<>();
    for (T item : items) {
      if (!ids.add(id.apply(item))) {
        throw new IllegalArgumentException("two " + what + " are called " + id.apply(item));
      }
    }
    return ids;
  }

  /** The first {@code max} characters of {@code text}, without half a pair at the end and without control characters. */
  static String clipped(String text, int max) {
    StringBuilder clipped = new StringBuilder(Math.min(text.length(), max));
    text.codePoints()
        .filter(c -> c == '\n' || !Character.isISOControl(c))
        .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
        .takeWhile(c -> clipped.length() + Character.charCount(c) <= max)
        .forEach(clipped::appendCodePoint);
    return clipped.toString();
  }
}
