package io.tutti.session;

import io.tutti.identity.UserId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Those who ever took part, so that they have a name and a colour when they are away, and can be mentioned: the last
 * {@value #CAPACITY} to come, and of guests, who cannot be mentioned once they have left, the last {@value #GUESTS}. Confined to
 * its session.
 */
final class People {

  static final int CAPACITY = 5_000;
  static final int GUESTS = 500;

  private final Map<UserId, Person> known = new LinkedHashMap<>();
  private final Map<UserId, Person> guests = new LinkedHashMap<>();
  private final Map<String, UserId> byKey = new LinkedHashMap<>();

  /** Somebody comes, or came once. */
  void add(UserId user, Person person) {
    remove(user);
    Map<UserId, Person> kind = person.guest() ? guests : known;
    if (kind.size() == (person.guest() ? GUESTS : CAPACITY)) {
      remove(kind.keySet().iterator().next());
    }
    kind.put(user, person);
    byKey.put(key(person.name()), user);
  }

  private void remove(UserId user) {
    forget(user);
    known.remove(user);
    guests.remove(user);
  }

  /** Somebody cannot be meant by their name any more. */
  void forget(UserId user) {
    find(user).ifPresent(person -> byKey.remove(key(person.name()), user));
  }

  /** Who is called {@code name}: without regard to case and spaces; the last to come, where several are. */
  Optional<UserId> called(String name) {
    return Optional.ofNullable(byKey.get(key(name)));
  }

  Optional<Person> find(UserId user) {
    Person person = known.get(user);
    return Optional.ofNullable(person == null ? guests.get(user) : person);
  }

  /** Everybody, guests first, of each the last to come at the end; a copy. */
  Map<UserId, Person> all() {
    Map<UserId, Person> all = new LinkedHashMap<>(guests);
    all.putAll(known);
    return all;
  }

  private static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    name.codePoints().filter(point -> !Character.isWhitespace(point)).forEach(key::appendCodePoint);
    return key.toString().toLowerCase(Locale.ROOT);
  }
}
