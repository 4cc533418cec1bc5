package io.tutti.edge.rest.sessions;

import io.tutti.access.Role;
import io.tutti.edge.json.EventJson;
import io.tutti.edge.json.SchemaJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.LongAnswer;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.ErrorCode;
import io.tutti.session.Past;
import io.tutti.session.SessionView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;

/** A session as it was. One per request. */
@Path("v1/sessions/{id}/at/{seq}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PastResource {

  @Inject Readers readers;

  /** Rule REST13. */
  @GET
  @LongAnswer
  public Response read(@PathParam("id") String id, @PathParam("seq") String seq, @Context HttpHeaders headers) {
    Past.Found past = found(Past.of(readers.readable(id, headers).log(), RequestParameters.place(seq)));
    SessionView view = SessionView.of(past.state());
    Map<String, Role> roles = new TreeMap<>();
    past.state().roles().forEach((user, role) -> roles.put(user.value(), role));
    return Answer.of(generator -> {
      generator
          .writeStartObject()
          .write("session_id", view.description().id().value())
          .write("seq", view.seq())
          .write("timestamp", Timestamps.iso(past.at()));
      generator.writeStartObject("state");
      SessionJson.parameters(generator, view);
      generator.writeEnd();
      SessionJson.about(generator, view.description(), view.profile());
      SchemaJson.write(generator, "schema", view.description().schema());
      SessionJson.conflicts(generator, view.conflicts());
      generator.writeStartArray("users");
      view.members().forEach(member -> {
        generator.writeStartObject();
        EventJson.member(generator, member);
        generator.writeEnd();
      });
      generator.writeEnd();
      generator.writeStartObject("roles");
      roles.forEach((user, role) -> generator.write(user, role.word()));
      generator.writeEnd().writeEnd();
    }).build();
  }

  /** The state there, or the refusal. */
  static Past.Found found(Past past) {
    if (past instanceof Past.Missing missing) {
      throw Problem.of(missing.code() == ErrorCode.UNAVAILABLE ? 503 : 404, missing.code(), missing.message());
    }
    return (Past.Found) past;
  }
}
