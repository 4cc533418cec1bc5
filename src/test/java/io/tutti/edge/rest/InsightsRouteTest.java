package io.tutti.edge.rest;

import static io.tutti.edge.rest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsightsRouteTest {

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
    ann.post("/api/v1/sessions", "{\"session_id\":\"hot\"}");
    ann.patch("/api/sessions/hot", "{\"token_count\":190000,\"team_id\":\"" + team + "\"}");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static String share(Person who, String title, String more) throws Exception {
    var reply = who.post("/api/insights", "{\"title\":\"" + title + "\",\"content\":\"c\"" + more + "}");
    assertEquals(201, reply.status(), reply.text());
    return (String) reply.json().get("id");
  }

  @Test
  @DisplayName("[INS1] [INS2] [INS4] What is shared is told with its author, who is the token's, to whom it is for")
  void shares() throws Exception {
    String id = share(ann, "Warm up", ",\"tags\":[\"x\"],\"session_id\":\"hot\",\"author\":\"ben\",\"votes\":9");
    Map<String, Object> told = ann.get("/api/insights/" + id + "/").json();
    assertEquals(Map.of("id", ann.id(), "username", "ann"), told.get("author"));
    assertEquals(List.of("x"), told.get("tags"));
    assertEquals("hot", told.get("session_id"));
    assertEquals(0L, told.get("votes"));
    assertRefused(404, "Insight not found", ben.get("/api/insights/" + id));
    assertRefused(404, "Insight not found", ben.post("/api/insights/" + id + "/vote", ""));
    assertRefused(404, "Insight not found", ben.delete("/api/insights/" + id));
    String ours = share(ann, "Ours", ",\"team_id\":\"" + team + "\"");
    assertEquals(404, ben.get("/api/insights/" + ours).status());
    assertEquals(404, server.get("/api/insights/" + ours, server.tokens.of("anon_zoe")).status());
    assertRefused(403, "Not a member of this team",
        ben.post("/api/insights", "{\"title\":\"t\",\"content\":\"c\",\"team_id\":\"" + team + "\"}"));
    assertRefused(404, "Session not found", ben.post("/api/insights", "{\"title\":\"t\",\"content\":\"c\",\"session_id\":\"hot\"}"));
    assertRefused(403, "Not authenticated", server.get("/api/insights"));
    assertRefused(403, "Sign in first",
        server.post("/api/insights/", "{\"title\":\"t\",\"content\":\"c\"}", server.tokens.of("anon_zoe")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"title\":\"t\"}", "{\"title\":\" \",\"content\":\"c\"}", "{\"title\":\"a\\nb\",\"content\":\"c\"}",
      "{\"title\":\"t\",\"content\":\"\"}", "{\"title\":\"t\",\"content\":\"a\\u0000\"}", "{\"title\":\"t\",\"content\":\"c\",\"tags\":\"x\"}",
      "{\"title\":\"t\",\"content\":\"c\",\"tags\":[\"x\",\"x\"]}", "{\"title\":\"t\",\"content\":\"c\",\"tags\":[7]}"})
  @DisplayName("[INS1] What cannot be said is 422")
  void refuses(String body) throws Exception {
    assertEquals(422, ann.post("/api/insights", body).status());
  }

  @Test
  @DisplayName("[INS1] A title, a content and tags have bounds")
  void bounds() throws Exception {
    String body = "{\"title\":\"%s\",\"content\":\"%s\"}";
    assertEquals(201, ann.post("/api/insights", body.formatted("t".repeat(200), "c".repeat(10_000))).status());
    assertEquals(422, ann.post("/api/insights", body.formatted("t".repeat(201), "c")).status());
    assertEquals(422, ann.post("/api/insights", body.formatted("t", "c".repeat(10_001))).status());
  }

  @Test
  @DisplayName("[INS3] The list is filtered, sorted and in pages")
  void lists() throws Exception {
    share(ben, "Listed one", ",\"tags\":[\"listed\"]");
    String two = share(ben, "Listed two", ",\"tags\":[\"listed\"]");
    ann.post("/api/insights/" + two + "/vote", "");
    Map<String, Object> page = ann.get("/api/insights/?tag=listed&sort=votes&limit=1").json();
    assertEquals(List.of(2L, 1L, 1L, 1L), List.of(page.get("total"), page.get("count"), page.get("page"), page.get("limit")));
    assertEquals("Listed two", ((Map<?, ?>) ((List<?>) page.get("insights")).get(0)).get("title"));
    assertEquals("Listed one", ann.get("/api/insights?tag=listed&sort=votes&limit=1&page=2").objects("insights").get(0).get("title"));
    assertEquals(1L, ann.get("/api/insights?q=LISTED%20TWO").json().get("total"));
    for (String wrong : List.of("sort=best", "page=0", "limit=101", "q=" + "x".repeat(201), "page=x")) {
      assertEquals(422, ann.get("/api/insights?" + wrong).status(), wrong);
    }
  }

  @Test
  @DisplayName("[INS5] [INS7] A view counts once for each reader and day, a vote once for each person, and it is taken back")
  void counts() throws Exception {
    String id = share(ann, "Counted", "");
    ben.get("/api/insights/" + id);
    ben.get("/api/insights/" + id);
    server.get("/api/insights/" + id, server.tokens.of("anon_zoe"));
    assertEquals(2L, ann.get("/api/insights/" + id).json().get("views"));
    ben.post("/api/insights/" + id + "/vote", "");
    Map<String, Object> voted = ben.post("/api/insights/" + id + "/vote/", "").json();
    assertEquals(List.of(1L, true), List.of(voted.get("votes"), voted.get("voted")));
    assertEquals(false, ann.get("/api/insights/" + id).json().get("voted"));
    assertEquals(0L, ben.delete("/api/insights/" + id + "/vote").json().get("votes"));
    assertRefused(403, "Sign in first", server.post("/api/insights/" + id + "/vote", "", server.tokens.of("anon_zoe")));
  }

  @Test
  @DisplayName("[INS6] Its author and an admin of its team change and delete an insight, and nobody else")
  void changes() throws Exception {
    Person cat = Person.register(server, "cat");
    ann.post("/api/teams/" + team + "/members", "{\"email\":\"cat@example.com\",\"username\":\"cat\"}");
    String cats = share(cat, "Cats", ",\"tags\":[\"x\"],\"team_id\":\"" + team + "\"");
    String anns = share(ann, "Anns", ",\"team_id\":\"" + team + "\"");
    Map<String, Object> changed = ann.patch("/api/insights/" + cats, "{\"title\":\"Better\"}").json();
    assertEquals(List.of("Better", "c", List.of("x")), List.of(changed.get("title"), changed.get("content"), changed.get("tags")));
    assertTrue(changed.get("updated_at") instanceof String);
    assertEquals(List.of(), cat.patch("/api/insights/" + cats, "{\"tags\":null}").json().get("tags"));
    assertEquals(422, cat.patch("/api/insights/" + cats, "{\"title\":\"\"}").status());
    String only = "Only the author or an admin of the insight's team may do that";
    assertRefused(403, only, cat.patch("/api/insights/" + anns, "{\"title\":\"Mine\"}"));
    assertRefused(403, only, cat.delete("/api/insights/" + anns));
    String free = share(cat, "Free", "");
    assertRefused(403, only, ann.delete("/api/insights/" + free));
    assertEquals("Insight deleted successfully", ann.delete("/api/insights/" + cats).json().get("message"));
    assertEquals(404, cat.get("/api/insights/" + cats).status());
  }

  @Test
  @DisplayName("[REC1] [REC3] Recommendations say why, for the sessions that one may see")
  void recommends() throws Exception {
    var reply = ann.get("/api/insights/recommendations?session_id=hot");
    Map<String, Object> first = reply.objects("recommendations").get(0);
    assertEquals(List.of("hot", "token_usage", "medium"), List.of(first.get("session_id"), first.get("type"), first.get("priority")));
    assertEquals(Map.of("token_count", 190_000L, "token_limit", 200_000L, "usage_percentage", 95.0), first.get("because"));
    assertEquals((long) reply.objects("recommendations").size(), reply.json().get("count"));
    assertEquals(1L, ann.get("/api/insights/recommendations/?limit=1").json().get("count"));
    assertEquals("hot", ann.get("/api/insights/recommendations?team_id=" + team).objects("recommendations").get(0).get("session_id"));
    assertEquals(0L, ben.get("/api/insights/recommendations").json().get("count"));
    assertEquals(0L, ben.get("/api/insights/recommendations?session_id=hot").json().get("count"));
    assertRefused(403, "Not a member of this team", ben.get("/api/insights/recommendations?team_id=" + team));
    assertEquals(0L, ben.get("/api/insights/recommendations?team_id=none").json().get("count"));
  }
}
