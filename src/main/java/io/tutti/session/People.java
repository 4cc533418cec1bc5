package io.tutti.session;

import io.tutti.identity.UserId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names of those who ever took part, so that they can be mentioned when they are away: the last {@value #CAPACITY} to come.
 * Confined to its session.
 */
final class People {

  static final int CAPACITY = 5_000;

  private final Map<UserId, String> names = new LinkedHashMap<>();
  private final Map<String, UserId> byKey = new LinkedHashMap<>();

  void add(UserId user, String name) {
    String old = names.remove(user);
    if (old != null) {
      byKey.remove(key(old), user);
    } else if (names.size() == CAPACITY) {
      UserId eldest = names.keySet().iterator().next();
      byKey.remove(key(names.getOrDefault(eldest, "")), eldest);
      names.remove(eldest);
    }
    names.put(user, name);
    byKey.put(key(name), user);
  }

  void remove(UserId user) {
    String old = names.remove(user);
    if (old != null) {
      byKey.remove(key(old), user);
    }
  }

  /** Who is called {@code name}: without regard to case and spaces; the last to come, where several are. */
  Optional<UserId> called(String name) {
    return Optional.ofNullable(byKey.get(key(name)));
  }

  Optional<String> nameOf(UserId user) {
    return Optional.ofNullable(names.get(user));
  }

  /** Everybody, the last to come at the end; a copy. */
  Map<UserId, String> all() {
    return new LinkedHashMap<>(names);
  }

  private static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    name.codePoints().filter(point -> !Character.isWhitespace(point)).forEach(key::appendCodePoint);
    return key.toString().toLowerCase(Locale.ROOT);
  }
}
