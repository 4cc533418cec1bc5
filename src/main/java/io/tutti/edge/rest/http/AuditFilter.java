package io.tutti.edge.rest.http;

import io.tutti.access.BearerToken;
import io.tutti.access.Identity;
import io.tutti.access.TokenVerifier;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AuditRecord;
import io.tutti.session.AuditTrail;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notes requests for the audit log by the method that they were matched with: see {@link Audited} (rules DP21, DP10). A token is
 * looked at before the request is carried out, which may end it. What is streamed is noted once it is written, or broke off.
 * Thread-safe.
 */
@Provider
public class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {

  private static final String UNWRITTEN = AuditFilter.class.getName() + ".unwritten";
  private static final String BROKEN_OFF = "failed";

  @Inject AuditTrail trail;
  @Inject TokenVerifier tokens;
  @Inject RequestAudit audit;

  @Context
  @SuppressWarnings("NullAway.Init")
  ResourceInfo matched;

  @Context
  @SuppressWarnings("NullAway.Init")
  HttpServletRequest servlet;

  /** Lines about an answer that is still to be written. */
  private record Unwritten(List<AuditRecord> lines) {}

  @Override
  public void filter(ContainerRequestContext request) {
    audit.from(servlet.getRemoteAddr());
    Method method = matched.getResourceMethod();
    Audited route = method == null ? null : method.getAnnotation(Audited.class);
    if (route != null && trail.wants(true)) {
      audit.begin(route, bearer(request), session(route, request));
    }
  }

  private @Nullable UserId bearer(ContainerRequestContext request) {
    String token = BearerToken.of(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    return token == null ? null : tokens.verify(token).map(Identity::id).orElse(null);
  }

  private static @Nullable SessionId session(Audited route, ContainerRequestContext request) {
    String id = request.getUriInfo().getPathParameters().getFirst(route.session());
    return id != null && SessionId.isValid(id) ? new SessionId(id) : null;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    int status = response.getStatus();
    List<AuditRecord> lines =
        audit.lines(System.currentTimeMillis(), status < 400 ? AuditRecord.DONE : "refused: " + status);
    if (lines.isEmpty()) {
      return;
    }
    if (response.hasEntity() && !request.getMethod().equals(HttpMethod.HEAD)) {
      request.setProperty(UNWRITTEN, new Unwritten(lines));
    } else {
      lines.forEach(trail::note);
    }
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
    boolean isWritten = false;
    try {
      answer.proceed();
      isWritten = true;
    } finally {
      if (answer.getProperty(UNWRITTEN) instanceof Unwritten waiting) {
        answer.removeProperty(UNWRITTEN);
        note(waiting.lines(), isWritten);
      }
    }
  }

  private void note(List<AuditRecord> lines, boolean isWritten) {
    for (AuditRecord line : lines) {
      trail.note(isWritten ? line
          : new AuditRecord(line.at(), line.user(), line.action(), line.session(), line.address(), BROKEN_OFF));
    }
  }
}
