package io.tutti.edge.websocket.llmsession;

import io.tutti.access.Identity;
import io.tutti.access.TokenVerifier;
import io.tutti.edge.websocket.Arrivals;
import io.tutti.edge.websocket.Standings;
import io.tutti.hub.Newcomer;
import io.tutti.identity.SessionId;
import io.tutti.session.Member;
import io.tutti.session.Standing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who knocks at this dialect's door, and with what: {@code token} and {@code invite} are null where the handshake has none (rules
 * LSM1–LSM3). Immutable.
 */
record Caller(SessionId session, @Nullable String token, @Nullable String invite) {

  /** The person; empty without a token that is good. */
  Optional<Member> person(TokenVerifier verifier) {
    return token == null ? Optional.empty() : verifier.verify(token).map(Arrivals::known);
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
        .map(standing -> new Arrival(new Newcomer(Arrivals.known(identity), Arrivals.namelessClient(), null, standing), identity)));
  }

  /** Whether the token is still good. */
  boolean isGood(TokenVerifier verifier) {
    return token != null && verifier.verify(token).isPresent();
  }
}
