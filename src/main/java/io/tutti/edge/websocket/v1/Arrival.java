package io.tutti.edge.websocket.v1;

import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.Role;
import io.tutti.access.TokenRefusal;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.Newcomer;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Member;
import io.tutti.session.Standing;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code auth} message says and what its token proves (rules JOIN1–JOIN4): a newcomer and, where a token proved who it is,
 * the token and its word. Immutable.
 */
record Arrival(Newcomer newcomer, @Nullable String token, @Nullable Identity identity) {

  /** The word in place of a token for who has none. */
  static final String TOKENLESS = "anonymous";

  private static final Pattern COLOR = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Whoever comes; {@code refusal} hears why the token is refused, and then it is null. */
  static @Nullable Arrival of(
      ClientMessage.Auth auth, @Nullable String handshakeToken, Reception reception, Consumer<TokenRefusal> refusal) {
    String given = auth.token() != null ? auth.token() : handshakeToken;
    boolean tokenless = given == null || given.equals(TOKENLESS);
    if (given == null || tokenless) {
      if (reception.settings().anonymous()) {
        return new Arrival(newcomer(guest(auth, reception), auth), null, null);
      }
      refusal.accept(TokenRefusal.INVALID);
      return null;
    }
    return reception.verifier().judge(given).match(new Judgement.Cases<Optional<Arrival>>() {
      @Override
      public Optional<Arrival> good(Identity identity) {
        return Optional.of(new Arrival(newcomer(known(identity, auth), auth), given, identity));
      }

      @Override
      public Optional<Arrival> refused(TokenRefusal why) {
        refusal.accept(why);
        return Optional.empty();
      }
    }).orElse(null);
  }

  private static Newcomer newcomer(Member member, ClientMessage.Auth auth) {
    String clientId = auth.clientId();
    return new Newcomer(member, new ClientId(clientId == null ? randomHex(8) : clientId), auth.seen(),
        Standing.LINK, auth.create());
  }

  /** Somebody without a token: nobody can prove to be the same one again. */
  private static Member guest(ClientMessage.Auth auth, Reception reception) {
    String id = randomHex(6);
    String name = auth.name() == null ? "User " + id.substring(6) : reception.guestName(auth.name());
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
