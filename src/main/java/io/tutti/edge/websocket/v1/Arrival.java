package io.tutti.edge.websocket.v1;

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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a newcomer of what an {@code auth} message says and what its token proves (rules JOIN1–JOIN4). */
final class Arrival {

  private static final Pattern COLOR = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Arrival() {}

  /** The newcomer, or null where the token is refused. */
  static @Nullable Newcomer of(ClientMessage.Auth auth, @Nullable String handshakeToken, Reception reception) {
    String given = auth.token() != null ? auth.token() : handshakeToken;
    boolean tokenless = given == null || given.equals("anonymous");
    if (tokenless && !reception.settings().anonymous()) {
      return null;
    }
    Optional<Member> member = given == null || tokenless
        ? Optional.of(guest(auth))
        : reception.verifier().verify(given).map(identity -> known(identity, auth));
    String clientId = auth.clientId();
    ClientId client = new ClientId(clientId == null ? randomHex(8) : clientId);
    return member.map(arriving -> new Newcomer(arriving, client, auth.lastSeenSeq())).orElse(null);
  }

  /** Somebody without a token: nobody can prove to be the same one again. */
  private static Member guest(ClientMessage.Auth auth) {
    String id = randomHex(6);
    String name = auth.name() == null ? "User " + id.substring(6) : auth.name();
    return new Member(new UserId("anon_" + id), name, color(auth, Member.ANONYMOUS_COLOR), Role.EDITOR, true, true);
  }

  private static Member known(Identity identity, ClientMessage.Auth auth) {
    String usual = identity.anonymous() ? Member.ANONYMOUS_COLOR : Member.SIGNED_IN_COLOR;
    return new Member(identity.id(), identity.name(), color(auth, usual), Role.EDITOR, identity.anonymous(), false);
  }

  private static String color(ClientMessage.Auth auth, String usual) {
    String color = auth.color();
    return color != null && COLOR.matcher(color).matches() ? color : usual;
  }

  private static String randomHex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
