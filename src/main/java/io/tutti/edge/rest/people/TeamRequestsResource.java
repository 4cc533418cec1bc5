package io.tutti.edge.rest.people;

import io.tutti.access.Teams;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.RequestBody;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.UserId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who asks to be in a team, for its admins (rules TEAM21, TEAM22). One per request. */
@Path("teams/{id}/requests")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TeamRequestsResource {

  @Inject Teams teams;
  @Inject TeamCallers callers;

  @GET
  public Response list(@PathParam("id") String id, @Context HttpHeaders headers) {
    callers.ledTeam(id, callers.signedIn(headers));
    List<Map<String, @Nullable Object>> requests = teams.requests(id).stream().map(TeamAnswers::asking).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("team_id", id);
    answer.put("requests", requests);
    answer.put("count", requests.size());
    return Answer.of(answer);
  }

  @POST
  @Path("{user}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("team:answer")
  public Response answer(
      @PathParam("id") String id, @PathParam("user") String user, @Nullable InputStream in, @Context HttpHeaders headers) {
    callers.ledTeam(id, callers.signedIn(headers));
    boolean accepted = RequestBody.required(in).requiredFlag("accept");
    UserId asking = RequestParameters.user(user);
    TeamAnswers.require(accepted ? teams.accept(id, asking) : teams.decline(id, asking));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("user_id", asking.value());
    answer.put("accepted", accepted);
    return Answer.of(answer);
  }
}
