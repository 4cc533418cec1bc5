package io.tutti.edge.rest.llmsession;

import io.tutti.analytics.Figures;
import io.tutti.analytics.Overview;
import io.tutti.edge.json.Timestamps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of sessions in figures. Holds nothing. */
final class OverviewAnswers {

  private OverviewAnswers() {}

  /** A line of the list of sessions. */
  static Map<String, @Nullable Object> line(Overview overview) {
    Map<String, @Nullable Object> line = ofTeam(overview);
    line.put("message_count", overview.messageCount());
    return line;
  }

  /** A line of the list of a team's sessions. */
  static Map<String, @Nullable Object> ofTeam(Overview overview) {
    Figures figures = overview.figures();
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("id", figures.id().value());
    line.put("type", figures.type());
    line.put("status", figures.status());
    line.put("token_count", figures.tokenCount());
    line.put("health_score", figures.healthScore());
    line.put("project_name", figures.project());
    line.put("start_time", Timestamps.iso(figures.startedAt()));
    line.put("last_activity", Timestamps.iso(figures.lastActivity()));
    line.put("title", overview.about().title());
    line.put("visibility", overview.about().visibility());
    return line;
  }

  /** Everything, for who may see the session. */
  static Map<String, @Nullable Object> whole(Overview overview) {
    return told(overview, true);
  }

  /** The figures; of what is said about the session nothing. */
  static Map<String, @Nullable Object> metrics(Overview overview) {
    return told(overview, false);
  }

  private static Map<String, @Nullable Object> told(Overview overview, boolean isSeen) {
    Figures figures = overview.figures();
    Overview.About about = overview.about();
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("id", figures.id().value());
    answer.put("pid", isSeen ? about.pid() : null);
    answer.put("type", figures.type());
    answer.put("status", figures.status());
    answer.put("start_time", Timestamps.iso(figures.startedAt()));
    answer.put("last_activity", Timestamps.iso(figures.lastActivity()));
    answer.put("working_directory", isSeen ? about.workingDirectory() : null);
    answer.put("token_count", figures.tokenCount());
    answer.put("token_limit", figures.tokenLimit());
    answer.put("health_score", figures.healthScore());
    answer.put("message_count", overview.messageCount());
    answer.put("file_count", about.fileCount());
    answer.put("error_count", figures.errorCount());
    answer.put("tags", isSeen ? about.tags() : List.of());
    answer.put("project_name", isSeen ? figures.project() : null);
    answer.put("description", isSeen ? about.description() : null);
    answer.put("visibility", about.visibility());
    answer.put("shared_at", about.sharedAt() == null ? null : Timestamps.iso(about.sharedAt()));
    answer.put("title", isSeen ? about.title() : null);
    answer.put("team_id", isSeen ? about.team() : null);
    return answer;
  }
}
