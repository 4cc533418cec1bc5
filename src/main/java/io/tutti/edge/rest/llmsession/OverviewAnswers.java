package io.tutti.edge.rest.llmsession;

import io.tutti.analytics.Figures;
import io.tutti.analytics.Overview;
import io.tutti.analytics.TeamReport;
import io.tutti.edge.json.Timestamps;
import jakarta.json.bind.annotation.JsonbNillable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of sessions in figures. Holds nothing. */
final class OverviewAnswers {

  private OverviewAnswers() {}

  /** A line of a list of sessions. {@code messageCount}: left out in the list of a team's. */
  public record OverviewLine(String id, String type, String status, long tokenCount, double healthScore, @Nullable String projectName,
      String startTime, String lastActivity, @Nullable String title, String visibility,
      @JsonbNillable(false) @Nullable Long messageCount) {

    static OverviewLine of(Overview overview) {
      return line(overview, overview.messageCount());
    }

    static OverviewLine ofTeam(Overview overview) {
      return line(overview, null);
    }

    private static OverviewLine line(Overview overview, @Nullable Long messageCount) {
      Figures figures = overview.figures();
      return new OverviewLine(figures.id().value(), figures.type(), figures.status(), figures.tokenCount(), figures.healthScore(),
          figures.project(), Timestamps.iso(figures.startedAt()), Timestamps.iso(figures.lastActivity()), overview.about().title(),
          overview.about().visibility(), messageCount);
    }
  }

  /** Rule LIST1. */
  public record OverviewList(List<OverviewLine> sessions) {}

  /** Rule TEAM8. */
  public record TeamSessions(String teamId, String teamName, List<OverviewLine> sessions, int count) {}

  /** Rule LIST3. */
  public record Sums(long totalSessions, long activeSessions, long totalTokens, double averageHealth) {

    static Sums of(TeamReport report) {
      return new Sums(report.sessions(), report.active(), report.tokens(), report.averageHealth());
    }
  }

  /** A session in figures (rules LIST4, LIST5). */
  public record WholeOverview(
      String id, @Nullable Long pid, String type, String status, String startTime, String lastActivity,
      @Nullable String workingDirectory, long tokenCount, long tokenLimit, double healthScore, long messageCount, long fileCount,
      long errorCount, List<String> tags, @Nullable String projectName, @Nullable String description, String visibility,
      @Nullable String sharedAt, @Nullable String title, @Nullable String teamId) {

    /** Everything, for who may see the session. */
    static WholeOverview of(Overview overview) {
      return told(overview, true);
    }

    /** The figures; of what is said about the session nothing. */
    static WholeOverview metrics(Overview overview) {
      return told(overview, false);
    }

    private static WholeOverview told(Overview overview, boolean isSeen) {
      Figures figures = overview.figures();
      Overview.About about = overview.about();
      Long sharedAt = about.sharedAt();
      return new WholeOverview(figures.id().value(), isSeen ? about.pid() : null, figures.type(), figures.status(),
          Timestamps.iso(figures.startedAt()), Timestamps.iso(figures.lastActivity()), isSeen ? about.workingDirectory() : null,
          figures.tokenCount(), figures.tokenLimit(), figures.healthScore(), overview.messageCount(), about.fileCount(),
          figures.errorCount(), isSeen ? about.tags() : List.of(), isSeen ? figures.project() : null,
          isSeen ? about.description() : null, about.visibility(), sharedAt == null ? null : Timestamps.iso(sharedAt),
          isSeen ? about.title() : null, isSeen ? about.team() : null);
    }
  }
}
