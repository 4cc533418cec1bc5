package io.tutti.edge.websocket.collabengine;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.edge.websocket.Arrivals;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.Newcomer;
import io.tutti.identity.ClientId;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import io.tutti.session.Member;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A newcomer, made of what a {@code hello} says and what the handshake's token proves (rules CE18, CE19); {@code identity}: whose token it
 * was, null without one. Immutable.
 */
record Arrival(Newcomer newcomer, @Nullable Identity identity) {

  /** The newcomer; empty where the token is refused, or missing where there must be one. */
  static Optional<Arrival> of(String client, @Nullable String token, Reception reception) {
    if (token == null || token.isEmpty() || token.equals("anonymous")) {
      return !reception.settings().anonymous() ? Optional.empty()
          : Optional.of(new Arrival(newcomer(guest(client, reception), client), null));
    }
    return reception.verifier().verify(token)
        .map(identity -> new Arrival(newcomer(Arrivals.known(identity), client), identity));
  }

  private static Newcomer newcomer(Member member, String client) {
    return new Newcomer(member, new ClientId(client), null);
  }

  private static Member guest(String client, Reception reception) {
    String id = Arrivals.randomHex(6);
    String name = PersonName.salvaged(client).map(reception::guestName).orElse("User " + id.substring(6));
    return new Member(new UserId("anon_" + id), name, Member.ANONYMOUS_COLOR, Role.EDITOR, true, true);
  }
}
