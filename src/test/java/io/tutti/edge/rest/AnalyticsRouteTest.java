package io.tutti.edge.rest;

import static io.tutti.edge.rest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsRouteTest {

  private static RestServer server;
  private static Person ann;
  private static Person ben;
  private static String team;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "");
    ann = Person.register(server, "ann");
    ben = Person.register(server, "ben");
    team = (String) ann.post("/api/teams", "{\"name\":\"Choir\"}").json().get("id");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"team", "trends", "health-distribution", "top-sessions", "token-usage", "session-duration"})
  @DisplayName("[AN2] [AN3] [AN4] [AN5] [AN6] [AN7] Statistics need a token, and those of a team its membership")
  void guarded(String route) throws Exception {
    String path = "/api/analytics/" + route;
    assertRefused(403, "Not authenticated", server.get(path));
    assertRefused(401, "Could not validate credentials", server.get(path, "bad"));
    assertRefused(403, "Not a member of this team", ben.get(path + "?team_id=" + team));
    assertRefused(403, "Not a member of this team", server.get(path + "?team_id=" + team, server.tokens.of("anon_zoe")));
    assertEquals(200, ann.get(path + "/?team_id=" + team).status());
    assertEquals(200, server.get(path, server.tokens.of("anon_zoe")).status());
  }

  @Test
  @DisplayName("[AN2] [AN6] [AN7] Without sessions the answers are the short ones")
  void empty() throws Exception {
    assertEquals(Map.of("team_name", "All Teams", "total_sessions", 0L, "message", "No sessions found"),
        ben.get("/api/analytics/team").json());
    assertEquals(Map.of("total_sessions", 0L, "token_stats", Map.of()), ben.get("/api/analytics/token-usage").json());
    assertEquals(Map.of("total_sessions", 0L, "duration_stats", Map.of()), ben.get("/api/analytics/session-duration").json());
  }

  @Test
  @DisplayName("[AN3] Today's trend shows the figures as they are at its end, out of the history")
  void trends() throws Exception {
    ann.post("/api/v1/sessions", "{\"session_id\":\"tour\"}");
    ann.patch("/api/sessions/tour", "{\"token_count\":10}");
    ann.patch("/api/sessions/tour", "{\"token_count\":30,\"status\":\"completed\"}");
    Map<String, Object> answer = ann.get("/api/analytics/trends?days=2").json();
    assertEquals(1L, answer.get("total_sessions"));
    List<?> days = (List<?>) answer.get("daily_breakdown");
    Map<?, ?> last = (Map<?, ?>) days.get(days.size() - 1);
    assertEquals(List.of(30L, 1L, 0L), List.of(last.get("total_tokens"), last.get("completed_count"), last.get("active_count")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"trends?days=0", "trends?days=366", "trends?days=x", "top-sessions?metric=age", "top-sessions?limit=0",
      "top-sessions?limit=101"})
  @DisplayName("[AN3] [AN5] A wish that cannot be is 422")
  void refuses(String path) throws Exception {
    assertEquals(422, ann.get("/api/analytics/" + path).status());
  }
}
