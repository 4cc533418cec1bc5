package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverviewsRouteTest {

  private static RestServer server;
  private static Person ann;
  private static Person ben;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "");
    ann = Person.register(server, "ann");
    ben = Person.register(server, "ben");
    ann.post("/api/teams", "{\"name\":\"Choir\"}");
    for (String visibility : List.of("private", "team", "public")) {
      ann.post("/api/v1/sessions", "{\"session_id\":\"" + visibility + "\",\"visibility\":\"" + visibility + "\"}");
    }
    assertEquals(200, ann.patch("/api/sessions/team", "{\"team_id\":\"" + ann.team() + "\"}").status());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static List<Object> ids(RestServer.Reply reply) {
    return reply.objects("sessions").stream().map(session -> session.get("id")).sorted().toList();
  }

  @Test
  @DisplayName("[LIST1] [LIST2] Everybody lists what they may see, an anonymous person what is public, and nobody without a token")
  void lists() throws Exception {
    assertTrue(ids(ann.get("/api/sessions")).containsAll(List.of("private", "team", "public")));
    assertEquals(List.of("public"), ids(ben.get("/api/sessions/")).stream()
        .filter(id -> List.of("private", "team", "public").contains(id)).toList());
    assertTrue(ids(server.get("/api/sessions", server.tokens.of("anon_eve"))).contains("public"));
    assertTrue(!ids(server.get("/api/sessions", server.tokens.of("anon_eve"))).contains("private"));
    Refusals.assertRefused(403, "Not authenticated", server.get("/api/sessions"));
    Refusals.assertRefused(401, "Could not validate credentials", server.get("/api/sessions", "bad"));
    Refusals.assertRefused(403, "Not authenticated", server.get("/api/sessions/stats/"));
    assertEquals(1, ann.get("/api/sessions?limit=1&offset=1").objects("sessions").size());
    assertEquals(422, ann.get("/api/sessions?limit=0").status());
    assertEquals(422, ann.get("/api/sessions?offset=-1").status());
  }

  @ParameterizedTest
  @CsvSource({"private,404,404,404", "team,200,200,200", "public,200,200,200", "none,404,404,404", "not%20one,404,404,404"})
  @DisplayName("[LIST4] [LIST5] Who may not see a session gets the figures of one that is not private, and is told of no other")
  void reads(String id, int nobody, int anonymous, int stranger) throws Exception {
    assertEquals(nobody, server.get("/api/sessions/" + id).status());
    assertEquals(anonymous, server.get("/api/sessions/" + id, server.tokens.of("anon_eve")).status());
    assertEquals(stranger, ben.get("/api/sessions/" + id).status());
  }

  @Test
  @DisplayName("[LIST5] The page that polls without a token gets figures and nothing of what is said; where that is off, nothing")
  void metrics() throws Exception {
    ann.post("/api/v1/sessions", "{\"session_id\":\"polled\",\"visibility\":\"public\"}");
    ann.patch("/api/sessions/polled", "{\"token_count\":7,\"working_directory\":\"/home/ann\",\"description\":\"d\",\"tags\":[\"t\"]}");
    Map<String, Object> figures = server.get("/api/sessions/polled").json();
    assertEquals(7L, figures.get("token_count"));
    assertNull(figures.get("working_directory"));
    assertNull(figures.get("description"));
    assertEquals(List.of(), figures.get("tags"));
    assertEquals("/home/ann", ben.get("/api/sessions/polled").json().get("working_directory"));
    try (RestServer closed = RestServer.withoutPublicMetrics()) {
      Person cat = Person.register(closed, "cat");
      Person dan = Person.register(closed, "dan");
      cat.post("/api/v1/sessions", "{\"session_id\":\"shown\",\"visibility\":\"team\"}");
      Refusals.assertRefused(403, "Not authenticated", closed.get("/api/sessions/shown"));
      Refusals.assertRefused(404, "Session not found", dan.get("/api/sessions/shown"));
      assertEquals(200, cat.get("/api/sessions/shown").status());
    }
  }

  @Test
  @DisplayName("[LIST4] [LIST6] What is changed is told afterwards, null takes it back, and the figures stay in the history")
  void changes() throws Exception {
    ann.post("/api/v1/sessions", "{\"session_id\":\"mine\"}");
    Map<String, Object> told = ann.patch("/api/sessions/mine", """
        {"type":"claude","status":"completed","token_count":75000,"token_limit":100000,"health_score":45.5,"tags":["a","b"],
        "project_name":"Other","description":"What it is for","pid":42,"file_count":3,"error_count":2,"title":"Mine",
        "visibility":"public","working_directory":"/tmp"}""").json();
    assertEquals("claude", told.get("type"));
    assertEquals(75_000L, told.get("token_count"));
    assertEquals(45.5, told.get("health_score"));
    assertEquals("Other", told.get("project_name"));
    assertEquals(42L, told.get("pid"));
    assertEquals(0L, told.get("message_count"));
    assertTrue(told.get("shared_at") instanceof String);
    assertEquals(told, ann.get("/api/sessions/mine/").json());
    assertNull(ann.patch("/api/sessions/mine", "{\"pid\":null}").json().get("pid"));
    List<Entry> log = server.journal.read(new SessionId("mine"), 1, 100, 100);
    assertEquals(2, log.stream().filter(entry -> entry.event() instanceof Event.ProfileChanged).count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"token_count\":-1}", "{\"token_count\":1.5}", "{\"health_score\":101}", "{\"status\":null}",
      "{\"status\":\"two words\"}", "{\"tags\":[\"a\",\"a\"]}", "{\"nothing\":1}", "{\"visibility\":\"all\"}",
      "{\"title\":\"\"}", "{\"token_count\":5,\"pid\":\"x\"}"})
  @DisplayName("[LIST6] What cannot be is 422 and named, and nothing is changed")
  void refusesValues(String body) throws Exception {
    Map<String, Object> before = ann.get("/api/sessions/private").json();
    var reply = ann.patch("/api/sessions/private", body);
    assertEquals(422, reply.status(), reply.text());
    assertEquals(before, ann.get("/api/sessions/private").json());
  }

  @Test
  @DisplayName("[LIST6] A stranger changes nothing, an editor no visibility, and nobody gives a session to a team of others")
  void refusesPeople() throws Exception {
    assertEquals(404, ben.patch("/api/sessions/private", "{\"token_count\":1}").status());
    assertEquals(404, ben.patch("/api/sessions/none", "{\"token_count\":1}").status());
    Refusals.assertRefused(403, "Not a member of this team",
        ben.patch("/api/sessions/public", "{\"team_id\":\"" + ann.team() + "\"}"));
    assertEquals(403, ben.patch("/api/sessions/public", "{\"token_count\":1}").status(), "a reader of a public session has no role");
    assertEquals(403, server.send(server.to("/api/sessions/public").header("Content-Type", "application/json")
        .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("{}"))).status());
    ann.put("/api/v1/sessions/private/participants/" + ben.id(), "{\"role\":\"editor\"}");
    assertEquals(200, ben.patch("/api/sessions/private", "{\"token_count\":1}").status());
    assertEquals(403, ben.patch("/api/sessions/private", "{\"visibility\":\"public\"}").status());
    ann.delete("/api/v1/sessions/private/participants/" + ben.id());
  }
}
