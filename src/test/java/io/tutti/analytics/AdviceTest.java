package io.tutti.analytics;

import static io.tutti.analytics.Sessions.NOON;
import static io.tutti.analytics.Sessions.situation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.analytics.Advice.Kind;
import io.tutti.analytics.Advice.Priority;
import io.tutti.identity.SessionId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private static final long DAY = 86_400_000;

  private static Figures figures(String id, String status, long tokens, double health, long errors) {
    return new Figures(new SessionId(id), "claude", status, null, tokens, 100_000, health, errors, NOON, NOON);
  }

  private static List<Advice> on(Figures figures, long now) {
    return Advice.on(List.of(situation(figures, "What it is for", List.of("tag"), 0)), now);
  }

  private static List<String> words(List<Advice> all) {
    return all.stream().map(advice -> advice.kind().word() + " " + advice.priority().word()).toList();
  }

  @Test
  @DisplayName("[REC2] Each rule speaks from its bound on, and not below")
  void bounds() {
    assertEquals(List.of(), on(figures("a", "active", 80_000, 80, 9), NOON + 7 * DAY - 1));
    assertEquals(List.of("token_usage medium"), words(on(figures("a", "active", 80_001, 80, 9), NOON)));
    assertEquals(List.of("token_usage medium"), words(on(figures("a", "active", 95_000, 80, 9), NOON)));
    assertEquals(List.of("token_usage high"), words(on(figures("a", "active", 95_001, 80, 9), NOON)));
    assertEquals(List.of("low_health medium"), words(on(figures("a", "active", 0, 79.9, 0), NOON)));
    assertEquals(List.of("low_health high"), words(on(figures("a", "active", 0, 49.9, 0), NOON)));
    assertEquals(List.of("errors medium"), words(on(figures("a", "active", 0, 100, 10), NOON)));
    assertEquals(List.of("errors high"), words(on(figures("a", "active", 0, 100, 50), NOON)));
    assertEquals(List.of("failed high"), words(on(figures("a", "failed", 0, 100, 0), NOON)));
    assertEquals(List.of("idle low"), words(on(figures("a", "active", 0, 100, 0), NOON + 7 * DAY)));
    assertEquals(List.of("idle medium"), words(on(figures("a", "active", 0, 100, 0), NOON + 30 * DAY)));
    assertEquals(List.of(), on(figures("a", "paused", 0, 100, 0), NOON + 30 * DAY), "who pauses may be idle");
    assertEquals(List.of(), on(figures("a", "completed", 99_000, 10, 90), NOON + 90 * DAY), "what is over is over");
  }

  @Test
  @DisplayName("[REC2] Open comments and a session that nobody can find are told even of one that is completed")
  void comments() {
    Figures over = figures("a", "completed", 0, 100, 0);
    assertEquals(List.of(), Advice.on(List.of(situation(over, "x", List.of("t"), 4)), NOON));
    assertEquals(List.of("open_comments medium"), words(Advice.on(List.of(situation(over, "x", List.of("t"), 5)), NOON)));
    assertEquals(List.of("open_comments high", "undescribed low"),
        words(Advice.on(List.of(situation(over, " ", List.of("t"), 20)), NOON)));
    assertTrue(Advice.on(List.of(situation(over, null, List.of(), 0)), NOON).get(0).description().contains("neither"));
    assertTrue(Advice.on(List.of(situation(over, "x", List.of(), 0)), NOON).get(0).description().contains("no tags"));
  }

  @Test
  @DisplayName("[REC1] Each says why: the figures stand in the description and apart")
  void because() {
    Advice advice = on(figures("hot", "active", 97_500, 100, 0), NOON).get(0);
    assertEquals(Map.of("token_count", 97_500L, "token_limit", 100_000L, "usage_percentage", 97.5), advice.because());
    assertTrue(advice.description().contains("97,500 of 100,000"));
    assertEquals(Kind.TOKEN_USAGE, advice.kind());
    assertTrue(!advice.title().isBlank() && !advice.action().isBlank());
  }

  @Test
  @DisplayName("[REC3] The most pressing come first, then by session and type")
  void order() {
    List<Advice> all = Advice.on(List.of(
        situation(figures("b", "active", 90_000, 40, 0), "x", List.of("t"), 0),
        situation(figures("a", "failed", 90_000, 100, 0), "x", List.of("t"), 0)), NOON);
    assertEquals(List.of("a failed", "b low_health", "a token_usage", "b token_usage"),
        all.stream().map(advice -> advice.session() + " " + advice.kind().word()).toList());
    assertEquals(List.of(Priority.HIGH, Priority.HIGH, Priority.MEDIUM, Priority.MEDIUM), all.stream().map(Advice::priority).toList());
  }
}
