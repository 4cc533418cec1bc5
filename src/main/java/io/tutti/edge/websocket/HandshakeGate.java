package io.tutti.edge.websocket;

import io.tutti.identity.SessionId;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stands before every WebSocket handshake: an address that opens connections too fast is refused with 429 (each try counts, also one
 * that fails), a foreign origin with 403, a session id that can be none and an address that is written in another way than the usual
 * one with 400; then the dialect is asked ({@link Threshold}). Thread-safe.
 */
@WebFilter(filterName = "handshake-gate", urlPatterns = {"/api/v1/session/connect/*", "/ws", "/ws/*"}, asyncSupported = true)
public class HandshakeGate extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String NATIVE_PATH = "/api/v1/session/connect/";
  /** An escape of a character that needs none (RFC 3986, section 2.3), of what parts an address, or none at all. */
  private static final Pattern NEEDLESS_ESCAPE = Pattern.compile(
      "%(?:2[def]|3[0-9b]|4[1-9a-f]|5[0-9a]|5[cf]|6[1-9a-f]|7[0-9a]|7e|25|[01][0-9a-f]|7f|(?![0-9a-f]{2}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern ESCAPED_SLASH = Pattern.compile("%(2f|5c|00)");
  /** The one address with a name in it that is anything printable. */
  private static final Pattern NAMED = Pattern.compile("/ws/[^/]+/[^/]+");

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      chain.doFilter(request, response);
      return;
    }
    Reception reception = CDI.current().select(Reception.class).get();
    long waitSeconds = reception.secondsUntilAdmitted(request.getRemoteAddr());
    if (waitSeconds > 0) {
      response.setHeader("Retry-After", String.valueOf(waitSeconds));
      response.sendError(429, "Too many connections from this address");
    } else if (!isAllowed(request, reception.settings())) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN, "This origin may not connect");
    } else if (!isCanonical(request)) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "This address is not in its canonical form");
    } else if (!namesSession(request)) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "A session id is 1–64 letters, digits, _ or -");
    } else {
      pass(request, response, chain);
    }
  }

  private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    int refusal = refusal(request);
    if (refusal != 0) {
      response.sendError(refusal);
      return;
    }
    Handshake.comesFrom(request.getRemoteAddr());
    try {
      chain.doFilter(request, response);
    } finally {
      Handshake.comesFrom(null);
    }
  }

  /** What the dialect at whose door somebody knocks says to it. */
  private static int refusal(HttpServletRequest request) {
    String path = path(request);
    for (Threshold threshold : CDI.current().select(Threshold.class)) {
      if (threshold.guards(path)) {
        return threshold.refusal(request, path);
      }
    }
    return 0;
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  /**
   * Rule JOIN23: the container routes by what is left of an address once escapes are read, parameters are cut off and slashes are put
   * together; a door that judges another text than that can be gone around. So each address has one form here: escapes stand only
   * for what cannot be written otherwise. The last part of one, a name of the Novel Engine's, may have any but those of a slash.
   */
  private static boolean isCanonical(HttpServletRequest request) {
    String uri = request.getRequestURI();
    if (!uri.startsWith(request.getContextPath())) {
      return false;
    }
    String path = path(request);
    int last = path.lastIndexOf('/');
    String name = path.substring(last + 1).toLowerCase(Locale.ROOT);
    boolean isPlain = !path.contains("//") && path.indexOf(';') < 0 && path.indexOf('\\') < 0
        && !NEEDLESS_ESCAPE.matcher(path.substring(0, last)).find();
    return isPlain && !name.isEmpty() && !ESCAPED_SLASH.matcher(name).find()
        && Stream.of(path.split("/")).noneMatch(part -> part.equals(".") || part.equals(".."))
        && (name.indexOf('%') < 0 || NAMED.matcher(path).matches());
  }

  private static boolean namesSession(HttpServletRequest request) {
    String path = path(request);
    return !path.startsWith(NATIVE_PATH) || SessionId.isValid(path.substring(NATIVE_PATH.length()));
  }

  /** Programs send no origin; browsers always do. The server's own pages may connect to it, whatever is configured. */
  private static boolean isAllowed(HttpServletRequest request, WebSocketSettings settings) {
    String origin = request.getHeader("Origin");
    if (origin == null || settings.frontendOrigins().isEmpty() || settings.frontendOrigins().contains(origin)) {
      return true;
    }
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(request.getHeader("Host"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
