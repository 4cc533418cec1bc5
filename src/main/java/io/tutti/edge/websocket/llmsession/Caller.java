package io.tutti.edge.websocket.llmsession;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.access.TokenVerifier;
import io.tutti.edge.websocket.Standings;
import io.tutti.hub.Newcomer;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Member;
import io.tutti.session.Standing;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who knocks at this dialect's door, and with what: {@code token} and {@code invite} are null where the handshake has none (rules
 * LSM1–LSM3). Immutable.
 */
record Caller(SessionId session, @Nullable String token, @Nullable String invite) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** The person; empty without a token that is good. */
  Optional<Member> person(TokenVerifier verifier) {
    return token == null ? Optional.empty() : verifier.verify(token).map(Caller::member);
  }

  private static Member member(Identity identity) {
    String color = identity.anonymous() ? Member.ANONYMOUS_COLOR : Member.SIGNED_IN_COLOR;
    return new Member(identity.id(), identity.name(), color, Role.EDITOR, identity.anonymous(), false);
  }

  /** What the person can show before coming in; empty where the invitation is not good. Here the link alone is not enough. */
  Optional<Standing> asking(Standings standings, Member person) {
    return standings.asking(session, person.id(), invite, false);
  }

  /** Somebody who comes in, and whom the token speaks for. Immutable. */
  record Arrival(Newcomer newcomer, Identity identity) {}

  /** The person as it comes in; empty where the token or the invitation is not good. */
  Optional<Arrival> arrival(TokenVerifier verifier, Standings standings) {
    if (token == null) {
      return Optional.empty();
    }
    return verifier.verify(token).flatMap(identity -> standings.arriving(session, identity.id(), invite, false)
        .map(standing -> new Arrival(new Newcomer(member(identity), client(), null, standing), identity)));
  }

  /** Whether the token is still good. */
  boolean isGood(TokenVerifier verifier) {
    return token != null && verifier.verify(token).isPresent();
  }

  /** Clients of this dialect have no name of their own. */
  private static ClientId client() {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    return new ClientId(HexFormat.of().formatHex(random));
  }
}
