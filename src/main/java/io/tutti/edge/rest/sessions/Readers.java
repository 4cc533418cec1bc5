package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.access.Memberships;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.hub.Entrance;
import io.tutti.hub.Purpose;
import io.tutti.hub.Seat;
import io.tutti.hub.SessionAccess;
import io.tutti.hub.SessionGate;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.function.Function;

/** Lets those at sessions who may; for all others there is no such session (rule REST33). Immutable. */
@Dependent
public final class Readers {

  private final SessionGate gate;
  private final Callers callers;
  private final Memberships teams;

  @Inject
  public Readers(SessionGate gate, Callers callers, Memberships teams) {
    this.gate = gate;
    this.callers = callers;
    this.teams = teams;
  }

  /** Who sends the request, as the gate asks for it. */
  public Caller caller(HttpHeaders headers) {
    return caller(callers.admitted(headers));
  }

  /** Who sends the request, by its token; a bad one is never treated as none. */
  public Optional<Identity> identity(HttpHeaders headers) {
    return callers.admitted(headers);
  }

  /** {@code identity}, as the gate asks for it. */
  public Caller caller(Optional<Identity> identity) {
    return identity.map(this::caller).orElse(Caller.NOBODY);
  }

  /** {@code identity}, as the gate asks for it. */
  public Caller caller(Identity identity) {
    return identity.anonymous() ? Caller.anonymous(identity.id()) : Caller.account(identity.id(), teams.teamOf(identity.id()));
  }

  /** The session of that id, where whoever sends the request may read it. */
  public SessionAccess readable(String id, HttpHeaders headers) {
    Caller caller = caller(headers);
    return readable(RequestParameters.session(id), caller);
  }

  /** The session of that id, where {@code caller} may read it. */
  public SessionAccess readable(SessionId session, Caller caller) {
    return gate.open(session, caller, Purpose.READ).orElseThrow(Problem::noSession);
  }

  /** What {@code question} finds in the session, where whoever sends the request may read it. */
  public <T> T look(String id, HttpHeaders headers, Function<Seat.Room, T> question) {
    return look(readable(id, headers), question);
  }

  /** What {@code question} finds in the session. */
  public <T> T look(SessionAccess access, Function<Seat.Room, T> question) {
    return access.look(question).orElseThrow(Problem::noSession);
  }

  /** Who sends the request, a host of the session. */
  Identity host(String id, HttpHeaders headers) {
    Identity caller = callers.known(headers);
    Entrance entrance = gate.enter(RequestParameters.session(id), caller(caller), Purpose.GOVERN);
    if (entrance instanceof Entrance.Forbidden) {
      throw Problem.forbidden("Only a host may do that");
    }
    if (entrance instanceof Entrance.Hidden) {
      throw Problem.noSession();
    }
    return caller;
  }
}
