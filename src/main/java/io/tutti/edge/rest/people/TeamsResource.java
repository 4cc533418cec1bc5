package io.tutti.edge.rest.people;

import io.tutti.access.Account;
import io.tutti.access.Team;
import io.tutti.access.TeamName;
import io.tutti.access.Teams;
import io.tutti.analytics.Figures;
import io.tutti.analytics.Overview;
import io.tutti.analytics.Overviews;
import io.tutti.analytics.TeamReport;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Teams, as the LLM Session Manager answers. One per request. */
@Path("teams")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TeamsResource {

  /** Most members that the page of a team shows; the list of members has all of them, page by page. */
  private static final int MAX_SHOWN_MEMBERS = 1_000;

  @Inject Teams teams;
  @Inject Overviews overviews;
  @Inject TeamCallers callers;

  /** Rule TEAM1: one's own. */
  @GET
  public Response list(@Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    List<Map<String, @Nullable Object>> lines = Optional.ofNullable(caller.team()).flatMap(teams::find)
        .map(team -> line(team, report(team, caller))).stream().toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("teams", lines);
    answer.put("count", lines.size());
    return Answer.of(answer);
  }

  private TeamReport report(Team team, TeamCallers.TeamCaller caller) {
    List<Figures> figures =
        overviews.list(caller.asCaller(), Overviews.Wish.all(team.id())).stream().map(Overview::figures).toList();
    return TeamReport.of(figures);
  }

  private Map<String, @Nullable Object> line(Team team, TeamReport report) {
    Map<String, @Nullable Object> line = TeamAnswers.named(team);
    line.put("member_count", teams.size(team.id()));
    line.put("session_count", report.sessions());
    line.put("active_sessions", report.active());
    line.put("created_at", Timestamps.iso(team.createdAt()));
    return line;
  }

  /** Rules TEAM2, TEAM3. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("team:create")
  public Response create(@Nullable InputStream in, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    Account account = caller.account();
    if (account == null) {
      throw Problem.forbidden("Only who has an account here can have a team");
    }
    RequestedTeam request = new RequestedTeam(RequestBody.required(in));
    Team team = new Team(RandomIds.team(), request.requiredName(), request.description(), request.settings(),
        System.currentTimeMillis(), null);
    TeamAnswers.require(teams.create(team, account.id()));
    Map<String, @Nullable Object> answer = TeamAnswers.named(team);
    answer.put("created_at", Timestamps.iso(team.createdAt()));
    answer.put("message", "Team created successfully");
    return Answer.of(answer);
  }

  @GET
  @Path("{id}")
  public Response read(@PathParam("id") String id, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    Team team = callers.team(id, caller);
    TeamReport report = report(team, caller);
    Map<String, @Nullable Object> answer = TeamAnswers.named(team);
    answer.put("settings", team.settings());
    answer.put("created_at", Timestamps.iso(team.createdAt()));
    answer.put("members", teams.members(id, 0, MAX_SHOWN_MEMBERS).stream().map(TeamAnswers::brief).toList());
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("member_count", teams.size(id));
    stats.put("total_sessions", report.sessions());
    stats.put("active_sessions", report.active());
    stats.put("total_tokens", report.tokens());
    stats.put("average_health", report.averageHealth());
    answer.put("stats", stats);
    return Answer.of(answer);
  }

  /** Rule TEAM4. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("team:update")
  public Response change(@PathParam("id") String id, @Nullable InputStream in, @Context HttpHeaders headers) {
    callers.ledTeam(id, callers.signedIn(headers));
    RequestedTeam request = new RequestedTeam(RequestBody.required(in));
    Optional<TeamName> name = request.name();
    String description = request.description();
    Map<String, @Nullable Object> settings = request.settings();
    long now = System.currentTimeMillis();
    TeamAnswers.require(teams.change(id, team -> team.changed(name.orElse(team.name()),
        request.says("description") ? description : team.description(),
        request.says("settings") ? settings : team.settings(), now)));
    Map<String, @Nullable Object> answer = TeamAnswers.named(teams.find(id).orElseThrow(TeamCallers::noTeam));
    answer.put("updated_at", Timestamps.iso(now));
    answer.put("message", "Team updated successfully");
    return Answer.of(answer);
  }

  /** Rule TEAM7. */
  @DELETE
  @Path("{id}")
  @Audited("team:delete")
  public Response delete(@PathParam("id") String id, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    callers.ledTeam(id, caller);
    Teams.Outcome outcome = teams.delete(id, caller.identity().id());
    if (outcome == Teams.Outcome.HAS_MEMBERS) {
      throw Problem.badRequest(
          "Cannot delete team with " + (teams.size(id) - 1) + " members. Remove members first.");
    }
    TeamAnswers.require(outcome);
    return Answer.message("Team deleted successfully");
  }
}
