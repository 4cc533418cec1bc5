package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.hub.Origin;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A private session of Kim's; Bob is a stranger with a token. */
class ReadersRouteTest {

  private static final String SESSION = "/api/v1/sessions/s";

  private RestServer server;
  private String kim;
  private String bob;

  @BeforeEach
  void start() throws Exception {
    server = new RestServer(true, "");
    kim = server.tokens.of("user_kim");
    bob = server.tokens.of("user_bob");
    server.post("/api/v1/sessions", "{\"session_id\":\"s\",\"visibility\":\"private\",\"admission\":\"members\"}", kim);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @DisplayName("[REST33] [ROLE12] Who may not read a session is answered as if there were none, on every route")
  @ValueSource(strings = {"", "/participants", "/events", "/at/0", "/state", "/presence", "/documents", "/documents/main",
      "/messages", "/messages/stats", "/invites"})
  void strangers(String route) throws Exception {
    assertEquals(404, server.get(SESSION + route, bob).status());
    assertEquals(route.equals("/invites") ? 401 : 404, server.get(SESSION + route).status());
    assertEquals("Session not found", server.get(SESSION + route, bob).json().get("detail"));
    if (!route.startsWith("/messages")) {
      assertEquals(200, server.get(SESSION + route, kim).status());
    }
  }

  @Test
  @DisplayName("[REST33] Nor does a stranger see its history, or that it is active")
  void history() throws Exception {
    server.join("s", "user_kim").set("mu", 0.6);
    assertEquals(List.of(), server.get("/api/v1/history/s", bob).objects("events"));
    assertEquals(1, server.get("/api/v1/history/s", kim).objects("events").size());
    assertEquals(404, server.get("/api/v1/history/s/metadata", bob).status());
    assertEquals("[]", server.get("/api/v1/history/active", bob).text());
    assertEquals("[\"s\"]", server.get("/api/v1/history/active", kim).text());
  }

  @Test
  @DisplayName("[REST33] [REST36] What is made public or the team's is read by them; a change names what is wrong with it")
  void opened() throws Exception {
    var foreign = server.patch(SESSION, "{\"visibility\":\"team\",\"team_id\":\"red\"}", kim);
    assertEquals(403, foreign.status());
    server.teams.put(new UserId("user_kim"), "red");
    assertEquals(200, server.patch(SESSION, "{\"visibility\":\"team\",\"team_id\":\"red\"}", kim).status());
    assertEquals(404, server.get(SESSION, bob).status());
    server.teams.put(new UserId("user_bob"), "red");
    assertEquals(200, server.get(SESSION, bob).status());
    assertEquals(403, server.patch(SESSION, "{\"name\":\"x\"}", bob).status());
    var changed = server.patch(SESSION, "{\"name\":\"Tune\",\"tags\":[\"a\"],\"health_score\":50.5,\"tokenCount\":7}", kim);
    assertEquals(200, changed.status(), changed.text());
    assertEquals("Tune", changed.json().get("name"));
    assertEquals(7L, changed.json().get("token_count"));
    assertEquals(50.5, changed.json().get("health_score"));
    assertEquals(List.of("a"), changed.json().get("tags"));
    assertEquals("red", changed.json().get("team_id"));
    for (String bad : List.of("{\"colour\":1}", "{\"name\":\"\"}", "{\"health_score\":101}", "{\"tags\":\"a\"}",
        "{\"status\":null}", "{\"name\":\"a\",\"title\":\"b\"}")) {
      var refused = server.patch(SESSION, bad, kim);
      assertEquals(422, refused.status(), bad);
      assertTrue(refused.text().contains("\"loc\""), refused.text());
    }
    assertEquals("Tune", server.get(SESSION, kim).json().get("name"));
    assertEquals(401, server.send(server.to(SESSION).header("Content-Type", "application/json")
        .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("{}"))).status());
  }

  @Test
  @DisplayName("[REST40] [REST41] The shared state is read, changed by a merge patch, and refused where it has moved on")
  void state() throws Exception {
    assertEquals(Map.of("state", Map.of(), "version", 0L), server.get(SESSION + "/state", kim).json());
    var first = server.patch(SESSION + "/state", "{\"a\":{\"b\":1}}", kim);
    assertEquals(200, first.status(), first.text());
    assertEquals(1L, first.json().get("version"));
    assertEquals(409, server.patch(SESSION + "/state?base_version=0", "{\"a\":{\"b\":2}}", kim).status());
    assertEquals(200, server.patch(SESSION + "/state?base_version=1", "{\"a\":null}", kim).status());
    assertEquals(Map.of("state", Map.of(), "version", 2L), server.get(SESSION + "/state", kim).json());
    assertEquals(422, server.patch(SESSION + "/state?base_version=x", "{}", kim).status());
    assertEquals(404, server.patch(SESSION + "/state", "{\"a\":1}", bob).status());
    server.put(SESSION + "/participants/user_bob", "{\"role\":\"viewer\"}", kim);
    assertEquals(403, server.patch(SESSION + "/state", "{\"a\":1}", bob).status());
  }

  @Test
  @DisplayName("[REST43] [REST44] Documents are listed and read as text, now and then")
  void documents() throws Exception {
    server.hub.perform(new io.tutti.identity.SessionId("s"), Origin.of(new UserId("user_kim"), null), new io.tutti.session.Command.ChangeDocument(
        new io.tutti.documents.DocumentCommand.Edit("main", 1, List.of(new io.tutti.text.Insert(
            "häl😀o", new io.tutti.text.ElementId(1, "r"), io.tutti.text.ElementId.ROOT)), false), null));
    var text = server.get(SESSION + "/documents/main", kim);
    assertEquals("häl😀o", text.text());
    assertEquals("text/plain;charset=utf-8", text.type().toLowerCase(java.util.Locale.ROOT).replace(" ", ""));
    assertEquals("", server.get(SESSION + "/documents/main?seq=0", kim).text());
    assertEquals("häl😀o", server.get(SESSION + "/documents/main?seq=1", kim).text());
    assertEquals(404, server.get(SESSION + "/documents/main?seq=99", kim).status());
    assertEquals(404, server.get(SESSION + "/documents/other", kim).status());
    assertEquals(400, server.get(SESSION + "/documents/a%20b", kim).status());
    assertEquals(422, server.get(SESSION + "/documents/main?seq=-1", kim).status());
    assertEquals("main", server.get(SESSION + "/documents", kim).objects("docs").get(0).get("doc"));
  }

  @Test
  @DisplayName("[INV1] [INV2] [INV3] Invitations are made, listed and ended by hosts; wishes that cannot be are 422")
  void invites() throws Exception {
    var made = server.post(SESSION + "/invites", "{\"role\":\"viewer\",\"expiresIn\":60,\"maxUses\":2}", kim);
    assertEquals(201, made.status(), made.text());
    assertEquals("viewer", made.json().get("role"));
    assertEquals(true, made.json().get("good"));
    String path = SESSION + "/invites";
    for (String bad : List.of("{\"role\":\"host\"}", "{\"expiresIn\":0}", "{\"expiresIn\":1e9}", "{\"maxUses\":0}", "{\"maxUses\":\"2\"}")) {
      assertEquals(422, server.post(path, bad, kim).status(), bad);
    }
    server.put(SESSION + "/participants/user_bob", "{\"role\":\"editor\"}", kim);
    assertEquals(403, server.post(path, "{}", bob).status());
    assertEquals(403, server.get(path, bob).status());
    assertEquals(401, server.post(path, "{}").status());
    String id = (String) made.json().get("id");
    assertEquals(403, server.delete(path + "/" + id, bob).status());
    assertEquals(200, server.delete(path + "/" + id, kim).status());
    assertEquals(false, server.get(path, kim).array().get(0).get("good"));
  }

  /** What every method answers to {@code token} about the session; without what is its own in each answer. */
  private List<String> answers(String session, String token) throws Exception {
    List<String> answers = new ArrayList<>();
    String path = "/api/v1/sessions/" + session;
    for (var reply : List.of(server.get(path, token), server.patch(path, "{\"name\":\"x\"}", token), server.delete(path, token),
        server.get(path + "/export", token), server.get("/api/stories/" + session, token),
        server.get("/api/stories/" + session + "/export", token), server.patch(path + "/state", "{\"a\":1}", token),
        server.put(path + "/participants/user_x", "{\"role\":\"viewer\"}", token), server.delete(path + "/participants/user_kim", token),
        server.delete(path + "/participants/user_kim?ban=true", token), server.post(path + "/participants/user_bob/transfer", "", token),
        server.get(path + "/invites", token), server.post(path + "/invites", "{}", token), server.delete(path + "/invites/i", token),
        server.get("/api/v1/history/" + session, token), server.delete("/api/v1/history/" + session, token),
        server.get("/api/v1/history/" + session + "/metadata", token), server.get("/api/sessions/" + session, token),
        server.patch("/api/sessions/" + session, "{\"status\":\"x\"}", token),
        server.post("/api/insights", "{\"title\":\"t\",\"content\":\"c\",\"session_id\":\"" + session + "\"}", token))) {
      answers.add(reply.response().request().method() + " " + reply.response().uri().getPath().replace(session, "ID") + " "
          + reply.status() + " " + reply.text().replace(session, "ID"));
    }
    return answers;
  }

  @Test
  @DisplayName("[ROLE14] [ROLE13] To a stranger, and to who is banned, a session for members is as one that does not exist, whatever they try")
  void hidden() throws Exception {
    String creator = server.tokens.of("user_cleo");
    server.post("/api/stories", "{\"session_id\":\"secret\",\"visibility\":\"team\",\"admission\":\"members\"}", creator);
    server.put("/api/v1/sessions/secret/participants/user_kim", "{\"role\":\"host\"}", creator);
    server.post("/api/v1/sessions", "{\"session_id\":\"guests\",\"admission\":\"members\"}", server.tokens.of("anon_gus"));
    assertEquals(200, server.delete("/api/v1/sessions/secret/participants/user_cleo?ban=true", kim).status());
    for (String token : List.of(bob, creator, server.tokens.of("anon_zoe"))) {
      assertEquals(answers("no-such-one", token), answers("secret", token));
      assertEquals(answers("no-such-one", token), answers("guests", token));
    }
    assertEquals(200, server.get("/api/stories/secret", kim).status());
    assertFalse(server.get("/api/sessions", creator).text().contains("secret"));
    assertFalse(server.get("/api/insights/recommendations", creator).text().contains("secret"));
    assertFalse(server.get("/api/stories", creator).text().contains("secret"));
  }
}
