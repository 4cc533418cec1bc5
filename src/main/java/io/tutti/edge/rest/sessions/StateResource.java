package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.RequestBody;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.edge.rest.http.Unaudited;
import io.tutti.identity.SessionId;
import io.tutti.session.Command;
import io.tutti.session.SessionState;
import io.tutti.state.StateCommand;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON object that a session shares. One per request. */
@Path("v1/sessions/{id}/state")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StateResource {

  @Inject Callers callers;
  @Inject Readers readers;
  @Inject SessionCommands commands;

  /** The shared state and its version. */
  private record Shared(Map<String, @Nullable Object> value, long version) {
    static Shared of(SessionState state) {
      return new Shared(state.shared().value(), state.shared().version());
    }
  }

  /** Rule REST40. */
  @GET
  public Response read(@PathParam("id") String id, @Context HttpHeaders headers) {
    Shared shared = readers.look(id, headers, room -> Shared.of(room.state()));
    return Answer.of(generator -> {
      JsonText.member(generator.writeStartObject(), "state", shared.value());
      generator.write("version", shared.version()).writeEnd();
    }).build();
  }

  /** Rule REST41: the body is the merge patch. */
  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Unaudited("Content: the command is in the session's log, and noted where every command is")
  public Response patch(
      @PathParam("id") String id, @QueryParam("base_version") @Nullable String base, @Nullable InputStream in,
      @Context HttpHeaders headers) {
    Identity caller = callers.known(headers);
    SessionId session = RequestParameters.session(id);
    Long version = base == null ? null : Long.valueOf(RequestParameters.number("base_version", base, 0));
    long seq = commands.perform(session, caller,
        new Command.PatchState(new StateCommand.Patch(RequestBody.required(in).members(), version)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("session_id", session.value());
    answer.put("version", readers.look(id, headers, room -> room.state().shared().version()));
    answer.put("seq", seq);
    return Answer.of(answer);
  }
}
