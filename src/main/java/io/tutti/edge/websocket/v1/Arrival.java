package io.tutti.edge.websocket.v1;

import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.TokenRefusal;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.Newcomer;
import org.jspecify.annotations.Nullable;

/** What an {@code auth} message comes to (rules JOIN1–JOIN4). Immutable. */
sealed interface Arrival {

  /** The word in place of a token for who has none. */
  String TOKENLESS = "anonymous";

  /** Gives the arrival to the case that it is. */
  <R> R match(Cases<R> cases);

  /** What follows from each. */
  interface Cases<R> {
    R recognised(Recognised arrival);

    R refused(Refused arrival);
  }

  /** A newcomer and, where a token proved who it is, the token and whom it speaks for. */
  record Recognised(Newcomer newcomer, @Nullable String token, @Nullable Identity identity) implements Arrival {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.recognised(this);
    }
  }

  /** The token is refused, or missing where there must be one. */
  record Refused(TokenRefusal why) implements Arrival {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /** Whoever says {@code auth}; {@code handshakeToken}: counts where the message has none. Blocks. */
  static Arrival of(ClientMessage.Auth auth, @Nullable String handshakeToken, Reception reception) {
    String given = auth.token() != null ? auth.token() : handshakeToken;
    if (given == null || given.equals(TOKENLESS)) {
      return reception.settings().anonymous()
          ? new Recognised(Newcomers.guest(auth, reception), null, null)
          : new Refused(TokenRefusal.INVALID);
    }
    return reception.verifier().judge(given).match(new Judgement.Cases<Arrival>() {
      @Override
      public Arrival good(Identity identity) {
        return new Recognised(Newcomers.known(identity, auth), given, identity);
      }

      @Override
      public Arrival refused(TokenRefusal why) {
        return new Refused(why);
      }
    });
  }
}
