package io.tutti.analytics;

import io.tutti.analytics.Advice.Kind;
import io.tutti.analytics.Advice.Priority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A session and what is open in it, judged by rules (REC1–REC3). Immutable. */
public record Situation(Overview overview, long openComments) {

  static final double NEAR_LIMIT_PERCENT = 80;
  static final double AT_LIMIT_PERCENT = 95;
  static final long MANY_ERRORS = 10;
  static final long VERY_MANY_ERRORS = 50;
  static final long MANY_COMMENTS = 5;
  static final long VERY_MANY_COMMENTS = 20;
  static final long LONG_IDLE_DAYS = 7;
  static final long VERY_LONG_IDLE_DAYS = 30;
  private static final long MILLIS_PER_DAY = 86_400_000;

  /** What the rules say at {@code now}, milliseconds since 1970; in the order of the kinds. */
  public List<Advice> advice(long now) {
    List<Advice> all = new ArrayList<>();
    boolean isOver = figures().isCompleted();
    if (!isOver) {
      tokenUsage().ifPresent(all::add);
      lowHealth().ifPresent(all::add);
      errors().ifPresent(all::add);
      failed().ifPresent(all::add);
      idle(now).ifPresent(all::add);
    }
    comments().ifPresent(all::add);
    undescribed().ifPresent(all::add);
    return all;
  }

  private Figures figures() {
    return overview.figures();
  }

  private Optional<Advice> tokenUsage() {
    double used = figures().usagePercentage();
    if (used <= NEAR_LIMIT_PERCENT) {
      return Optional.empty();
    }
    double shown = Rounded.toOne(used);
    Map<String, Object> because = figure("token_count", figures().tokenCount());
    because.put("token_limit", figures().tokenLimit());
    because.put("usage_percentage", shown);
    return advice(Kind.TOKEN_USAGE, used > AT_LIMIT_PERCENT ? Priority.HIGH : Priority.MEDIUM, "Token limit is near",
        shown + " % of the tokens are used: " + grouped(figures().tokenCount()) + " of " + grouped(figures().tokenLimit()),
        "Summarise what is done and go on in a new session, or raise the limit", because);
  }

  private Optional<Advice> lowHealth() {
    double score = figures().healthScore();
    if (score >= TeamReport.Health.HEALTHY) {
      return Optional.empty();
    }
    boolean critical = score < TeamReport.Health.WARNING;
    return advice(Kind.LOW_HEALTH, critical ? Priority.HIGH : Priority.MEDIUM,
        critical ? "Health is critical" : "Health is low",
        "The health score is " + Rounded.toTwo(score) + " of 100, and healthy sessions have 80 or more",
        "Look for what went wrong last, and restart the session if it does not recover", figure("health_score", score));
  }

  private Optional<Advice> errors() {
    long errors = figures().errorCount();
    if (errors < MANY_ERRORS) {
      return Optional.empty();
    }
    return advice(Kind.ERRORS, errors >= VERY_MANY_ERRORS ? Priority.HIGH : Priority.MEDIUM, "Many errors",
        errors + " errors were counted, and up to " + (MANY_ERRORS - 1) + " are nothing unusual",
        "Read the errors and repair their common cause before going on", figure("error_count", errors));
  }

  private Optional<Advice> failed() {
    return figures().isFailed()
        ? advice(Kind.FAILED, Priority.HIGH, "The session has failed", "Its status is failed",
            "Find out why, write it down as an insight, and begin again", figure("status", figures().status()))
        : Optional.empty();
  }

  private Optional<Advice> idle(long now) {
    long days = (now - figures().lastActivity()) / MILLIS_PER_DAY;
    if (!figures().isActive() || days < LONG_IDLE_DAYS) {
      return Optional.empty();
    }
    return advice(Kind.IDLE, days >= VERY_LONG_IDLE_DAYS ? Priority.MEDIUM : Priority.LOW, "Idle for long",
        "Nothing has happened for " + days + " days, and the status is still active",
        "Complete the session, or go on with it", figure("idle_days", days));
  }

  private Optional<Advice> comments() {
    if (openComments < MANY_COMMENTS) {
      return Optional.empty();
    }
    return advice(Kind.OPEN_COMMENTS, openComments >= VERY_MANY_COMMENTS ? Priority.HIGH : Priority.MEDIUM,
        "Many open comments", openComments + " comments are not resolved", "Answer and resolve them",
        figure("open_comments", openComments));
  }

  private Optional<Advice> undescribed() {
    Overview.About about = overview.about();
    boolean isSilent = about.description() == null || about.description().isBlank();
    if (!isSilent && !about.tags().isEmpty()) {
      return Optional.empty();
    }
    String missing = !isSilent ? "no tags" : about.tags().isEmpty() ? "neither a description nor tags" : "no description";
    Map<String, Object> because = figure("has_description", !isSilent);
    because.put("tag_count", (long) about.tags().size());
    return advice(Kind.UNDESCRIBED, Priority.LOW, "Hard to find", "It has " + missing + ", so that others cannot find it",
        "Say in a sentence what it is for, and tag it", because);
  }

  private static Map<String, Object> figure(String name, Object value) {
    Map<String, Object> because = new LinkedHashMap<>();
    because.put(name, value);
    return because;
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private Optional<Advice> advice(
      Kind kind, Priority priority, String title, String description, String action, Map<String, Object> because) {
    return Optional.of(new Advice(
        figures().id(), overview.about().title(), kind, priority, title, description, action, because));
  }
}
