package io.tutti.edge.rest.figures;

import io.tutti.analytics.Insights;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which insights a request's query wishes to see, in which order, and which page of them (rule INS3). Confined to a request. */
public final class InsightQuery {

  private static final int USUAL_LIMIT = 20;
  private static final int MAX_PAGE = 10_000;

  @QueryParam("team_id") @Nullable String team;
  @QueryParam("session_id") @Nullable String session;
  @QueryParam("tag") @Nullable String tag;
  @QueryParam("q") @Nullable String text;
  @QueryParam("sort") @Nullable String sort;
  @QueryParam("page") @Nullable String page;
  @QueryParam("limit") @Nullable String limit;

  /** The number of the page, from 1. */
  int page() {
    return RequestParameters.between("page", page, 1, 1, MAX_PAGE);
  }

  /** How many insights a page has. */
  int limit() {
    return RequestParameters.between("limit", limit, USUAL_LIMIT, 1, Insights.MAX_LIMIT);
  }

  /** All wishes, checked. */
  Insights.Query query() {
    if (text != null && text.length() > Insights.MAX_TEXT_LENGTH) {
      throw Problem.invalid(
          "value_error", "q must have at most " + Insights.MAX_TEXT_LENGTH + " characters", null, "query", "q");
    }
    return new Insights.Query(team, session == null ? null : RequestParameters.session(session), tag, text, order(),
        new Insights.Window((page() - 1) * limit(), limit()));
  }

  private Insights.Order order() {
    String word = sort == null ? Insights.Order.NEWEST.word() : sort;
    return Arrays.stream(Insights.Order.values()).filter(order -> order.word().equals(word)).findFirst()
        .orElseThrow(() -> Problem.invalid("value_error", "sort must be newest, votes or views", null, "query", "sort"));
  }
}
