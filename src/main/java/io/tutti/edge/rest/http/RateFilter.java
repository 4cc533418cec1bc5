package io.tutti.edge.rest.http;

import io.tutti.hub.RateLimiter;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests of an address that sends too many (rule REST32). WebSocket handshakes have a bound of their own.
 * Thread-safe: {@code rates} is made under its monitor.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
public final class RateFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Below it each path is an endpoint's. The other dialects' endpoints are not under {@code /api}. */
  private static final String SOCKETS = "/api/v1/session/connect/";

  private final transient Supplier<RestSettings> settings;
  private final transient LongSupplier nanoTime;
  private transient @Nullable RateLimiter rates;

  public RateFilter() {
    this(() -> CDI.current().select(RestSettings.class).get(), System::nanoTime);
  }

  public RateFilter(Supplier<RestSettings> settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isHandshake(request)) {
      long waitNanos = rates().takeFrom(request.getRemoteAddr(), nanoTime.getAsLong());
      if (waitNanos > 0) {
        response.setHeader("Retry-After", String.valueOf(RateLimiter.seconds(waitNanos)));
        ServletAnswer.refuse(response, Problem.tooManyRequests());
        return;
      }
    }
    chain.doFilter(request, response);
  }

  /**
   * Whether the container makes a WebSocket of it: by where it is routed to, and all that a handshake has (RFC 6455, section 4.2.1).
   * Whatever else has an {@code Upgrade} header is a request like any other.
   */
  static boolean isHandshake(HttpServletRequest request) {
    String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    return path.startsWith(SOCKETS) && request.getMethod().equals("GET") && request.getHeader("Sec-WebSocket-Key") != null
        && "13".equals(request.getHeader("Sec-WebSocket-Version")) && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  /** Made at the first request: where filters are made, the settings may not be there yet. */
  private synchronized RateLimiter rates() {
    RateLimiter made = rates;
    if (made == null) {
      RestSettings wished = settings.get();
      made = new RateLimiter(
          RateLimiter.Rate.perSecond(wished.requestsPerSecond(), wished.requestBurst()), nanoTime.getAsLong());
      rates = made;
    }
    return made;
  }
}
