package io.tutti.edge.rest.http;

import io.tutti.access.Identity;
import io.tutti.access.TokenVerifier;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AuditRecord;
import io.tutti.session.AuditTrail;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Notes what is done over HTTP for the audit log (rule DP9): who comes in, and what governs sessions and accounts. A token is asked
 * before the request is carried out, which may end it. Thread-safe.
 */
@WebFilter(filterName = "audit", urlPatterns = "/api/*", asyncSupported = true)
public final class AuditFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String USER = AuditFilter.class.getName() + ".user";
  private static final String NOWHERE = AuditFilter.class.getName() + ".nowhere";
  private static final String BEARER = "bearer ";

  /** Method and path, where the session's id is a group, and the word for it. */
  private static final Map<Pattern, String> ROUTES = Map.ofEntries(
      route("POST /api/(?:v1/)?auth/login", "login"),
      route("POST /api/auth/register", "register"),
      route("POST /api/v1/auth/anonymous", "login:anonymous"),
      route("POST /api/auth/logout", "logout"),
      route("POST /api/auth/change-password", "password:change"),
      route("DELETE /api/auth/account", "account:deactivate"),
      route("POST /api/v1/sessions", "session:create"),
      route("POST /api/v1/sessions/import", "session:import"),
      route("GET /api/v1/sessions/(?<session>[^/]+)/export", "session:export"),
      route("DELETE /api/v1/sessions/(?<session>[^/]+)", "session:delete"),
      route("DELETE /api/v1/history/(?<session>[^/]+)", "history:delete"),
      route("PUT /api/v1/sessions/(?<session>[^/]+)/participants/[^/]+", "participant:role"),
      route("DELETE /api/v1/sessions/(?<session>[^/]+)/participants/[^/]+", "participant:kick"),
      route("POST /api/v1/sessions/(?<session>[^/]+)/bans", "participant:ban"),
      route("DELETE /api/v1/sessions/(?<session>[^/]+)/bans/.+", "participant:unban"),
      route("POST /api/v1/sessions/(?<session>[^/]+)/link", "link:renew"),
      route("POST /api/v1/sessions/(?<session>[^/]+)/requests/[^/]+", "request:answer"),
      route("GET /api/v1/users/[^/]+/data", "user:export"),
      route("DELETE /api/v1/users/[^/]+", "user:erase"),
      route("POST /api/v1/keys/rotate", "keys:rotate"),
      route("GET /api/v1/audit", "audit:read"));

  private final transient Supplier<AuditTrail> trail;
  private final transient Supplier<TokenVerifier> tokens;

  public AuditFilter() {
    this(() -> CDI.current().select(AuditTrail.class).get(), () -> CDI.current().select(TokenVerifier.class).get());
  }

  public AuditFilter(Supplier<AuditTrail> trail, Supplier<TokenVerifier> tokens) {
    this.trail = trail;
    this.tokens = tokens;
  }

  private static Map.Entry<Pattern, String> route(String pattern, String action) {
    return Map.entry(Pattern.compile(pattern), action);
  }

  /** Says who came in by {@code request}, which brought no token along. */
  public static void cameIn(HttpServletRequest request, UserId user) {
    request.setAttribute(USER, user);
  }

  /** Says who is erased by {@code request}: the line has neither the person nor where it came from (rule DP18). */
  public static void erased(HttpServletRequest request, UserId pseudonym) {
    request.setAttribute(USER, pseudonym);
    request.setAttribute(NOWHERE, true);
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String what = request.getMethod() + " " + request.getRequestURI().substring(request.getContextPath().length());
    Optional<Map.Entry<Matcher, String>> route = route(what);
    if (route.isEmpty() || !trail.get().wants(true)) {
      chain.doFilter(request, response);
      return;
    }
    UserId bearer = bearer(request);
    boolean returned = false;
    try {
      chain.doFilter(request, response);
      returned = true;
    } finally {
      Object came = request.getAttribute(USER);
      String outcome = !returned ? "failed" : response.getStatus() < 400 ? AuditRecord.DONE : "refused: " + response.getStatus();
      trail.get().note(new AuditRecord(System.currentTimeMillis(), came instanceof UserId user ? user : bearer,
          route.get().getValue(), session(route.get().getKey()),
          request.getAttribute(NOWHERE) == null ? request.getRemoteAddr() : null, outcome));
    }
  }

  private static Optional<Map.Entry<Matcher, String>> route(String what) {
    return ROUTES.entrySet().stream()
        .map(route -> Map.entry(route.getKey().matcher(what), route.getValue()))
        .filter(route -> route.getKey().matches())
        .findFirst();
  }

  private static @Nullable SessionId session(Matcher matcher) {
    String id = matcher.pattern().pattern().contains("<session>") ? matcher.group("session") : null;
    return id != null && SessionId.isValid(id) ? new SessionId(id) : null;
  }

  private @Nullable UserId bearer(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return null;
    }
    return tokens.get().verify(header.substring(BEARER.length()).trim()).map(Identity::id).orElse(null);
  }
}
