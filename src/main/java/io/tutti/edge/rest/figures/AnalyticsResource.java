package io.tutti.edge.rest.figures;

import io.tutti.access.Team;
import io.tutti.analytics.Durations;
import io.tutti.analytics.Figures;
import io.tutti.analytics.HealthDistribution;
import io.tutti.analytics.Overview;
import io.tutti.analytics.Overviews;
import io.tutti.analytics.Ranking;
import io.tutti.analytics.Reading;
import io.tutti.analytics.TeamReport;
import io.tutti.analytics.TokenUsage;
import io.tutti.analytics.Trend;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.edge.rest.people.TeamCallers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statistics of the sessions that one may see, of a team or all; as the LLM Session Manager answers. One per request. */
@Path("analytics")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AnalyticsResource {

  private static final int USUAL_DAYS = 7;
  private static final int MAX_DAYS = 365;
  private static final int USUAL_TOP = 10;
  private static final int MAX_TOP = 100;

  @Inject Overviews overviews;
  @Inject TeamCallers callers;

  /** What is looked at. {@code team}: null for all that one may see; {@code isKnown}: false where there is no such team. */
  private record Scope(TeamCallers.TeamCaller caller, @Nullable Team team, boolean isKnown) {

    @Nullable String id() {
      return team == null ? null : team.id();
    }
  }

  private Scope scope(@Nullable String team, HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.known(headers);
    Optional<Team> requested = callers.requested(team, caller);
    return new Scope(caller, requested.orElse(null), team == null || requested.isPresent());
  }

  private List<Figures> figures(Scope scope) {
    if (!scope.isKnown()) {
      return List.of();
    }
    return overviews.list(scope.caller().asCaller(), Overviews.Wish.all(scope.id())).stream().map(Overview::figures).toList();
  }

  /** Rule AN2. */
  @GET
  @Path("team")
  public AnalyticsAnswers.Report team(@QueryParam("team_id") @Nullable String team, @Context HttpHeaders headers) {
    Scope scope = scope(team, headers);
    if (!scope.isKnown()) {
      return AnalyticsAnswers.Report.noTeam();
    }
    String name = scope.team() == null ? "All Teams" : scope.team().name().value();
    return AnalyticsAnswers.Report.of(name, TeamReport.of(figures(scope)));
  }

  /** Rule AN3. */
  @GET
  @Path("trends")
  public AnalyticsAnswers.Trends trends(@QueryParam("team_id") @Nullable String team, @QueryParam("days") @Nullable String days,
      @Context HttpHeaders headers) {
    int period = RequestParameters.between("days", days, USUAL_DAYS, 1, MAX_DAYS);
    Scope scope = scope(team, headers);
    long from = Trend.beginning(System.currentTimeMillis(), period);
    List<Reading> readings =
        scope.isKnown() ? overviews.readings(scope.caller().asCaller(), scope.id(), from) : List.of();
    return AnalyticsAnswers.Trends.of(period, Trend.of(readings));
  }

  /** Rule AN4. */
  @GET
  @Path("health-distribution")
  public AnalyticsAnswers.Distribution health(@QueryParam("team_id") @Nullable String team, @Context HttpHeaders headers) {
    return AnalyticsAnswers.Distribution.of(HealthDistribution.of(figures(scope(team, headers))));
  }

  /** Rule AN5. */
  @GET
  @Path("top-sessions")
  public AnalyticsAnswers.Top top(
      @QueryParam("team_id") @Nullable String team, @QueryParam("metric") @Nullable String metric,
      @QueryParam("limit") @Nullable String limit, @Context HttpHeaders headers) {
    Ranking ranking = ranking(metric);
    int count = RequestParameters.between("limit", limit, USUAL_TOP, 1, MAX_TOP);
    return AnalyticsAnswers.Top.of(ranking, ranking.of(figures(scope(team, headers)), count));
  }

  private static Ranking ranking(@Nullable String metric) {
    return metric == null ? Ranking.HEALTH_SCORE
        : Arrays.stream(Ranking.values()).filter(ranking -> ranking.word().equals(metric)).findFirst()
            .orElseThrow(() -> Problem.invalid(
                "value_error", "metric must be health_score or token_count", null, "query", "metric"));
  }

  /** Rule AN6. */
  @GET
  @Path("token-usage")
  public AnalyticsAnswers.Usage tokens(@QueryParam("team_id") @Nullable String team, @Context HttpHeaders headers) {
    return AnalyticsAnswers.Usage.of(TokenUsage.of(figures(scope(team, headers))));
  }

  /** Rule AN7. */
  @GET
  @Path("session-duration")
  public AnalyticsAnswers.SessionDurations durations(@QueryParam("team_id") @Nullable String team, @Context HttpHeaders headers) {
    return AnalyticsAnswers.SessionDurations.of(Durations.of(figures(scope(team, headers))));
  }
}
