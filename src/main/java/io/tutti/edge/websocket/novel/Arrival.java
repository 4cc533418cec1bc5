package io.tutti.edge.websocket.novel;

import io.tutti.access.Accounts;
import io.tutti.access.GuestNames;
import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.Role;
import io.tutti.access.TokenRefusal;
import io.tutti.access.TokenVerifier;
import io.tutti.edge.websocket.Arrivals;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.hub.Newcomer;
import io.tutti.identity.PersonName;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.JournalFailure;
import io.tutti.session.Member;
import org.jspecify.annotations.Nullable;

/** What becomes of somebody who knocks at {@code /ws/{session_id}/{user_id}} (rules NE1–NE4). Immutable. */
sealed interface Arrival {

  /** Gives the arrival to the case that it is. */
  <R> R match(Cases<R> cases);

  /** What follows from each. */
  interface Cases<R> {
    R admitted(Admitted arrival);

    R refused(Refused arrival);
  }

  /** Somebody may try to join; {@code token} and its word are null for who shows none. */
  record Admitted(SessionId session, Newcomer self, @Nullable String token, @Nullable Identity identity) implements Arrival {

    /** The same with what the newcomer can show. */
    Admitted as(Newcomer standing) {
      return new Admitted(session, standing, token, identity);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.admitted(this);
    }
  }

  /** Somebody is sent away; {@code reason} is for people. */
  record Refused(CloseCode code, String reason) implements Arrival {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /** What the address and the handshake say. */
  record Knock(String session, String user, @Nullable String token) {

    private boolean isTokenless() {
      return token == null || token.isEmpty() || token.equals("anonymous");
    }
  }

  /** Judges who knocks; {@code anonymous}: whether people without a token may come in. Blocks. */
  static Arrival of(Knock knock, TokenVerifier verifier, Accounts accounts, boolean anonymous) {
    if (!SessionId.isValid(knock.session())) {
      return new Refused(CloseCode.NO_SUCH_SESSION, "A session id is 1–64 letters, digits, _ or -");
    }
    if (knock.session().equals("session")) {
      return new Refused(CloseCode.NO_SUCH_SESSION,
          "A session called session cannot be reached here: /ws/session/… is another endpoint. Choose another id");
    }
    if (!WireNames.isName(knock.user())) {
      return new Refused(CloseCode.NOT_ALLOWED, "A user id is 1–80 printable characters");
    }
    try {
      return knock.isTokenless() ? guest(knock, accounts, anonymous) : known(knock, verifier);
    } catch (JournalFailure e) {
      return new Refused(CloseCode.OVERLOADED, "Nobody can be recognised at the moment; try again");
    }
  }

  private static Arrival guest(Knock knock, Accounts accounts, boolean anonymous) {
    String name = knock.user();
    if (!anonymous) {
      return new Refused(CloseCode.TOKEN_REFUSED, "Authentication required: connect with ?token=");
    }
    if (name.startsWith(WireNames.ANONYMOUS) || isAccounts(name, accounts)) {
      return new Refused(CloseCode.NOT_ALLOWED, "That user id is somebody's: connect with ?token= or choose another");
    }
    String shown = PersonName.salvaged(name).orElse(name);
    Member member = new Member(WireNames.guest(name), shown, Member.ANONYMOUS_COLOR, Role.EDITOR, true, true);
    return new Admitted(new SessionId(knock.session()), newcomer(member), null, null);
  }

  private static boolean isAccounts(String name, Accounts accounts) {
    return accounts.find(new UserId(name)).isPresent()
        || new GuestNames(accounts).isTaken(name);
  }

  private static Arrival known(Knock knock, TokenVerifier verifier) {
    String token = String.valueOf(knock.token());
    return verifier.judge(token).match(new Judgement.Cases<Arrival>() {
      @Override
      public Arrival good(Identity identity) {
        if (!knock.user().equals(identity.id().value()) && !knock.user().equals(identity.name())) {
          return new Refused(CloseCode.NOT_ALLOWED, "That user id is not the token's");
        }
        return new Admitted(new SessionId(knock.session()), newcomer(Arrivals.known(identity)), token, identity);
      }

      @Override
      public Arrival refused(TokenRefusal why) {
        return new Refused(CloseCode.TOKEN_REFUSED, why == TokenRefusal.ISSUER_UNREACHABLE
            ? "The issuer of this token cannot be reached, so the token cannot be checked"
            : "Invalid authentication token");
      }
    });
  }

  /** Clients of this dialect have no name of their own, and no command that could be repeated. */
  private static Newcomer newcomer(Member member) {
    return new Newcomer(member, Arrivals.namelessClient(), null);
  }
}
