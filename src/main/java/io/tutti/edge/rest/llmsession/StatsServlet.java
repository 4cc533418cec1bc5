package io.tutti.edge.rest.llmsession;

import io.tutti.access.BearerToken;
import io.tutti.access.Identity;
import io.tutti.access.Memberships;
import io.tutti.access.TokenVerifier;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.ReadingServlet;
import io.tutti.edge.rest.http.ServletAnswer;
import io.tutti.edge.rest.sessions.SessionJson;
import io.tutti.hub.SessionGate;
import io.tutti.hub.SessionHub;
import io.tutti.identity.Caller;
import io.tutti.session.Member;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says who is where now, as clients of the LLM Session Manager read it (rule LSM14). Thread-safe. */
@WebServlet(value = "/ws/stats", asyncSupported = true)
public final class StatsServlet extends ReadingServlet {

  private static final long serialVersionUID = 1L;

  private final transient Supplier<SessionGate> gate;
  private final transient Supplier<TokenVerifier> tokens;
  private final transient Supplier<Memberships> teams;

  public StatsServlet() {
    this(() -> CDI.current().select(SessionGate.class).get(), () -> CDI.current().select(TokenVerifier.class).get(),
        () -> CDI.current().select(Memberships.class).get());
  }

  public StatsServlet(Supplier<SessionGate> gate, Supplier<TokenVerifier> tokens, Supplier<Memberships> teams) {
    this.gate = gate;
    this.tokens = tokens;
    this.teams = teams;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String token = token(request);
    Optional<Identity> caller = token == null ? Optional.empty() : tokens.get().verify(token);
    if (caller.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer");
      ServletAnswer.refuse(response, Problem.unauthenticated("Authentication required"));
    } else {
      ServletAnswer.write(response, statistics(caller.get()));
    }
  }

  private static @Nullable String token(HttpServletRequest request) {
    String bearer = BearerToken.of(request.getHeader("Authorization"));
    return bearer == null ? request.getParameter("token") : bearer;
  }

  /** Counts are of the whole server; sessions are named where the caller finds them. */
  private Map<String, Object> statistics(Identity identity) {
    SessionHub.Status status = gate.get().status();
    SessionGate.Census census = gate.get().census();
    Caller caller = identity.anonymous()
        ? Caller.anonymous(identity.id()) : Caller.account(identity.id(), teams.get().teamOf(identity.id()));
    Map<String, Object> connected = new LinkedHashMap<>();
    Map<String, Object> present = new LinkedHashMap<>();
    gate.get().active(caller, null).forEach(session -> session.look(SessionHub.Report::of).ifPresent(report -> {
      List<Member> here = SessionJson.present(report);
      long active = here.stream().filter(member -> report.attendance().statusOf(member.id()).equals("active")).count();
      connected.put(session.id().value(), connected(here));
      present.put(session.id().value(), present(here, active));
    }));
    return Map.of(
        "connections", connections(status, connected),
        "presence", presence(status.activeSessions(), census.people(), census.active(), present));
  }

  private static Map<String, Object> connections(SessionHub.Status status, Map<String, Object> named) {
    Map<String, Object> connections = new LinkedHashMap<>();
    connections.put("active_sessions", (long) status.activeSessions());
    connections.put("total_connections", (long) status.connections());
    connections.put("sessions", named);
    return connections;
  }

  private static Map<String, Object> presence(long sessions, long users, long active, Map<String, Object> named) {
    Map<String, Object> presence = new LinkedHashMap<>();
    presence.put("total_sessions", sessions);
    presence.put("total_users", users);
    presence.put("active_users", active);
    presence.put("sessions", named);
    return presence;
  }

  private static Map<String, Object> connected(List<Member> here) {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("user_count", (long) here.size());
    session.put("users", here.stream().map(StatsServlet::user).toList());
    return session;
  }

  private static Map<String, Object> user(Member member) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", member.id().value());
    user.put("username", member.name());
    user.put("role", member.role().word());
    return user;
  }

  private static Map<String, Object> present(List<Member> here, long active) {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("user_count", (long) here.size());
    session.put("active_count", active);
    session.put("users", here.stream().map(member -> member.id().value()).toList());
    return session;
  }
}
