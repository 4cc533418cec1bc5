package io.tutti.edge.rest.http;

import io.tutti.hub.SessionGate;
import io.tutti.identity.SessionId;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Our own refusals as answers. Whatever is asked of a session that is not there but was deleted is answered so, on every route
 * (rule LOGID5). Thread-safe.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Problem> {

  @Inject SessionGate gate;

  @Context
  @SuppressWarnings("NullAway.Init")
  UriInfo uri;

  @Override
  public Response toResponse(Problem problem) {
    String id = problem.isNoSession() ? uri.getPathParameters().getFirst("id") : null;
    boolean deleted = id != null && SessionId.isValid(id) && gate.wasDeleted(new SessionId(id));
    return (deleted ? Problem.deletedSession() : problem).response();
  }
}
