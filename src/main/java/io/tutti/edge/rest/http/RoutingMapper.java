package io.tutti.edge.rest.http;

import io.tutti.identity.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the JAX-RS implementation refuses by itself (no such route, method, media type), in our words. Immutable. */
@Provider
public final class RoutingMapper implements ExceptionMapper<WebApplicationException> {

  private static final Logger LOG = LoggerFactory.getLogger(RoutingMapper.class);

  @Override
  public Response toResponse(WebApplicationException refusal) {
    Response made = refusal.getResponse();
    int status = made.getStatus();
    if (status < 400) {
      return made;
    }
    if (status >= 500) {
      return UnexpectedMapper.answer(LOG, refusal);
    }
    Response.ResponseBuilder answer = Response.fromResponse(problem(status).response());
    String allow = made.getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
  }

  /** The refusal of this status, where nobody has said more. */
  static Problem problem(int status) {
    return switch (status) {
      case 401 -> Problem.unauthenticated("Authentication required");
      case 403 -> Problem.forbidden("Forbidden");
      case 404 -> Problem.notFound("Not Found");
      case 405 -> Problem.of(405, ErrorCode.BAD_MESSAGE, "Method Not Allowed");
      case 406 -> Problem.of(406, ErrorCode.BAD_MESSAGE, "Not Acceptable: the answer is JSON");
      case 413 -> Problem.of(413, ErrorCode.TOO_LARGE, "The body is too large");
      case 415 -> Problem.of(415, ErrorCode.BAD_MESSAGE, "Unsupported Media Type: the body must be application/json");
      default -> Problem.of(status, ErrorCode.BAD_MESSAGE, "The request cannot be understood");
    };
  }
}
