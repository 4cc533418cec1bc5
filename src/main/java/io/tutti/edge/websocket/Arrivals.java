package io.tutti.edge.websocket;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.identity.ClientId;
import io.tutti.session.Member;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What people become a session's members as, alike in all dialects. Thread-safe. */
public final class Arrivals {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Arrivals() {}

  /** Somebody whose token speaks for {@code identity}, in the color that is usual for such a one. */
  public static Member known(Identity identity) {
    return known(identity, usualColor(identity));
  }

  /** Somebody whose token speaks for {@code identity}; {@code color}: as a hexadecimal CSS color. */
  public static Member known(Identity identity, String color) {
    return new Member(identity.id(), identity.name(), color, Role.EDITOR, identity.anonymous(), false);
  }

  /** The color of somebody who has chosen none. */
  public static String usualColor(Identity identity) {
    return identity.anonymous() ? Member.ANONYMOUS_COLOR : Member.SIGNED_IN_COLOR;
  }

  /** The name of a client that has none of its own: nobody else has it. */
  public static ClientId namelessClient() {
    return new ClientId(randomHex(8));
  }

  /** So many random {@code bytes}, as hexadecimal digits. */
  public static String randomHex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
