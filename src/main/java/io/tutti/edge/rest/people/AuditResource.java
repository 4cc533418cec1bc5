package io.tutti.edge.rest.people;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Operators;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AuditLog;
import io.tutti.session.AuditRecord;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
  public Response read(
      @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to,
      @QueryParam("user") @Nullable String user, @QueryParam("session") @Nullable String session,
      @QueryParam("limit") @Nullable String limit, @Context HttpHeaders headers) {
    operators.require(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    UserId person = user == null ? null : RequestParameters.user(user);
    SessionId room = session == null ? null : RequestParameters.session(session);
    List<AuditRecord> lines = log.read(new AuditLog.Query(
        time("from", from, 0), time("to", to, Long.MAX_VALUE), person, room, RequestParameters.limit(limit, DEFAULT_LIMIT)));
    return Answer.of(generator -> {
      generator.writeStartArray();
      lines.forEach(line -> write(generator, line));
      generator.writeEnd();
    }).build();
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

  private static void write(JsonGenerator generator, AuditRecord line) {
    UserId user = line.user();
    SessionId session = line.session();
    generator.writeStartObject().write("at", Timestamps.iso(line.at()));
    JsonText.member(generator, "user", user == null ? null : user.value());
    generator.write("action", line.action());
    JsonText.member(generator, "session", session == null ? null : session.value());
    JsonText.member(generator, "address", line.address());
    generator.write("outcome", line.outcome()).writeEnd();
  }
}
