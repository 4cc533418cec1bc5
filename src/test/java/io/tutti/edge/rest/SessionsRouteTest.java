package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.hub.Ending;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionsRouteTest {

  private static RestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "/music");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  @DisplayName("[REST5] An empty object makes a session with an id of eight characters and a link to it")
  void creates() throws Exception {
    var reply = server.post("/api/v1/sessions", "{}");
    assertEquals(200, reply.status());
    assertEquals("application/json", reply.type());
    String id = (String) reply.json().get("session_id");
    assertTrue(id.matches("[A-Za-z0-9]{8}"), id);
    assertEquals("/music/trilogic?session=" + id, reply.json().get("join_url"));
    assertTrue(((String) reply.json().get("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    assertEquals(200, server.get("/api/v1/sessions/" + id).status());
  }

  @Test
  @DisplayName("[REST5] Without a body there is no session but 422 with the missing field")
  void needsBody() throws Exception {
    var reply = server.send(server.to("/api/v1/sessions").POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    assertEquals(422, reply.status());
    Map<String, Object> detail = reply.objects("detail").get(0);
    assertEquals("missing", detail.get("type"));
    assertEquals(List.of("body"), detail.get("loc"));
    assertEquals("Field required", detail.get("msg"));
    assertTrue(detail.containsKey("input") && detail.get("input") == null);
  }

  @Test
  @DisplayName("[REST5] Who creates a session with a token is its host")
  void creatorIsHost() throws Exception {
    String token = server.tokens.of("user_kim");
    server.post("/api/v1/sessions", "{\"session_id\":\"kims\"}", token);
    var participants = server.get("/api/v1/sessions/kims/participants", token).array();
    assertEquals(1, participants.size());
    assertEquals("user_kim", participants.get(0).get("id"));
    assertEquals("host", participants.get(0).get("role"));
    assertEquals(0L, participants.get(0).get("connections"));
  }

  @Test
  @DisplayName("[REST6] Everything that a session is created with is read back")
  void wishes() throws Exception {
    String wishes = """
        {"session_id":"whole-1","name":"<b>Robert'); DROP TABLE sessions;--</b>","description":"two\\nlines","default_role":"viewer",
         "visibility":"public","durability":"relaxed","retention_days":30,"conflict_window_ms":250,
         "schema":{"p":{"min":0,"max":10,"initial":4,"step":0.5,"label":"Pressure","unit":"bar"},"free":{"initial":-1.5},
                   "q":{"computed":"p * 2 + free","label":"Double"}}}""";
    var made = server.post("/api/v1/sessions", wishes);
    assertEquals(200, made.status(), made.text());
    Map<String, Object> session = server.get("/api/v1/sessions/whole-1").json();
    assertEquals("<b>Robert'); DROP TABLE sessions;--</b>", session.get("name"));
    assertEquals("two\nlines", session.get("description"));
    assertEquals("viewer", session.get("default_role"));
    assertEquals("public", session.get("visibility"));
    assertEquals("relaxed", session.get("durability"));
    assertEquals(30L, session.get("retention_days"));
    assertEquals(250L, session.get("conflict_window_ms"));
    assertEquals(Map.of("p", 4.0, "free", -1.5, "q", 6.5), session.get("state"));
    assertEquals(made.json().get("schema"), session.get("schema"));
    assertEquals(Map.of("computed", "p * 2 + free", "label", "Double"), ((Map<?, ?>) session.get("schema")).get("q"));
    assertEquals(List.of(), session.get("users"));
    assertEquals(List.of(), session.get("conflicts"));
    assertEquals(0L, session.get("current_seq"));
    assertEquals(0L, session.get("user_count"));
  }

  @Test
  @DisplayName("[REST6] Without a wish the conflict window is the configured one")
  void usualWindow() throws Exception {
    assertEquals(700L, server.post("/api/v1/sessions", "{}").json().get("conflict_window_ms"));
  }

  @Test
  @DisplayName("[REST6] An id that exists is not made a second time")
  void taken() throws Exception {
    assertEquals(200, server.post("/api/v1/sessions", "{\"session_id\":\"once\",\"name\":\"first\"}").status());
    var second = server.post("/api/v1/sessions", "{\"session_id\":\"once\",\"name\":\"second\"}");
    assertEquals(409, second.status());
    assertEquals("id_taken", second.json().get("code"));
    assertEquals("first", server.get("/api/v1/sessions/once").json().get("name"));
  }

  @Test
  @DisplayName("[REST8] A session tells its place, its values and who is here")
  void reads() throws Exception {
    Visitor ada = server.join("reading", "anon_ada");
    ada.set("mu", 0.6);
    Map<String, Object> session = server.get("/api/v1/sessions/reading").json();
    assertEquals(1L, session.get("user_count"));
    assertEquals(2L, session.get("current_seq"));
    Map<?, ?> state = (Map<?, ?>) session.get("state");
    assertEquals(List.of("mu", "omega", "kappa", "beta"), new ArrayList<>(state.keySet()));
    assertEquals(1 - 0.6 - 10.8 * 0.0207, (double) state.get("beta"), 1e-12);
    Map<?, ?> user = (Map<?, ?>) ((List<?>) session.get("users")).get(0);
    assertEquals("anon_ada", user.get("id"));
    assertEquals("host", user.get("role"));
    assertEquals(1L, user.get("connections"));
    assertEquals("active", user.get("status"));
    assertTrue(user.containsKey("avatar"));
    ada.leave();
    server.awaitSeq("reading", 3);
    assertEquals(0L, server.get("/api/v1/sessions/reading").json().get("user_count"));
    assertEquals(List.of(), server.get("/api/v1/sessions/reading").json().get("users"));
  }

  @Test
  @DisplayName("[REST8] An unknown session is 404 Session not found")
  void unknown() throws Exception {
    var reply = server.get("/api/v1/sessions/nobody-made-me");
    assertEquals(404, reply.status());
    assertEquals("Session not found", reply.json().get("detail"));
    assertEquals("not_found", reply.json().get("code"));
  }

  @Test
  @DisplayName("[REST7] The list turns its pages by a Link header, sessions with a connection first, each exactly once")
  void pages() throws Exception {
    try (RestServer own = new RestServer(true, "")) {
      for (String id : List.of("a1", "b2", "c3", "d4", "e5")) {
        own.post("/api/v1/sessions", "{\"session_id\":\"" + id + "\",\"visibility\":\"public\"}");
      }
      own.join("d4", "anon_x");
      own.join("b2", "anon_x");
      List<Object> ids = new ArrayList<>();
      String path = "/api/v1/sessions?limit=2";
      int pages = 0;
      while (!path.isEmpty()) {
        var page = own.get(path);
        assertEquals(200, page.status(), page.text());
        page.array().forEach(session -> ids.add(session.get("session_id")));
        Matcher next = Pattern.compile("<(\\?[^>]+)>; rel=\"next\"").matcher(page.header("Link"));
        path = next.find() ? "/api/v1/sessions" + next.group(1) : "";
        assertTrue(++pages <= 3, "pages without end");
      }
      assertEquals(List.of("b2", "d4", "a1", "c3", "e5"), ids);
    }
  }

  @Test
  @DisplayName("[REST60] The link to the next page names its query alone: it is right behind whatever proxy")
  void linksAreRelative() throws Exception {
    try (RestServer own = new RestServer(true, "/below")) {
      for (String id : List.of("a1", "b2")) {
        own.post("/api/v1/sessions", "{\"session_id\":\"" + id + "\",\"visibility\":\"public\",\"name\":\"A & B\"}");
      }
      var page = own.send(own.to("/api/v1/sessions?limit=1&q=A%20%26%20B").header("X-Forwarded-Host", "tutti.example.org"));
      String query = page.header("Link").replaceAll("^<\\?(.*)>; rel=\"next\"$", "$1");
      assertEquals(List.of("cursor=a1", "limit=1", "q=A%20%26%20B"), java.util.Arrays.stream(query.split("&")).sorted().toList());
    }
  }

  @Test
  @DisplayName("[REST7] A page has at most a hundred sessions, however many are wished")
  void boundedPages() throws Exception {
    try (RestServer own = new RestServer(true, "")) {
      for (int i = 0; i < 101; i++) {
        own.post("/api/v1/sessions", "{\"session_id\":\"s" + (100 + i) + "\",\"visibility\":\"public\"}");
      }
      var page = own.get("/api/v1/sessions?limit=1000");
      assertEquals(100, page.array().size());
      assertTrue(page.header("Link").contains("rel=\"next\""), page.header("Link"));
      assertEquals(List.of("s200"), ids(own.get("/api/v1/sessions?limit=1000&cursor=s199")));
    }
  }

  @Test
  @DisplayName("[REST7] [REST33] A private session is in nobody's list but its creator's; one for members is nobody else's to read")
  void secret() throws Exception {
    String kim = server.tokens.of("user_kim");
    String ann = server.tokens.of("anon_ann");
    server.post("/api/v1/sessions", "{\"session_id\":\"secret\",\"visibility\":\"private\",\"admission\":\"members\"}", kim);
    server.post("/api/v1/sessions", "{\"session_id\":\"linked\"}", ann);
    server.post("/api/v1/sessions", "{\"session_id\":\"nobodys\"}");
    server.join("nobodys", "anon_zoe");
    server.post("/api/v1/sessions", "{\"session_id\":\"shown\",\"visibility\":\"public\"}", kim);
    assertFalse(ids(server.get("/api/v1/sessions?limit=1000")).contains("secret"));
    assertTrue(ids(server.get("/api/v1/sessions?limit=1000")).contains("shown"));
    assertTrue(ids(server.get("/api/v1/sessions?limit=1000", kim)).contains("secret"));
    assertEquals(200, server.get("/api/v1/sessions/secret", kim).status());
    assertEquals(404, server.get("/api/v1/sessions/secret").status());
    for (String other : List.of(kim, server.tokens.of("anon_ben"))) {
      assertFalse(ids(server.get("/api/v1/sessions?limit=1000", other)).contains("linked"));
      assertFalse(ids(server.get("/api/v1/sessions?limit=1000", other)).contains("nobodys"));
      assertEquals(200, server.get("/api/v1/sessions/linked", other).status(), "who knows the id reads it");
    }
    assertTrue(ids(server.get("/api/v1/sessions?limit=1000", ann)).contains("linked"));
    assertTrue(ids(server.get("/api/v1/sessions?limit=1000", server.tokens.of("anon_zoe"))).contains("nobodys"));
  }

  @Test
  @DisplayName("[REST6] Who says nothing about who comes in lets in who has the link, with an account as without")
  void admission() throws Exception {
    for (String token : List.of(server.tokens.of("user_kim"), server.tokens.of("anon_ann"))) {
      for (String visibility : List.of("private", "team", "public")) {
        String id = "usual-" + visibility + "-" + token;
        server.post("/api/v1/sessions", "{\"session_id\":\"" + id + "\",\"visibility\":\"" + visibility + "\"}", token);
        assertEquals("link", server.get("/api/v1/sessions/" + id).json().get("admission"), visibility);
      }
    }
  }

  @Test
  @DisplayName("[TEAM10] Only a member puts a session into a team; anybody else is answered the same whether there is such a team or not")
  void foreignTeam() throws Exception {
    String kim = server.tokens.of("user_kim");
    server.teams.put(new UserId("user_kim"), "team_a");
    server.teams.put(new UserId("user_lee"), "team_b");
    List<String> refusals = new ArrayList<>();
    for (String team : List.of("team_a", "nowhere")) {
      String body = "{\"visibility\":\"team\",\"team_id\":\"" + team + "\"}";
      for (String path : List.of("/api/v1/sessions", "/api/stories")) {
        for (var refused : List.of(server.post(path, body), server.post(path, body, server.tokens.of("anon_ann")),
            server.post(path, body, server.tokens.of("user_lee")))) {
          assertEquals(403, refused.status(), path + refused.text());
          refusals.add((String) refused.json().get("detail"));
        }
      }
    }
    server.post("/api/v1/sessions", "{\"session_id\":\"kims-own\"}", kim);
    server.put("/api/v1/sessions/kims-own/participants/user_lee", "{\"role\":\"host\"}", kim);
    for (String team : List.of("team_a", "nowhere")) {
      var refused = server.patch("/api/v1/sessions/kims-own", "{\"team_id\":\"" + team + "\"}", server.tokens.of("user_lee"));
      assertEquals(403, refused.status(), refused.text());
      refusals.add((String) refused.json().get("detail"));
    }
    assertEquals(1, new java.util.HashSet<>(refusals).size(), refusals.toString());
    assertEquals(200, server.patch("/api/v1/sessions/kims-own", "{\"team_id\":\"team_a\"}", kim).status());
    assertEquals(List.of(), ids(server.get("/api/v1/sessions?limit=1000", server.tokens.of("user_max"))).stream()
        .filter(id -> id.equals("kims-own")).toList());
  }

  @Test
  @DisplayName("[REST7] What a team may see is in the list of everybody in that team, and of nobody else but its creator")
  void ofTeam() throws Exception {
    String kim = server.tokens.of("user_kim");
    server.teams.put(new UserId("user_kim"), "team_a");
    server.teams.put(new UserId("user_lee"), "team_a");
    server.teams.put(new UserId("user_max"), "team_b");
    server.post("/api/v1/sessions", "{\"session_id\":\"of-a\",\"visibility\":\"team\",\"team_id\":\"team_a\"}", kim);
    assertTrue(ids(server.get("/api/v1/sessions?limit=1000", server.tokens.of("user_lee"))).contains("of-a"));
    assertTrue(ids(server.get("/api/v1/sessions?limit=1000", kim)).contains("of-a"));
    assertFalse(ids(server.get("/api/v1/sessions?limit=1000", server.tokens.of("user_max"))).contains("of-a"));
    assertFalse(ids(server.get("/api/v1/sessions?limit=1000")).contains("of-a"));
  }

  @Test
  @DisplayName("[REST7] The list is searched by what is said about sessions now, and by their status; with words for nothing it is all")
  void searched() throws Exception {
    String kim = server.tokens.of("user_kim");
    server.post("/api/v1/sessions", "{\"session_id\":\"q1\",\"name\":\"Evening Rehearsal\",\"visibility\":\"public\"}", kim);
    server.post("/api/v1/sessions", "{\"session_id\":\"q2\",\"visibility\":\"public\"}", kim);
    server.patch("/api/v1/sessions/q2", "{\"tags\":[\"rehearsal room\"],\"status\":\"done\"}", kim);
    assertEquals(List.of("q1", "q2"), ids(server.get("/api/v1/sessions?q=REHEARSAL")));
    assertEquals(List.of("q2"), ids(server.get("/api/v1/sessions?q=rehearsal&status=done")));
    assertEquals(List.of(), ids(server.get("/api/v1/sessions?q=nothing-is-called-that")));
    assertTrue(ids(server.get("/api/v1/sessions?q=%20")).containsAll(List.of("q1", "q2")));
    server.patch("/api/v1/sessions/q1", "{\"visibility\":\"private\"}", kim);
    assertEquals(List.of("q2"), ids(server.get("/api/v1/sessions?q=rehearsal")));
  }

  private static List<Object> ids(RestServer.Reply reply) {
    return reply.array().stream().map(session -> session.get("session_id")).toList();
  }

  @Test
  @DisplayName("[REST14] Anybody deletes a session whose hosts never had a token, and everybody in it is sent away")
  void deletesOpen() throws Exception {
    Visitor ada = Visitor.guest(server.hub, "opened", "anon_ada");
    var reply = server.delete("/api/v1/sessions/opened");
    assertEquals(200, reply.status(), reply.text());
    assertEquals(Map.of("status", "deleted", "session_id", "opened"), reply.json());
    assertEquals(Ending.DELETED, ada.ending());
    assertEquals(410, server.get("/api/v1/sessions/opened").status());
    assertEquals(410, server.delete("/api/v1/sessions/opened").status());
  }

  @Test
  @DisplayName("[REST14] A session with a signed-in host is deleted by that host's token only")
  void deletesGoverned() throws Exception {
    String kim = server.tokens.of("user_kim");
    server.post("/api/v1/sessions", "{\"session_id\":\"governed\"}", kim);
    assertEquals(401, server.delete("/api/v1/sessions/governed").status());
    var other = server.delete("/api/v1/sessions/governed", server.tokens.of("user_lee"));
    assertEquals(403, other.status());
    assertEquals("forbidden", other.json().get("code"));
    assertEquals(200, server.delete("/api/v1/sessions/governed", kim).status());
  }

  @Test
  @DisplayName("[REST14] [REST15] An anonymous host's session is exported and deleted, and its history dropped, by that host's token only")
  void deletesAnonymouslyGoverned() throws Exception {
    String ada = server.tokens.of("anon_ada");
    for (boolean made : List.of(true, false)) {
      String id = made ? "ada-made" : "ada-joined";
      if (made) {
        server.post("/api/v1/sessions", "{\"session_id\":\"" + id + "\",\"admission\":\"link\"}", ada);
      } else {
        server.join(id, "anon_ada").leave();
        server.awaitSeq(id, 2);
      }
      for (String path : List.of("/api/v1/sessions/", "/api/v1/history/")) {
        assertEquals(401, server.delete(path + id).status(), path);
        assertEquals(403, server.delete(path + id, server.tokens.of("anon_bob")).status(), path);
      }
      assertEquals(401, server.get("/api/v1/sessions/" + id + "/export").status());
      assertEquals(403, server.get("/api/v1/sessions/" + id + "/export", server.tokens.of("anon_bob")).status());
      assertEquals(200, server.delete("/api/v1/history/" + id, ada).status());
      assertEquals(200, server.delete("/api/v1/sessions/" + id, ada).status());
    }
  }

  @Test
  @DisplayName("[REST14] [REST15] [DP1] An operator exports and deletes any session, where a host's token is lost")
  void operator() throws Exception {
    server.post("/api/v1/sessions", "{\"session_id\":\"lost\",\"admission\":\"members\"}", server.tokens.of("anon_lost"));
    assertEquals(404, server.delete("/api/v1/sessions/lost", server.tokens.of("anon_bob")).status());
    assertEquals(401, server.delete("/api/v1/sessions/lost", RestServer.ADMIN + "x").status());
    assertEquals(200, server.get("/api/v1/sessions/lost/export", RestServer.ADMIN).status());
    assertEquals(200, server.delete("/api/v1/history/lost", RestServer.ADMIN).status());
    assertEquals(200, server.delete("/api/v1/sessions/lost", RestServer.ADMIN).status());
    assertEquals(410, server.delete("/api/v1/sessions/lost", RestServer.ADMIN).status());
  }

  @Test
  @DisplayName("[REST14] Who became host by joining first, signed in, keeps the session from strangers after leaving")
  void keptHost() throws Exception {
    Visitor kim = server.join("kept-host", "user_kim");
    kim.leave();
    server.awaitSeq("kept-host", 2);
    assertEquals(401, server.delete("/api/v1/sessions/kept-host").status());
    assertEquals(200, server.delete("/api/v1/sessions/kept-host", server.tokens.of("user_kim")).status());
  }

  @Test
  @DisplayName("[REST4] A bad token is 401 everywhere, also where none would do")
  void badToken() throws Exception {
    for (String path : List.of("/api/v1/sessions", "/api/v1/sessions/x", "/api/v1/history/x", "/api/v1/history/active",
        "/api/v1/sessions/x/events", "/api/v1/sessions/x/at/0", "/api/v1/sessions/x/participants")) {
      var reply = server.get(path, "forged");
      assertEquals(401, reply.status(), path);
      assertEquals("Invalid or expired token", reply.json().get("detail"));
      assertEquals("unauthenticated", reply.json().get("code"));
      assertEquals("Bearer", reply.header("WWW-Authenticate"));
    }
    assertEquals(401, server.post("/api/v1/sessions", "{}", "forged").status());
    assertEquals(401, server.delete("/api/v1/sessions/x", "forged").status());
    assertEquals(401, server.send(server.to("/api/v1/sessions").header("Authorization", "Basic a2ltOnB3")).status());
  }

  @Test
  @DisplayName("[REST4] Where anonymous access is off, nothing is read or made without a token")
  void anonymousOff() throws Exception {
    try (RestServer closed = new RestServer(false, "")) {
      String kim = closed.tokens.of("user_kim");
      assertEquals(401, closed.post("/api/v1/sessions", "{}").status());
      assertEquals(200, closed.post("/api/v1/sessions", "{\"session_id\":\"s\"}", kim).status());
      for (String path : List.of("/api/v1/sessions", "/api/v1/sessions/s", "/api/v1/history/s", "/api/v1/history/active",
          "/api/v1/history/s/full", "/api/v1/history/s/metadata", "/api/v1/sessions/s/events", "/api/v1/sessions/s/at/0",
          "/api/v1/sessions/s/participants")) {
        assertEquals(401, closed.get(path).status(), path);
        assertEquals(200, closed.get(path, kim).status(), path);
      }
      assertEquals(401, closed.delete("/api/v1/sessions/s").status());
      assertEquals(401, closed.delete("/api/v1/history/unknown").status());
      assertEquals(403, closed.post("/api/v1/auth/anonymous", "{}").status());
      assertNull(closed.get("/api/v1/sessions/s", kim).json().get("name"));
    }
  }
}
