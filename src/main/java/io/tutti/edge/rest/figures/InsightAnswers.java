package io.tutti.edge.rest.figures;

import io.tutti.analytics.Advice;
import io.tutti.analytics.Insight;
import io.tutti.analytics.Insights;
import io.tutti.edge.json.Timestamps;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Insights and recommendations as they are sent. Holds nothing. */
final class InsightAnswers {

  private InsightAnswers() {}

  /** An insight, as the one who asks sees it. */
  public record SharedInsight(String id, String title, String content, List<String> tags, Author author, @Nullable String sessionId,
      @Nullable String teamId, long votes, long views, boolean voted, String createdAt, @Nullable String updatedAt) {

    static SharedInsight of(Insight insight) {
      Long updatedAt = insight.updatedAt();
      return new SharedInsight(insight.id(), insight.text().title(), insight.text().content(), insight.text().tags(),
          new Author(insight.author().value(), insight.authorName()), insight.session() == null ? null : insight.session().value(),
          insight.team(), insight.votes(), insight.views(), insight.isVoted(), Timestamps.iso(insight.createdAt()),
          updatedAt == null ? null : Timestamps.iso(updatedAt));
    }
  }

  /** Who has written an insight. */
  public record Author(String id, String username) {}

  /** Rule INS3. */
  public record InsightPage(List<SharedInsight> insights, int count, long total, int page, int limit) {

    static InsightPage of(Insights.Page page, InsightQuery query) {
      return new InsightPage(page.insights().stream().map(SharedInsight::of).toList(), page.insights().size(), page.total(),
          query.page(), query.limit());
    }
  }

  /** Rule REC1. */
  public record Recommendations(List<Recommendation> recommendations, int count) {

    static Recommendations of(List<Advice> all) {
      return new Recommendations(all.stream().map(Recommendation::of).toList(), all.size());
    }
  }

  /** What might be done in a session. {@code because}: the figures that it rests on. */
  public record Recommendation(String sessionId, @Nullable String sessionTitle, String type, String priority, String title,
      String description, String action, Map<String, Object> because) {

    static Recommendation of(Advice advice) {
      return new Recommendation(advice.session().value(), advice.sessionTitle(), advice.kind().word(), advice.priority().word(),
          advice.title(), advice.description(), advice.action(), advice.because());
    }
  }
}
