package io.tutti.edge.rest.http;

import jakarta.enterprise.inject.spi.CDI;
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
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public final class RateFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient Supplier<RestSettings> settings;
  private final transient LongSupplier nanoTime;
  private transient @Nullable AddressRates rates;

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
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      long waitSeconds = rates().take(request.getRemoteAddr(), nanoTime.getAsLong());
      if (waitSeconds > 0) {
        response.setHeader("Retry-After", String.valueOf(waitSeconds));
        ServletAnswer.refuse(response, Problem.tooManyRequests());
        return;
      }
    }
    chain.doFilter(request, response);
  }

  /** Made at the first request: where filters are made, the settings may not be there yet. */
  private synchronized AddressRates rates() {
    AddressRates made = rates;
    if (made == null) {
      RestSettings wished = settings.get();
      made = new AddressRates(wished.requestsPerSecond(), wished.requestBurst(), nanoTime.getAsLong());
      rates = made;
    }
    return made;
  }
}
