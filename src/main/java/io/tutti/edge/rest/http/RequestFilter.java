package io.tutti.edge.rest.http;

import io.tutti.identity.Network;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request in where its address has not too many in progress, receives its body before anything else happens, and bounds what
 * its answer may cost. A request with a body comes through here twice: as it arrives, and once its body is here, as an asynchronous
 * dispatch; all filters behind this one are for both. Thread-safe.
 */
@WebFilter(filterName = "requests", urlPatterns = "/*", asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
public final class RequestFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RequestFilter.class);
  /** Where the launcher's Tomcat leaves what cuts the connection. */
  private static final String CUT = "io.tutti.connection.cut";
  private static final String ROUTES = "/api";

  private final transient Supplier<HttpBounds> bounds;
  private final transient Supplier<Runnable> requestScope;

  public RequestFilter() {
    this(() -> CDI.current().select(HttpBounds.class).get(), RequestFilter::beginRequestScope);
  }

  /** {@code requestScope}: begins the scope of the beans of a request in this thread, and gives what ends it. */
  public RequestFilter(Supplier<HttpBounds> bounds, Supplier<Runnable> requestScope) {
    this.bounds = bounds;
    this.requestScope = requestScope;
  }

  /**
   * Weld would begin and end the scope as the container tells of requests, which Tomcat does neither for each thread of an
   * asynchronous one nor in pairs: web.xml keeps it from that. Where the container has begun it, it is left alone.
   */
  private static Runnable beginRequestScope() {
    Instance<RequestContextController> controllers = CDI.current().select(RequestContextController.class);
    RequestContextController controller = controllers.get();
    boolean began = controller.activate();
    return () -> {
      if (began) {
        controller.deactivate();
      }
      controllers.destroy(controller);
    };
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    BodyReception reception = BodyReception.of(request);
    Problem refusal = reception == null ? null : reception.refusal();
    if (refusal != null) {
      ServletAnswer.refuseUnread(response, refusal);
    } else if (reception != null) {
      answer(request, response, chain);
    } else {
      arrive(request, response, chain);
    }
  }

  private void arrive(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpBounds all = bounds.get();
    String network = Network.keyOf(request.getRemoteAddr());
    if (!all.requests().tryAcquire(network)) {
      ServletAnswer.refuseUnread(response, Problem.busy());
      return;
    }
    boolean goesOn = false;
    try {
      if (!BodyReception.hasBody(request) || !receivesBodies(request)) {
        answer(request, response, chain);
      } else {
        goesOn = receive(all, request, response, network);
      }
    } finally {
      if (!goesOn) {
        all.requests().release(network);
      }
    }
  }

  /**
   * Other containers do not always tell of a body that has come already, or say that all of it was read when it was not: there the
   * thread that answers reads it, within the bounds of whatever it is.
   */
  private static boolean receivesBodies(HttpServletRequest request) {
    return ServletContainers.isTomcat(request.getServletContext());
  }

  /** Whether the body is being received: the request is over at another time. */
  private static boolean receive(HttpBounds all, HttpServletRequest request, HttpServletResponse response, String network)
      throws IOException {
    // What cannot wait takes no body either: files, and handshakes.
    boolean takesBody = request.isAsyncSupported() && !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    Problem refusal = takesBody ? BodyReception.refusalOf(request) : Problem.badRequest("There is nothing here that takes a body");
    boolean isArchive = BodyReception.isArchive(request);
    if (refusal == null && isArchive && !all.admitArchive(network)) {
      refusal = Problem.busy();
    }
    if (refusal != null) {
      ServletAnswer.refuseUnread(response, refusal);
      return false;
    }
    BodyReception.begin(all, request, response, () -> {
      all.requests().release(network);
      if (isArchive) {
        all.releaseArchive(network);
      }
    });
    return true;
  }

  /** Files go out by the container's own means, and handshakes want its own response. */
  private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getServletPath().startsWith(ROUTES) || RateFilter.isHandshake(request)) {
      chain.doFilter(request, response);
      return;
    }
    Runnable cut = request.getAttribute(CUT) instanceof Runnable found ? found : null;
    BoundedAnswer answer = new BoundedAnswer(response, bounds.get(), Network.keyOf(request.getRemoteAddr()), cut);
    answer.accompany(request);
    Runnable endOfScope = requestScope.get();
    try {
      chain.doFilter(request, answer);
    } catch (IOException | ServletException | RuntimeException e) {
      // What failed because of the one who reads is nobody's failure here.
      boolean isSettled = answer.isAbandoned() && (cut != null || !answer.isTooSlow());
      if (!isSettled && !answer.isRefused()) {
        throw e;
      }
      LOG.debug("An answer was not written to its end: {}", e.toString());
    } finally {
      endOfScope.run();
      answer.end();
    }
    if (answer.isRefused()) {
      refuse(response, cut);
    }
  }

  private static void refuse(HttpServletResponse response, @Nullable Runnable cut) throws IOException {
    if (!response.isCommitted()) {
      ServletAnswer.refuseUnread(response, Problem.busy());
    } else if (cut != null) {
      cut.run();
    }
  }
}
