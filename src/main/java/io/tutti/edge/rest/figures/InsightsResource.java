package io.tutti.edge.rest.figures;

import io.tutti.access.Team;
import io.tutti.analytics.Advice;
import io.tutti.analytics.Insight;
import io.tutti.analytics.Insights;
import io.tutti.analytics.Overview;
import io.tutti.analytics.Overviews;
import io.tutti.analytics.Situation;
import io.tutti.analytics.Trend;
import io.tutti.edge.rest.http.Answers;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Confirmation;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.edge.rest.http.Unaudited;
import io.tutti.edge.rest.people.TeamCallers;
import io.tutti.identity.SessionId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Insights: share, list, read, change, delete, vote; and recommendations. One per request. */
@Path("insights")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InsightsResource {

  private static final int USUAL_ADVICE = 50;
  private static final int MAX_ADVICE = 500;
  /** Of so many sessions, the most recently active ones, recommendations are made. */
  private static final int MAX_ADVISED = 1_000;

  @Inject Insights insights;
  @Inject Overviews overviews;
  @Inject TeamCallers callers;

  /** Rules INS2, INS3. */
  @GET
  public InsightAnswers.InsightPage list(@BeanParam InsightQuery query, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.known(headers);
    return InsightAnswers.InsightPage.of(insights.page(caller.asCaller(), query.query()), query);
  }

  /** Rules INS1, INS4. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Unaudited("Content, which names its author and its time")
  @Answers(InsightAnswers.SharedInsight.class)
  public Response share(JsonBody<InsightBodies.NewInsight> body, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    InsightBodies.NewInsight shared = body.required();
    Insight.Text text = shared.text();
    String team = shared.teamId();
    if (team != null) {
      callers.team(team, caller);
    }
    Insight insight = Insight.fresh(RandomIds.insight(), text,
        new Insight.Author(caller.identity().id(), caller.identity().name()), team, session(shared.sessionId(), caller),
        System.currentTimeMillis());
    if (!insights.add(insight)) {
      throw Problem.badRequest("You have shared " + Insights.MAX_OF_AUTHOR + " insights: delete some first");
    }
    return Response.status(Response.Status.CREATED).entity(InsightAnswers.SharedInsight.of(insight)).build();
  }

  /** A session that one cannot see is none to write about. */
  private @Nullable SessionId session(@Nullable String id, TeamCallers.TeamCaller caller) {
    if (id == null) {
      return null;
    }
    SessionId session = RequestParameters.session(id);
    boolean isSeen = overviews.find(session, caller.asCaller()).filter(Overviews.Found::isSeen).isPresent();
    if (!isSeen) {
      throw Problem.noSession();
    }
    return session;
  }

  /** Rule INS5: who reads it is counted once a day. */
  @GET
  @Path("{id}")
  public InsightAnswers.SharedInsight read(@PathParam("id") String id, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.known(headers);
    found(id, caller);
    if (!caller.identity().anonymous()) {
      insights.view(id, caller.identity().id(), Trend.dayOf(System.currentTimeMillis()));
    }
    return InsightAnswers.SharedInsight.of(found(id, caller));
  }

  private Insight found(String id, TeamCallers.TeamCaller caller) {
    return insights.find(id, caller.asCaller()).orElseThrow(() -> Problem.notFound("Insight not found"));
  }

  /** Rule INS6. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("insight:update")
  public InsightAnswers.SharedInsight change(
      @PathParam("id") String id, JsonBody<InsightBodies.ChangedInsight> body, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    Insight.Text before = owned(id, caller).text();
    Insight.Text text = body.required().text(before, body.names("tags"));
    insights.change(id, text, System.currentTimeMillis());
    return InsightAnswers.SharedInsight.of(found(id, caller));
  }

  /** Rule INS6. */
  @DELETE
  @Path("{id}")
  @Audited("insight:delete")
  public Confirmation delete(@PathParam("id") String id, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    owned(id, caller);
    insights.delete(id);
    return new Confirmation("Insight deleted successfully");
  }

  private Insight owned(String id, TeamCallers.TeamCaller caller) {
    Insight insight = found(id, caller);
    String team = insight.team();
    boolean isLed = team != null && caller.isAdminOf(team);
    if (!isLed && !insight.author().equals(caller.identity().id())) {
      throw Problem.forbidden("Only the author or an admin of the insight's team may do that");
    }
    return insight;
  }

  /** Rule INS7. */
  @POST
  @Path("{id}/vote")
  @Unaudited("Content, which is kept with who voted")
  public InsightAnswers.SharedInsight vote(@PathParam("id") String id, @Context HttpHeaders headers) {
    return voted(id, true, headers);
  }

  /** Rule INS7. */
  @DELETE
  @Path("{id}/vote")
  @Unaudited("Content, which is kept with who voted")
  public InsightAnswers.SharedInsight takeBack(@PathParam("id") String id, @Context HttpHeaders headers) {
    return voted(id, false, headers);
  }

  private InsightAnswers.SharedInsight voted(String id, boolean isFor, HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    found(id, caller);
    insights.vote(id, caller.identity().id(), isFor);
    return InsightAnswers.SharedInsight.of(found(id, caller));
  }

  /** Rules REC1–REC3. */
  @GET
  @Path("recommendations")
  public InsightAnswers.Recommendations recommendations(
      @QueryParam("team_id") @Nullable String team, @QueryParam("session_id") @Nullable String session,
      @QueryParam("limit") @Nullable String limit, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.known(headers);
    int count = RequestParameters.between("limit", limit, USUAL_ADVICE, 1, MAX_ADVICE);
    Team requested = callers.requested(team, caller).orElse(null);
    List<Overview> sessions = team != null && requested == null ? List.of()
        : session == null ? overviews.list(caller.asCaller(), new Overviews.Wish(team, null, 0, MAX_ADVISED))
        : overviews.find(RequestParameters.session(session), caller.asCaller()).filter(Overviews.Found::isSeen)
            .map(Overviews.Found::overview).stream().toList();
    Map<SessionId, Long> open = overviews.openComments(sessions.stream().map(overview -> overview.figures().id()).toList());
    List<Situation> situations = sessions.stream()
        .map(overview -> new Situation(overview, open.getOrDefault(overview.figures().id(), 0L))).toList();
    return InsightAnswers.Recommendations.of(Advice.on(situations, System.currentTimeMillis()).stream().limit(count).toList());
  }
}
