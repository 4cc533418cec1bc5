package io.tutti.access;

import io.tutti.identity.LookAlikes;
import io.tutti.identity.PersonName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What people without an account are called, so that nobody takes them for somebody who has one (rule NAME10). Thread-safe: holds
 * nothing but what it asks.
 */
public final class GuestNames {

  /** Where there are no accounts. */
  public static final GuestNames WITHOUT_ACCOUNTS = new GuestNames(key -> false);

  private static final String MARK = "guest";

  private final Predicate<String> isAccount;

  public GuestNames(Accounts accounts) {
    this(key -> accounts.findByUsernameKey(key).isPresent());
  }

  private GuestNames(Predicate<String> isAccount) {
    this.isAccount = isAccount;
  }

  /** {@code name}, marked where it looks like an account's. Blocks. */
  public String shown(String name) {
    return isTaken(name) ? marked(name) : name;
  }

  /** {@code name}, marked as that of somebody without an account. */
  public static String marked(String name) {
    return PersonName.marked(name, MARK);
  }

  /** Whether {@code name} looks like an account's. Blocks. */
  public boolean isTaken(String name) {
    return keys(name).stream().anyMatch(isAccount);
  }

  /** The keys that an account's name has that looks so: {@code 1} and a capital {@code I} may be {@code l}, {@code 0} an {@code o}. */
  private static Set<String> keys(String name) {
    StringBuilder joined = new StringBuilder(name.length());
    name.codePoints().filter(c -> !Character.isSpaceChar(c)).forEach(joined::appendCodePoint);
    String plain = joined.toString();
    Set<String> keys = new LinkedHashSet<>();
    keys.add(key(plain));
    keys.add(key(plain.replace('I', 'l').replace('1', 'l').replace('|', 'l').replace('0', 'o')));
    keys.add(key(plain.replace('1', 'i').replace('|', 'i').replace('0', 'o')));
    keys.add(key(plain.replace("rn", "m").replace('0', 'o')));
    keys.removeIf(key -> key.length() > 4 * Username.MAX_LENGTH);
    return keys;
  }

  private static String key(String text) {
    return LookAlikes.key(LookAlikes.normal(text));
  }
}
