package io.tutti.edge.rest.people;

import io.tutti.access.Teams;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.JsonBody;
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
import java.util.List;

/** Who asks to be in a team, for its admins (rules TEAM21, TEAM22). One per request. */
@Path("teams/{id}/requests")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TeamRequestsResource {

  @Inject Teams teams;
  @Inject TeamCallers callers;

  @GET
  public TeamAnswers.AskingList list(@PathParam("id") String id, @Context HttpHeaders headers) {
    callers.ledTeam(id, callers.signedIn(headers));
    List<TeamAnswers.Asking> requests = teams.requests(id).stream().map(TeamAnswers.Asking::of).toList();
    return new TeamAnswers.AskingList(id, requests, requests.size());
  }

  @POST
  @Path("{user}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("team:answer")
  public TeamAnswers.AnsweredRequest answer(@PathParam("id") String id, @PathParam("user") String user,
      JsonBody<TeamBodies.RequestAnswer> body, @Context HttpHeaders headers) {
    callers.ledTeam(id, callers.signedIn(headers));
    boolean accepted = body.required().accept();
    UserId asking = RequestParameters.user(user);
    TeamAnswers.require(accepted ? teams.accept(id, asking) : teams.decline(id, asking));
    return new TeamAnswers.AnsweredRequest(asking.value(), accepted);
  }
}
