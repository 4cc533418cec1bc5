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
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Confirmation;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
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
  public TeamAnswers.TeamList list(@Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    List<TeamAnswers.TeamLine> lines = Optional.ofNullable(caller.team()).flatMap(teams::find)
        .map(team -> TeamAnswers.TeamLine.of(team, teams.size(team.id()), report(team, caller))).stream().toList();
    return new TeamAnswers.TeamList(lines, lines.size());
  }

  private TeamReport report(Team team, TeamCallers.TeamCaller caller) {
    List<Figures> figures =
        overviews.list(caller.asCaller(), Overviews.Wish.all(team.id())).stream().map(Overview::figures).toList();
    return TeamReport.of(figures);
  }

  /** Rules TEAM2, TEAM3. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("team:create")
  public TeamAnswers.CreatedTeam create(JsonBody<TeamBodies.TeamChange> body, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    Account account = caller.account();
    if (account == null) {
      throw Problem.forbidden("You need an account to create a team");
    }
    TeamBodies.TeamChange asked = body.required();
    Team team = new Team(RandomIds.team(), asked.requiredName(), asked.text(), asked.values(),
        System.currentTimeMillis(), null);
    TeamAnswers.require(teams.create(team, account.id()));
    return new TeamAnswers.CreatedTeam(
        team.id(), team.name().value(), team.description(), Timestamps.iso(team.createdAt()), "Team created successfully");
  }

  @GET
  @Path("{id}")
  public TeamAnswers.WholeTeam read(@PathParam("id") String id, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    Team team = callers.team(id, caller);
    TeamReport report = report(team, caller);
    return new TeamAnswers.WholeTeam(team.id(), team.name().value(), team.description(), team.settings(),
        Timestamps.iso(team.createdAt()), teams.members(id, 0, MAX_SHOWN_MEMBERS).stream().map(TeamAnswers.BriefMember::of).toList(),
        new TeamAnswers.TeamStats(
            teams.size(id), report.sessions(), report.active(), report.tokens(), report.averageHealth()));
  }

  /** Rule TEAM4. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("team:update")
  public TeamAnswers.ChangedTeam change(
      @PathParam("id") String id, JsonBody<TeamBodies.TeamChange> body, @Context HttpHeaders headers) {
    callers.ledTeam(id, callers.signedIn(headers));
    TeamBodies.TeamChange change = body.required();
    Optional<TeamName> name = change.teamName();
    String description = change.text();
    Map<String, @Nullable Object> settings = change.values();
    long now = System.currentTimeMillis();
    TeamAnswers.require(teams.change(id, team -> team.changed(name.orElse(team.name()),
        body.names("description") ? description : team.description(),
        body.names("settings") ? settings : team.settings(), now)));
    Team changed = teams.find(id).orElseThrow(TeamCallers::noTeam);
    return new TeamAnswers.ChangedTeam(
        id, changed.name().value(), changed.description(), Timestamps.iso(now), "Team updated successfully");
  }

  /** Rule TEAM7. */
  @DELETE
  @Path("{id}")
  @Audited("team:delete")
  public Confirmation delete(@PathParam("id") String id, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    callers.ledTeam(id, caller);
    Teams.Outcome outcome = teams.delete(id, caller.identity().id());
    if (outcome == Teams.Outcome.HAS_MEMBERS) {
      throw Problem.badRequest(
          "Cannot delete team with " + (teams.size(id) - 1) + " members. Remove members first.");
    }
    TeamAnswers.require(outcome);
    return new Confirmation("Team deleted successfully");
  }
}
