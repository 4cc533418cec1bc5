package io.tutti.edge.rest.http;

import io.tutti.session.JournalFailure;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal that cannot do its work: 503, and nothing of why but what it says to people itself (rule STORE1). Immutable. */
@Provider
public final class StorageMapper implements ExceptionMapper<JournalFailure> {

  private static final Logger LOG = LoggerFactory.getLogger(StorageMapper.class);

  @Override
  public Response toResponse(JournalFailure failure) {
    if (failure.isRefusal()) {
      // Reported once where it was found out; its message is for people.
      return Problem.unavailable(String.valueOf(failure.getMessage())).response();
    }
    String incident = UUID.randomUUID().toString();
    LOG.error("A request failed because of the journal (incident {})", incident, failure);
    return Problem.unavailable("The storage is not available at the moment (incident " + incident + ")").response();
  }
}
