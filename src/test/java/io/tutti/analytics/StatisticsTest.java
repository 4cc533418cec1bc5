package io.tutti.analytics;

import static io.tutti.analytics.Sessions.NOON;
import static io.tutti.analytics.Sessions.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.SessionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  private static final long DAY = 86_400_000;

  @Provide
  Arbitrary<List<Figures>> sessions() {
    Arbitrary<Figures> one = Combinators.combine(
            Arbitraries.integers().between(0, 99), Arbitraries.of("active", "completed", "failed", "paused"),
            Arbitraries.longs().between(0, 400_000), Arbitraries.doubles().between(0, 100), Arbitraries.longs().between(0, 10_000))
        .as((id, status, tokens, health, minutes) -> session("s" + id, status, tokens, health, minutes));
    return one.list().ofMaxSize(40);
  }

  @Property(tries = 200)
  @Label("[AN2] [AN4] [AN6] Every session is counted once in every distribution")
  void partitions(@ForAll("sessions") List<Figures> sessions) {
    TeamReport report = TeamReport.of(sessions);
    TokenUsage usage = TokenUsage.of(sessions);
    HealthDistribution health = HealthDistribution.of(sessions);
    assertEquals(sessions.size(), report.health().healthy() + report.health().warning() + report.health().critical());
    assertEquals(sessions.size(), report.types().values().stream().mapToLong(Long::longValue).sum());
    assertEquals(sessions.size(), usage.buckets().values().stream().mapToLong(Long::longValue).sum());
    assertEquals(sessions.size(), health.bands().values().stream().mapToLong(Long::longValue).sum());
    assertEquals(sessions.stream().mapToLong(Figures::tokenCount).sum(), report.tokens());
    assertEquals(report.tokens(), usage.total());
    assertEquals(health.averageHealth(), report.averageHealth());
    assertTrue(usage.approaching().stream().allMatch(session -> session.tokenCount() > 160_000));
  }

  @Property(tries = 200)
  @Label("[AN5] [AN7] Rankings and durations are in order, and the median lies between the ends")
  void ordered(@ForAll("sessions") List<Figures> sessions) {
    List<Figures> top = Ranking.TOKEN_COUNT.of(sessions, 10);
    assertEquals(Math.min(10, sessions.size()), top.size());
    List<Long> tokens = top.stream().map(Figures::tokenCount).toList();
    List<Long> sorted = new ArrayList<>(tokens);
    sorted.sort(Comparator.reverseOrder());
    assertEquals(sorted, tokens);
    assertEquals(sessions.stream().mapToLong(Figures::tokenCount).max().orElse(0), tokens.isEmpty() ? 0 : tokens.get(0));
    Durations durations = Durations.of(sessions);
    assertTrue(durations.min() <= durations.median() && durations.median() <= durations.max());
    assertTrue(durations.min() <= durations.average() + 0.05 && durations.average() <= durations.max() + 0.05);
    assertEquals(durations.max(), durations.longest().isEmpty() ? 0 : durations.longest().get(0).minutes());
  }

  @Property(tries = 200)
  @Label("[AN3] A trend does not depend on how often a session was measured on a day before the last time")
  void lastOfDay(@ForAll("sessions") List<Figures> sessions) {
    List<Reading> all = new ArrayList<>();
    List<Reading> last = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      Figures session = sessions.get(i);
      SessionId id = new SessionId("s" + i);
      long day = NOON - NOON % DAY + session.tokenCount() % 5 * DAY;
      Reading early = new Reading(id, day + 1, "paused", 7, 1);
      Reading late = new Reading(id, day + 2, session.status(), session.tokenCount(), session.healthScore());
      all.addAll(List.of(early, late));
      last.add(late);
    }
    all.sort(Comparator.comparingLong(Reading::at));
    last.sort(Comparator.comparingLong(Reading::at));
    assertEquals(Trend.of(last), Trend.of(all));
    assertEquals(sessions.size(), Trend.of(all).sessions());
    assertEquals(sessions.size(), Trend.of(all).days().stream().mapToLong(Trend.Day::sessions).sum());
  }

  @Test
  @DisplayName("[AN1] Averages have two decimals and percentages one, a half goes to the even neighbour, and a sum never turns over")
  void rounding() {
    assertEquals(86.94, Rounded.toTwo(86.9375));
    assertEquals(0.12, Rounded.toTwo(0.125));
    assertEquals(0.38, Rounded.toTwo(0.375));
    assertEquals(33.3, Rounded.percentage(1, 3));
    assertEquals(0, Rounded.percentage(0, 0));
    assertEquals(Long.MAX_VALUE, Rounded.total(List.of(Long.MAX_VALUE - 1, 5L), Long::longValue));
    assertEquals(33.33, TeamReport.of(List.of(session("a", "active", 0, 100), session("b", "active", 100, 0),
        session("c", "active", 0, 0))).averageHealth());
  }

  @Test
  @DisplayName("[AN2] Health is healthy from 80 and critical below 50; the largest projects come first")
  void report() {
    TeamReport report = TeamReport.of(List.of(session("a", "active", 3, 80), session("b", "completed", 4, 79.9),
        session("c", "failed", 6, 50), session("d", "paused", 9, 49.9)));
    assertEquals(new TeamReport.Health(1, 2, 1), report.health());
    assertEquals(50.0, report.health().percentage(2));
    assertEquals(List.of(1L, 1L, 1L), List.of(report.active(), report.completed(), report.failed()));
    assertEquals(List.of("P0", "P1"), report.projects().stream().map(TeamReport.Project::name).toList());
    assertEquals(new TeamReport.Project("P0", 3, 18, 59.97), report.projects().get(0));
    assertEquals(0, TeamReport.of(List.of()).averageHealth());
  }

  @Test
  @DisplayName("[AN4] A score between two whole ones belongs to the lower ten, and 100 to the highest")
  void bands() {
    Map<String, Long> bands = HealthDistribution.of(List.of(session("a", "active", 0, 89.9), session("b", "active", 0, 100),
        session("c", "active", 0, 0), session("d", "active", 0, 90))).bands();
    assertEquals(List.of("90-100", "80-89", "70-79", "60-69", "50-59", "40-49", "30-39", "20-29", "10-19", "0-9"),
        List.copyOf(bands.keySet()));
    assertEquals(List.of(2L, 1L, 1L), List.of(bands.get("90-100"), bands.get("80-89"), bands.get("0-9")));
  }

  @Test
  @DisplayName("[AN6] The lower end belongs to a bucket: 75,000 tokens lie in 50k-100k, not one bucket too high")
  void buckets() {
    TokenUsage usage = TokenUsage.of(List.of(session("a", "active", 75_000, 1), session("b", "active", 100_000, 1),
        session("c", "active", 149_999, 1), session("d", "active", 200_000, 1), session("e", "active", 9_999, 1)));
    assertEquals(Map.of("0-10k", 1L, "10k-50k", 0L, "50k-100k", 1L, "100k-150k", 2L, "150k-200k", 0L, "200k+", 1L),
        usage.buckets());
    assertEquals(List.of("d"), usage.approaching().stream().map(session -> session.id().value()).toList());
    assertEquals(100.0, TokenUsage.percentage(usage.approaching().get(0)));
    Figures unlimited = new Figures(new SessionId("u"), "t", "active", null, 1L << 50, 0, 1, 0, NOON, NOON);
    assertEquals(List.of(), TokenUsage.of(List.of(unlimited)).approaching(), "no limit is never near");
  }

  @Test
  @DisplayName("[AN7] The median of an even number is the upper one of the two in the middle, and a clock that went back is no time")
  void median() {
    Durations durations = Durations.of(List.of(session("a", "active", 0, 1, 1_800), session("b", "active", 0, 1, 3_600)));
    assertEquals(3_600, durations.median());
    assertEquals(2_700, durations.average());
    assertEquals(0, session("c", "active", 0, 1, -5).minutes());
  }

  @Test
  @DisplayName("[AN3] The later half of the days is compared with the earlier one, and ten per cent are no change")
  void halves() {
    assertEquals(Trend.Direction.INSUFFICIENT_DATA, days(3).direction());
    assertEquals(Trend.Direction.STABLE, days(10, 11).direction());
    assertEquals(10.0, days(10, 11).percentage());
    assertEquals(Trend.Direction.INCREASING, days(2, 2, 3).direction());
    assertEquals(25.0, days(2, 2, 3).percentage());
    assertEquals(Trend.Direction.DECREASING, days(4, 2).direction());
    assertEquals("2026-09-21", days(1).days().get(0).date().toString());
  }

  private static Trend days(int... counts) {
    List<Reading> readings = new ArrayList<>();
    for (int day = 0; day < counts.length; day++) {
      for (int i = 0; i < counts[day]; i++) {
        readings.add(new Reading(new SessionId("d" + day + "-" + i), NOON + day * DAY, "active", 1, 1));
      }
    }
    return Trend.of(readings);
  }
}
