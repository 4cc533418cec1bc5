package io.tutti.edge.websocket.novel;

import io.tutti.identity.Names;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;

/**
 * What people are called in this dialect (rules NE3, NE5): who came here without a token by the user id of the address, everybody
 * else by the id that the server or a token's issuer gave. The two cannot meet: see {@link Arrival}. Immutable.
 */
final class WireNames {

  /** What all ids begin with that the server gives to people without an account. */
  static final String ANONYMOUS = "anon_";

  private static final String GUEST = ANONYMOUS + "novel_";

  private WireNames() {}

  /** Whether somebody may be called {@code name} here: 1–80 printable characters, not blank. */
  static boolean isName(String name) {
    return name.length() <= PersonName.MAX_LENGTH && Names.isPrintable(name) && !PersonName.isBlank(name);
  }

  /** Who is called {@code name} without showing a token: the same person in each tab of a session. */
  static UserId guest(String name) {
    return new UserId(GUEST + name);
  }

  /** What {@code user} is called. */
  static String of(UserId user) {
    return user.value().startsWith(GUEST) ? user.value().substring(GUEST.length()) : user.value();
  }
}
