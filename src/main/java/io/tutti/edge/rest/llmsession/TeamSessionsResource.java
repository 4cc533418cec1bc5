package io.tutti.edge.rest.llmsession;

import io.tutti.access.Team;
import io.tutti.analytics.Overviews;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.edge.rest.people.TeamCallers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions of a team, as the LLM Session Manager answers. One per request. */
@Path("teams/{id}/sessions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TeamSessionsResource {

  private static final int USUAL_SESSIONS = 50;

  @Inject Overviews overviews;
  @Inject TeamCallers callers;

  /** Rule TEAM8. */
  @GET
  public OverviewAnswers.TeamSessions list(
      @PathParam("id") String id, @QueryParam("status") @Nullable String status, @QueryParam("limit") @Nullable String limit,
      @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    Team team = callers.team(id, caller);
    Overviews.Wish wanted = new Overviews.Wish(id, status, 0, RequestParameters.limit(limit, USUAL_SESSIONS));
    List<OverviewAnswers.OverviewLine> lines = overviews.list(caller.asCaller(), wanted).stream().map(OverviewAnswers.OverviewLine::ofTeam).toList();
    return new OverviewAnswers.TeamSessions(team.id(), team.name().value(), lines, lines.size());
  }
}
