package io.tutti.edge.rest.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Anything that nobody expected: logged once under an id, and only the id is told. Immutable. */
@Provider
public final class UnexpectedMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedMapper.class);

  @Override
  public Response toResponse(Throwable failure) {
    return answer(LOG, failure);
  }

  static Response answer(Logger log, Throwable failure) {
    String incident = UUID.randomUUID().toString();
    log.error("A request failed (incident {})", incident, failure);
    return Problem.internal(incident).response();
  }
}
