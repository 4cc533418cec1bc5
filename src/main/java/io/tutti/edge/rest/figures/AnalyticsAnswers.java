package io.tutti.edge.rest.figures;

import io.tutti.analytics.Durations;
import io.tutti.analytics.Figures;
import io.tutti.analytics.HealthDistribution;
import io.tutti.analytics.Ranking;
import io.tutti.analytics.TeamReport;
import io.tutti.analytics.TokenUsage;
import io.tutti.analytics.Trend;
import io.tutti.edge.json.Timestamps;
import jakarta.json.bind.annotation.JsonbNillable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statistics as they are sent. What there is nothing to tell of is left out, as the LLM Session Manager leaves it out. Holds nothing. */
final class AnalyticsAnswers {

  private AnalyticsAnswers() {}

  /** Rule AN2: a report; without sessions there is but a message, and without the team an error. */
  public record Report(
      @JsonbNillable(false) @Nullable String error, @JsonbNillable(false) @Nullable String teamName,
      @JsonbNillable(false) @Nullable Long totalSessions, @JsonbNillable(false) @Nullable String message,
      @JsonbNillable(false) @Nullable Summary summary, @JsonbNillable(false) @Nullable HealthReport healthDistribution,
      @JsonbNillable(false) @Nullable Map<String, Long> sessionTypes, @JsonbNillable(false) @Nullable List<Project> topProjects) {

    static Report noTeam() {
      return new Report("Team not found", null, null, null, null, null, null, null);
    }

    static Report of(String team, TeamReport report) {
      if (report.sessions() == 0) {
        return new Report(null, team, 0L, "No sessions found", null, null, null, null);
      }
      return new Report(null, team, null, null, Summary.of(report), HealthReport.of(report.health()), report.types(),
          report.projects().stream().map(Project::of).toList());
    }
  }

  /** The sums of a report. */
  public record Summary(long totalSessions, long activeSessions, long completedSessions, long failedSessions, long totalTokens,
      double averageTokensPerSession, double averageHealthScore) {

    static Summary of(TeamReport report) {
      return new Summary(report.sessions(), report.active(), report.completed(), report.failed(), report.tokens(),
          report.averageTokens(), report.averageHealth());
    }
  }

  /** How many sessions are how healthy. */
  public record HealthReport(long healthy, long warning, long critical, Percentages percentages) {

    static HealthReport of(TeamReport.Health health) {
      return new HealthReport(health.healthy(), health.warning(), health.critical(), new Percentages(
          health.percentage(health.healthy()), health.percentage(health.warning()), health.percentage(health.critical())));
    }
  }

  /** The same in per cent. */
  public record Percentages(double healthy, double warning, double critical) {}

  /** What the sessions of a project come to. */
  public record Project(String name, long sessionCount, long totalTokens, double avgHealth) {

    static Project of(TeamReport.Project project) {
      return new Project(project.name(), project.sessions(), project.tokens(), project.averageHealth());
    }
  }

  /** Rule AN3. */
  public record Trends(int periodDays, long totalSessions, @JsonbNillable(false) @Nullable String trend,
      @JsonbNillable(false) @Nullable Double trendPercentage, List<Day> dailyBreakdown) {

    static Trends of(int days, Trend trend) {
      boolean told = !trend.days().isEmpty();
      return new Trends(days, trend.sessions(), told ? trend.direction().name().toLowerCase(Locale.ROOT) : null,
          told ? trend.percentage() : null, trend.days().stream().map(Day::of).toList());
    }
  }

  /** One day of a trend. */
  public record Day(String date, long sessionCount, long totalTokens, double avgHealth, long activeCount, long completedCount,
      long failedCount) {

    static Day of(Trend.Day day) {
      return new Day(day.date().toString(), day.sessions(), day.tokens(), day.averageHealth(), day.active(), day.completed(),
          day.failed());
    }
  }

  /** Rule AN4. */
  public record Distribution(long totalSessions, Map<String, Band> distribution, double averageHealth) {

    static Distribution of(HealthDistribution health) {
      Map<String, Band> bands = new LinkedHashMap<>();
      health.bands().forEach((name, count) -> bands.put(name, new Band(count, health.percentage(count))));
      return new Distribution(health.sessions(), bands, health.averageHealth());
    }
  }

  /** The sessions of one band of health. */
  public record Band(long count, double percentage) {}

  /** Rule AN5. */
  public record Top(String metric, List<RankedSession> sessions, int count) {

    static Top of(Ranking ranking, List<Figures> sessions) {
      return new Top(ranking.word(), sessions.stream().map(RankedSession::of).toList(), sessions.size());
    }
  }

  /** A session of a ranking. */
  public record RankedSession(String id, String type, String status, double healthScore, long tokenCount, @Nullable String projectName,
      String startTime, double durationMinutes) {

    static RankedSession of(Figures figures) {
      return new RankedSession(figures.id().value(), figures.type(), figures.status(), figures.healthScore(), figures.tokenCount(),
          figures.project(), Timestamps.iso(figures.startedAt()), figures.minutes());
    }
  }

  /** Rule AN6. */
  public record Usage(long totalSessions, TokenStats tokenStats, @JsonbNillable(false) @Nullable Map<String, Long> distribution,
      @JsonbNillable(false) @Nullable List<ApproachingSession> sessionsApproachingLimit) {

    static Usage of(TokenUsage usage) {
      return usage.sessions() == 0 ? new Usage(0, new TokenStats(null, null, null, null), null, null)
          : new Usage(usage.sessions(), new TokenStats(usage.total(), usage.average(), usage.max(), usage.min()), usage.buckets(),
              usage.approaching().stream().map(ApproachingSession::of).toList());
    }
  }

  /** What the tokens of all sessions come to; empty where there are none. */
  public record TokenStats(
      @JsonbNillable(false) @Nullable Long totalTokens, @JsonbNillable(false) @Nullable Double averageTokens,
      @JsonbNillable(false) @Nullable Long maxTokens, @JsonbNillable(false) @Nullable Long minTokens) {}

  /** A session whose tokens are nearly used up. */
  public record ApproachingSession(
      String id, long tokenCount, long tokenLimit, double usagePercentage, @Nullable String projectName) {

    static ApproachingSession of(Figures figures) {
      return new ApproachingSession(
          figures.id().value(), figures.tokenCount(), figures.tokenLimit(), TokenUsage.percentage(figures), figures.project());
    }
  }

  /** Rule AN7. */
  public record SessionDurations(long totalSessions, DurationStats durationStats,
      @JsonbNillable(false) @Nullable List<LastingSession> longestSessions) {

    static SessionDurations of(Durations durations) {
      return durations.sessions() == 0 ? new SessionDurations(0, new DurationStats(null, null, null, null), null)
          : new SessionDurations(durations.sessions(),
              new DurationStats(durations.average(), durations.max(), durations.min(), durations.median()),
              durations.longest().stream().map(LastingSession::of).toList());
    }
  }

  /** How long sessions last; empty where there are none. */
  public record DurationStats(
      @JsonbNillable(false) @Nullable Double averageMinutes, @JsonbNillable(false) @Nullable Double maxMinutes,
      @JsonbNillable(false) @Nullable Double minMinutes, @JsonbNillable(false) @Nullable Double medianMinutes) {}

  /** A session that lasts long. */
  public record LastingSession(String sessionId, double durationMinutes, @Nullable String projectName, String status) {

    static LastingSession of(Figures figures) {
      return new LastingSession(figures.id().value(), figures.minutes(), figures.project(), figures.status());
    }
  }
}
