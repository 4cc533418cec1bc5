package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.edge.rest.http.Operators;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RestSettings;
import io.tutti.hub.Purpose;
import io.tutti.hub.SessionAccess;
import io.tutti.hub.SessionGate;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Member;
import io.tutti.session.SessionState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * Who may export a session, or delete it or its history (rules REST14, REST15): a host by its token, and an operator. Where nobody is host who has one
 * and nobody with one made the session, and anonymous access is on, anybody. Immutable.
 */
@Dependent
public final class Authority {

  private final SessionGate gate;
  private final Readers readers;
  private final Operators operators;
  private final RestSettings settings;

  @Inject
  public Authority(SessionGate gate, Readers readers, Operators operators, RestSettings settings) {
    this.gate = gate;
    this.readers = readers;
    this.operators = operators;
    this.settings = settings;
  }

  /** The session, where whoever sends the request may delete it; empty where there is none, or that one may not know of it. */
  public Optional<SessionAccess> deletable(SessionId id, HttpHeaders headers) {
    if (operators.areShownBy(headers.getHeaderString(HttpHeaders.AUTHORIZATION))) {
      return gate.open(id, Caller.NOBODY, Purpose.OPERATE);
    }
    Optional<Identity> caller = readers.identity(headers);
    Optional<SessionAccess> found = gate.open(id, readers.caller(caller), Purpose.READ);
    if (found.isEmpty() || found.flatMap(access -> access.look(room -> mayDelete(room.state(), caller))).orElse(false)) {
      return found;
    }
    throw caller.isPresent()
        ? Problem.forbidden("Only a host may do that")
        : Problem.unauthenticated("Authentication required");
  }

  private boolean mayDelete(SessionState session, Optional<Identity> caller) {
    return caller.filter(identity -> isHost(session, identity.id())).isPresent()
        || (settings.anonymous() && !isGoverned(session));
  }

  /** Whether {@code user} is host, not only would become it by joining. */
  private static boolean isHost(SessionState session, UserId user) {
    return session.roles().get(user) == Role.HOST;
  }

  /** Whether there is a host who can prove it, now or whenever they come back: somebody with a token, signed in or not. */
  private static boolean isGoverned(SessionState session) {
    return session.description().creator() != null
        || session.roles().entrySet().stream()
            .anyMatch(role -> role.getValue() == Role.HOST && !session.member(role.getKey()).map(Member::guest).orElse(false));
  }
}
