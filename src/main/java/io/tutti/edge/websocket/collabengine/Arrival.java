package io.tutti.edge.websocket.collabengine;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.Newcomer;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Member;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a newcomer of what a {@code hello} says and what the handshake's token proves (rules CE18, CE19). */
final class Arrival {

  private static final int MAX_NAME_CHARACTERS = 80;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Arrival() {}

  /** The newcomer; empty where the token is refused, or missing where there must be one. */
  static Optional<Newcomer> of(String client, @Nullable String token, Reception reception) {
    boolean tokenless = token == null || token.isEmpty() || token.equals("anonymous");
    if (tokenless && !reception.settings().anonymous()) {
      return Optional.empty();
    }
    Optional<Member> member = token == null || tokenless
        ? Optional.of(guest(client))
        : reception.verifier().verify(token).map(Arrival::known);
    return member.map(arriving -> new Newcomer(arriving, new ClientId(client), null));
  }

  private static Member guest(String client) {
    byte[] random = new byte[6];
    RANDOM.nextBytes(random);
    String id = HexFormat.of().formatHex(random);
    String name = client.isBlank() ? "User " + id.substring(6) : shortened(client.strip());
    return new Member(new UserId("anon_" + id), name, Member.ANONYMOUS_COLOR, Role.EDITOR, true, true);
  }

  private static Member known(Identity identity) {
    String color = identity.anonymous() ? Member.ANONYMOUS_COLOR : Member.SIGNED_IN_COLOR;
    return new Member(identity.id(), identity.name(), color, Role.EDITOR, identity.anonymous(), false);
  }

  /** At most so many UTF-16 units, and no half of a pair at the end. */
  private static String shortened(String name) {
    if (name.length() <= MAX_NAME_CHARACTERS) {
      return name;
    }
    boolean splits = Character.isHighSurrogate(name.charAt(MAX_NAME_CHARACTERS - 1));
    return name.substring(0, splits ? MAX_NAME_CHARACTERS - 1 : MAX_NAME_CHARACTERS).strip();
  }
}
