package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.PatchMembers;
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
  public record SharedState(Map<String, @Nullable Object> state, long version) {
    static SharedState of(SessionState state) {
      return new SharedState(state.shared().value(), state.shared().version());
    }
  }

  /** The version after a change. {@code seq}: where the log says so. */
  public record PatchedState(String sessionId, long version, long seq) {}

  /** Rule REST40. */
  @GET
  public SharedState read(@PathParam("id") String id, @Context HttpHeaders headers) {
    return readers.look(id, headers, room -> SharedState.of(room.state()));
  }

  /** Rule REST41: the body is the merge patch. */
  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Unaudited("Content: the command is in the session's log, and noted where every command is")
  public PatchedState patch(
      @PathParam("id") String id, @QueryParam("base_version") @Nullable String base, JsonBody<PatchMembers> body,
      @Context HttpHeaders headers) {
    Identity caller = callers.known(headers);
    SessionId session = RequestParameters.session(id);
    Long version = base == null ? null : Long.valueOf(RequestParameters.number("base_version", base, 0));
    long seq = commands.perform(session, caller,
        new Command.PatchState(new StateCommand.Patch(body.required().members(), version)));
    return new PatchedState(session.value(), readers.look(id, headers, room -> room.state().shared().version()), seq);
  }
}
