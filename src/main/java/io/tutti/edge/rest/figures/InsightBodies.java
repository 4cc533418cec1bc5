package io.tutti.edge.rest.figures;

import io.tutti.analytics.Insight;
import io.tutti.edge.rest.http.Problem;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is sent about insights. What an insight may say, the core says (rule INS1). */
final class InsightBodies {

  private InsightBodies() {}

  /** Rule INS1: an insight of a session, of a team, or of neither. */
  public record NewInsight(@NotNull String title, @NotNull String content, @Nullable List<String> tags, @Nullable String teamId,
      @Nullable String sessionId) {

    Insight.Text text() {
      return checked(new Insight.Text(title, content, tags == null ? List.of() : tags));
    }
  }

  /** Rule INS6: what is absent stays. */
  public record ChangedInsight(@Nullable String title, @Nullable String content, @Nullable List<String> tags) {

    /** {@code hasTags}: whether the tags were sent, be they null. */
    Insight.Text text(Insight.Text before, boolean hasTags) {
      return checked(new Insight.Text(title == null ? before.title() : title, content == null ? before.content() : content,
          !hasTags ? before.tags() : tags == null ? List.of() : tags));
    }
  }

  private static Insight.Text checked(Insight.Text text) {
    text.flaw().ifPresent(flaw -> {
      Object sent = switch (flaw.member()) {
        case "title" -> text.title();
        case "content" -> text.content();
        default -> null;
      };
      throw Problem.wrong(flaw.member(), flaw.expectation(), sent);
    });
    return text;
  }
}
