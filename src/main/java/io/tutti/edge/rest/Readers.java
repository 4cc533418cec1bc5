package io.tutti.edge.rest;

import io.tutti.access.Identity;
import io.tutti.access.Memberships;
import io.tutti.access.Role;
import io.tutti.analytics.Reader;
import io.tutti.hub.Seat;
import io.tutti.hub.SessionHub;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Openness;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets those look into sessions who may; for all others there is no such session (rule REST33). Immutable. */
@Dependent
public final class Readers {

  private final SessionHub hub;
  private final Callers callers;
  private final Memberships teams;

  @Inject
  public Readers(SessionHub hub, Callers callers, Memberships teams) {
    this.hub = hub;
    this.callers = callers;
    this.teams = teams;
  }

  /** The session of that id, where whoever sends the request may read it. */
  SessionId readable(String id, HttpHeaders headers) {
    return look(id, headers, room -> room.state().description().id());
  }

  /** Who sends the request, as the reader of a list of sessions. */
  Reader reader(HttpHeaders headers) {
    UserId user = callers.admitted(headers).map(Identity::id).orElse(null);
    return new Reader(user, user == null ? null : teams.teamOf(user));
  }

  /** What {@code question} finds in the session, where whoever sends the request may read it. */
  <T> T look(String id, HttpHeaders headers, Function<Seat.Room, T> question) {
    Optional<Identity> caller = callers.admitted(headers);
    return ask(Asked.session(id), caller.map(Identity::id).orElse(null), question).orElseThrow(Problem::noSession);
  }

  /** The same for somebody in particular; empty where there is no such session, or it is not to be read. */
  <T> Optional<T> ask(SessionId session, @Nullable UserId user, Function<Seat.Room, T> question) {
    String team = user == null ? null : teams.teamOf(user);
    return hub.look(session, room -> Openness.mayRead(room.state(), user, team)
        ? Optional.of(question.apply(room)) : Optional.<T>empty()).flatMap(Function.identity());
  }

  /** Who sends the request, a host of the session. */
  Identity host(String id, HttpHeaders headers) {
    Identity caller = callers.known(headers);
    Optional<Role> role = ask(Asked.session(id), caller.id(), room -> room.state().heldRole(caller.id()))
        .orElseThrow(Problem::noSession);
    if (role.filter(held -> held == Role.HOST).isEmpty()) {
      throw Problem.forbidden("Only a host may do that");
    }
    return caller;
  }
}
