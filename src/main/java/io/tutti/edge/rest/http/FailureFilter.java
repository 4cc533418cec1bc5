package io.tutti.edge.rest.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into our words what fails before or behind every mapper: a header that Jersey cannot read, a resource that cannot be
 * made. The container's own page would show a stack trace. Thread-safe.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
public final class FailureFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(FailureFilter.class);

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (RateFilter.isHandshake(request)) {
      // A WebSocket's handshake is the container's own business, and some look for its own response object.
      chain.doFilter(request, response);
      return;
    }
    try {
      chain.doFilter(request, new OurWords(response));
    } catch (ServletException | RuntimeException e) {
      BoundedAnswer answer = BoundedAnswer.of(request);
      if (response.isCommitted() || (answer != null && (answer.isAbandoned() || answer.isRefused()))) {
        throw e;
      }
      String incident = UUID.randomUUID().toString();
      LOG.error("A request failed outside the routes (incident {})", incident, e);
      response.reset();
      ServletAnswer.refuse(response, Problem.internal(incident));
    }
  }

  /** A response whose errors are problems. Confined to one request. */
  private static final class OurWords extends HttpServletResponseWrapper {

    OurWords(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void sendError(int status) throws IOException {
      resetBuffer();
      ServletAnswer.refuse((HttpServletResponse) getResponse(), RoutingMapper.problem(status));
    }

    @Override
    public void sendError(int status, String message) throws IOException {
      sendError(status);
    }
  }
}
