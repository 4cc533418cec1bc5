package io.tutti.edge.rest.people;

import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Operators;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AuditLog;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log, for operators. One per request. */
@Path("v1/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  private static final int DEFAULT_LIMIT = 100;

  @Inject AuditLog log;
  @Inject Operators operators;

  /** Rule DP12: times in milliseconds since 1970, or ISO-8601. */
  @GET
  @Audited("audit:read")
  public List<OperatorAnswers.AuditLine> read(
      @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to,
      @QueryParam("user") @Nullable String user, @QueryParam("session") @Nullable String session,
      @QueryParam("limit") @Nullable String limit, @Context HttpHeaders headers) {
    operators.require(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    UserId person = user == null ? null : RequestParameters.user(user);
    SessionId room = session == null ? null : RequestParameters.session(session);
    return log.read(new AuditLog.Query(
            time("from", from, 0), time("to", to, Long.MAX_VALUE), person, room, RequestParameters.limit(limit, DEFAULT_LIMIT)))
        .stream().map(OperatorAnswers.AuditLine::of).toList();
  }

  private static long time(String name, @Nullable String value, long otherwise) {
    if (value == null || !value.contains("T")) {
      return RequestParameters.number(name, value, otherwise);
    }
    try {
      return Timestamps.millis(value);
    } catch (java.time.DateTimeException e) {
      throw Problem.invalid("datetime_parsing", "Input should be a valid time", null, "query", name);
    }
  }
}
