package io.tutti.edge.rest.figures;

import io.tutti.analytics.Advice;
import io.tutti.analytics.Insight;
import io.tutti.analytics.Insights;
import io.tutti.edge.json.Timestamps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Insights and recommendations as they are sent. Holds nothing. */
final class InsightAnswers {

  private InsightAnswers() {}

  static Map<String, @Nullable Object> insight(Insight insight) {
    Map<String, Object> author = new LinkedHashMap<>();
    author.put("id", insight.author().value());
    author.put("username", insight.authorName());
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("id", insight.id());
    answer.put("title", insight.text().title());
    answer.put("content", insight.text().content());
    answer.put("tags", insight.text().tags());
    answer.put("author", author);
    answer.put("session_id", insight.session() == null ? null : insight.session().value());
    answer.put("team_id", insight.team());
    answer.put("votes", insight.votes());
    answer.put("views", insight.views());
    answer.put("voted", insight.isVoted());
    answer.put("created_at", Timestamps.iso(insight.createdAt()));
    answer.put("updated_at", insight.updatedAt() == null ? null : Timestamps.iso(insight.updatedAt()));
    return answer;
  }

  static Map<String, @Nullable Object> page(Insights.Page page, InsightQuery query) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("insights", page.insights().stream().map(InsightAnswers::insight).toList());
    answer.put("count", page.insights().size());
    answer.put("total", page.total());
    answer.put("page", query.page());
    answer.put("limit", query.limit());
    return answer;
  }

  static Map<String, @Nullable Object> advice(List<Advice> all) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("recommendations", all.stream().map(InsightAnswers::recommendation).toList());
    answer.put("count", all.size());
    return answer;
  }

  private static Map<String, @Nullable Object> recommendation(Advice advice) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("session_id", advice.session().value());
    answer.put("session_title", advice.sessionTitle());
    answer.put("type", advice.kind().word());
    answer.put("priority", advice.priority().word());
    answer.put("title", advice.title());
    answer.put("description", advice.description());
    answer.put("action", advice.action());
    answer.put("because", advice.because());
    return answer;
  }
}
