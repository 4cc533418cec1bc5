package io.tutti.edge.rest.figures;

import io.tutti.analytics.Durations;
import io.tutti.analytics.Figures;
import io.tutti.analytics.HealthDistribution;
import io.tutti.analytics.Ranking;
import io.tutti.analytics.TeamReport;
import io.tutti.analytics.TokenUsage;
import io.tutti.analytics.Trend;
import io.tutti.edge.json.Timestamps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statistics as they are sent. Holds nothing. */
final class AnalyticsAnswers {

  private AnalyticsAnswers() {}

  static Map<String, @Nullable Object> report(String team, TeamReport report) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("team_name", team);
    if (report.sessions() == 0) {
      answer.put("total_sessions", 0);
      answer.put("message", "No sessions found");
      return answer;
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("total_sessions", report.sessions());
    summary.put("active_sessions", report.active());
    summary.put("completed_sessions", report.completed());
    summary.put("failed_sessions", report.failed());
    summary.put("total_tokens", report.tokens());
    summary.put("average_tokens_per_session", report.averageTokens());
    summary.put("average_health_score", report.averageHealth());
    answer.put("summary", summary);
    answer.put("health_distribution", health(report.health()));
    answer.put("session_types", report.types());
    answer.put("top_projects", report.projects().stream().map(AnalyticsAnswers::project).toList());
    return answer;
  }

  private static Map<String, Object> health(TeamReport.Health health) {
    Map<String, Object> percentages = new LinkedHashMap<>();
    percentages.put("healthy", health.percentage(health.healthy()));
    percentages.put("warning", health.percentage(health.warning()));
    percentages.put("critical", health.percentage(health.critical()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("healthy", health.healthy());
    answer.put("warning", health.warning());
    answer.put("critical", health.critical());
    answer.put("percentages", percentages);
    return answer;
  }

  private static Map<String, Object> project(TeamReport.Project project) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("name", project.name());
    answer.put("session_count", project.sessions());
    answer.put("total_tokens", project.tokens());
    answer.put("avg_health", project.averageHealth());
    return answer;
  }

  static Map<String, @Nullable Object> trend(int days, Trend trend) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("period_days", days);
    answer.put("total_sessions", trend.sessions());
    if (!trend.days().isEmpty()) {
      answer.put("trend", trend.direction().name().toLowerCase(Locale.ROOT));
      answer.put("trend_percentage", trend.percentage());
    }
    answer.put("daily_breakdown", trend.days().stream().map(AnalyticsAnswers::day).toList());
    return answer;
  }

  private static Map<String, Object> day(Trend.Day day) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("date", day.date().toString());
    answer.put("session_count", day.sessions());
    answer.put("total_tokens", day.tokens());
    answer.put("avg_health", day.averageHealth());
    answer.put("active_count", day.active());
    answer.put("completed_count", day.completed());
    answer.put("failed_count", day.failed());
    return answer;
  }

  static Map<String, @Nullable Object> health(HealthDistribution health) {
    Map<String, Object> bands = new LinkedHashMap<>();
    health.bands().forEach((name, count) -> {
      Map<String, Object> band = new LinkedHashMap<>();
      band.put("count", count);
      band.put("percentage", health.percentage(count));
      bands.put(name, band);
    });
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("total_sessions", health.sessions());
    answer.put("distribution", bands);
    answer.put("average_health", health.averageHealth());
    return answer;
  }

  static Map<String, @Nullable Object> top(Ranking ranking, List<Figures> sessions) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("metric", ranking.word());
    answer.put("sessions", sessions.stream().map(AnalyticsAnswers::ranked).toList());
    answer.put("count", sessions.size());
    return answer;
  }

  private static Map<String, @Nullable Object> ranked(Figures figures) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("id", figures.id().value());
    answer.put("type", figures.type());
    answer.put("status", figures.status());
    answer.put("health_score", figures.healthScore());
    answer.put("token_count", figures.tokenCount());
    answer.put("project_name", figures.project());
    answer.put("start_time", Timestamps.iso(figures.startedAt()));
    answer.put("duration_minutes", figures.minutes());
    return answer;
  }

  static Map<String, @Nullable Object> tokens(TokenUsage usage) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    Map<String, Object> stats = new LinkedHashMap<>();
    answer.put("total_sessions", usage.sessions());
    answer.put("token_stats", stats);
    if (usage.sessions() == 0) {
      return answer;
    }
    stats.put("total_tokens", usage.total());
    stats.put("average_tokens", usage.average());
    stats.put("max_tokens", usage.max());
    stats.put("min_tokens", usage.min());
    answer.put("distribution", usage.buckets());
    answer.put("sessions_approaching_limit", usage.approaching().stream().map(AnalyticsAnswers::approaching).toList());
    return answer;
  }

  private static Map<String, @Nullable Object> approaching(Figures figures) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("id", figures.id().value());
    answer.put("token_count", figures.tokenCount());
    answer.put("token_limit", figures.tokenLimit());
    answer.put("usage_percentage", TokenUsage.percentage(figures));
    answer.put("project_name", figures.project());
    return answer;
  }

  static Map<String, @Nullable Object> durations(Durations durations) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    Map<String, Object> stats = new LinkedHashMap<>();
    answer.put("total_sessions", durations.sessions());
    answer.put("duration_stats", stats);
    if (durations.sessions() == 0) {
      return answer;
    }
    stats.put("average_minutes", durations.average());
    stats.put("max_minutes", durations.max());
    stats.put("min_minutes", durations.min());
    stats.put("median_minutes", durations.median());
    answer.put("longest_sessions", durations.longest().stream().map(AnalyticsAnswers::lasting).toList());
    return answer;
  }

  private static Map<String, @Nullable Object> lasting(Figures figures) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("session_id", figures.id().value());
    answer.put("duration_minutes", figures.minutes());
    answer.put("project_name", figures.project());
    answer.put("status", figures.status());
    return answer;
  }
}
