package io.tutti.edge.rest.llmsession;

import io.tutti.access.Team;
import io.tutti.analytics.Overviews;
import io.tutti.edge.rest.http.Answer;
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
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  public Response list(
      @PathParam("id") String id, @QueryParam("status") @Nullable String status, @QueryParam("limit") @Nullable String limit,
      @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    Team team = callers.team(id, caller);
    Overviews.Wish wanted = new Overviews.Wish(id, status, 0, RequestParameters.limit(limit, USUAL_SESSIONS));
    List<Map<String, @Nullable Object>> lines =
        overviews.list(caller.asCaller(), wanted).stream().map(OverviewAnswers::ofTeam).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("team_id", team.id());
    answer.put("team_name", team.name().value());
    answer.put("sessions", lines);
    answer.put("count", lines.size());
    return Answer.of(answer);
  }
}
