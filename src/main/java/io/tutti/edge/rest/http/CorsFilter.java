package io.tutti.edge.rest.http;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of the configured origins, and in development local ones, read answers (rule REST27; Fetch Standard, section 3.2). To
 * all others nothing is said, so that their browsers keep the answers from them. Thread-safe.
 */
@WebFilter(filterName = "cors", urlPatterns = "/*", asyncSupported = true)
public final class CorsFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Pages of development servers. There are no cookies: they see nothing that they could not ask for themselves. */
  private static final Pattern LOCAL = Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

  private final transient Supplier<RestSettings> settings;

  public CorsFilter() {
    this(() -> CDI.current().select(RestSettings.class).get());
  }

  public CorsFilter(Supplier<RestSettings> settings) {
    this.settings = settings;
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String origin = request.getHeader("Origin");
    response.addHeader("Vary", "Origin");
    boolean admitted = origin != null && isListed(origin);
    if (admitted) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Allow-Credentials", "true");
      response.setHeader("Access-Control-Expose-Headers", "Link, ETag, Retry-After");
    }
    if (isPreflight(request, origin)) {
      if (admitted) {
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept");
        response.setHeader("Access-Control-Max-Age", "600");
      }
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean isListed(String origin) {
    RestSettings current = settings.get();
    return current.origins().stream().anyMatch(origin::equalsIgnoreCase)
        || (current.localPages() && LOCAL.matcher(origin).matches());
  }

  private static boolean isPreflight(HttpServletRequest request, @Nullable String origin) {
    return origin != null && request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null;
  }
}
