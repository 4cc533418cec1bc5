package io.tutti.edge.rest.llmsession;

import io.tutti.analytics.Figures;
import io.tutti.analytics.Overview;
import io.tutti.analytics.Overviews;
import io.tutti.analytics.TeamReport;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.PatchMembers;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.edge.rest.http.RestSettings;
import io.tutti.edge.rest.people.TeamCallers;
import io.tutti.edge.rest.sessions.ProfileRequest;
import io.tutti.edge.rest.sessions.SessionCommands;
import io.tutti.hub.Purpose;
import io.tutti.hub.SessionAccess;
import io.tutti.hub.SessionGate;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.session.Command;
import io.tutti.session.ProfileField;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions with their figures: list, sum up, read, change; as the LLM Session Manager answers. One per request. */
@Path("sessions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OverviewsResource {

  @Inject Overviews overviews;
  @Inject SessionGate gate;
  @Inject TeamCallers callers;
  @Inject SessionCommands commands;
  @Inject RestSettings settings;

  /** Rules LIST1, LIST2. */
  @GET
  public OverviewAnswers.OverviewList list(
      @QueryParam("status") @Nullable String status, @QueryParam("limit") @Nullable String limit,
      @QueryParam("offset") @Nullable String offset, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.known(headers);
    Overviews.Wish wanted = new Overviews.Wish(null, status, RequestParameters.offset(offset), RequestParameters.limit(limit, RequestParameters.MAX_LIMIT));
    return new OverviewAnswers.OverviewList(overviews.list(caller.asCaller(), wanted).stream().map(OverviewAnswers.OverviewLine::of).toList());
  }

  /** Rule LIST3. */
  @GET
  @Path("stats")
  public OverviewAnswers.Sums stats(@Context HttpHeaders headers) {
    List<Figures> figures = overviews.list(callers.known(headers).asCaller(), Overviews.Wish.all(null)).stream()
        .map(Overview::figures).toList();
    return OverviewAnswers.Sums.of(TeamReport.of(figures));
  }

  /** Rules LIST4, LIST5. */
  @GET
  @Path("{id}")
  public OverviewAnswers.WholeOverview read(@PathParam("id") String id, @Context HttpHeaders headers) {
    Optional<TeamCallers.TeamCaller> known = callers.shown(headers);
    if (known.isEmpty() && !settings.publicMetrics()) {
      throw Problem.forbidden("Not authenticated");
    }
    Caller caller = known.map(TeamCallers.TeamCaller::asCaller).orElse(Caller.NOBODY);
    Overviews.Found found = found(readable(id, caller), caller);
    if (known.isPresent() && found.isSeen()) {
      return OverviewAnswers.WholeOverview.of(found.overview());
    }
    if (settings.publicMetrics() && !found.overview().about().isPrivate()) {
      return OverviewAnswers.WholeOverview.metrics(found.overview());
    }
    throw Problem.noSession();
  }

  private SessionAccess readable(String id, Caller caller) {
    if (!SessionId.isValid(id)) {
      throw Problem.noSession();
    }
    return gate.open(new SessionId(id), caller, Purpose.READ).orElseThrow(Problem::noSession);
  }

  private Overviews.Found found(SessionAccess session, Caller caller) {
    return overviews.find(session.id(), caller).orElseThrow(Problem::noSession);
  }

  /** Rule LIST6: an anonymous person may have a role where they are no reader of lists. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "session:update", session = "id", byCommand = true)
  public OverviewAnswers.WholeOverview change(
      @PathParam("id") String id, JsonBody<PatchMembers> body, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller known = callers.known(headers);
    Map<ProfileField, @Nullable Object> changes = ProfileRequest.of(body.required());
    Object team = changes.get(ProfileField.TEAM);
    if (team != null && !known.isIn(String.valueOf(team))) {
      throw Problem.forbidden("Not a member of this team");
    }
    Caller caller = known.asCaller();
    SessionAccess session = readable(id, caller);
    boolean hasRole = session.look(room -> room.state().heldRole(known.identity().id()).isPresent()).orElse(false);
    if (!hasRole && !found(session, caller).isSeen()) {
      throw Problem.noSession();
    }
    commands.perform(session, new Command.ChangeProfile(changes));
    return OverviewAnswers.WholeOverview.of(found(session, caller).overview());
  }
}
