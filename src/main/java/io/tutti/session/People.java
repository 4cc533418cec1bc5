package io.tutti.session;

import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  /** By each way in which a name is compared: as it is written with its spaces and without, and as it looks. */
  private final Map<String, List<UserId>> written = new HashMap<>();
  private final Map<String, List<UserId>> looks = new HashMap<>();

  /** Somebody comes, or came once. */
  void add(UserId user, Person person) {
    remove(user);
    Map<UserId, Person> kind = person.guest() ? guests : known;
    if (kind.size() == (person.guest() ? GUESTS : CAPACITY)) {
      remove(kind.keySet().iterator().next());
    }
    kind.put(user, person);
    keys(person.name()).forEach(key -> put(written, key, user));
    put(looks, PersonName.lookKey(person.name()), user);
  }

  private void remove(UserId user) {
    forget(user);
    known.remove(user);
    guests.remove(user);
  }

  /** Somebody cannot be meant by their name any more. */
  void forget(UserId user) {
    find(user).map(Person::name).ifPresent(name -> {
      keys(name).forEach(key -> take(written, key, user));
      take(looks, PersonName.lookKey(name), user);
    });
  }

  private static Set<String> keys(String name) {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(PersonName.key(name));
    keys.add(PersonName.joinedKey(name));
    return keys;
  }

  private static void put(Map<String, List<UserId>> index, String key, UserId user) {
    index.computeIfAbsent(key, none -> new ArrayList<>(1)).add(user);
  }

  private static void take(Map<String, List<UserId>> index, String key, UserId user) {
    List<UserId> users = index.get(key);
    if (users != null && users.remove(user) && users.isEmpty()) {
      index.remove(key);
    }
  }

  /** Who is called {@code text}, with the spaces of the name or none (rule NAME5), in order of arrival. */
  List<UserId> called(String text) {
    return List.copyOf(written.getOrDefault(PersonName.key(text), List.of()));
  }

  /** Who has a name that looks like {@code name} (rule NAME6), in order of arrival. */
  List<UserId> lookingLike(String name) {
    return List.copyOf(looks.getOrDefault(PersonName.lookKey(name), List.of()));
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
}
