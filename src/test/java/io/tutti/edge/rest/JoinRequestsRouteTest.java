package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.rest.http.JoinRequestRates;
import io.tutti.hub.Notice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JoinRequestsRouteTest {

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private static RestServer server;
  private String host;
  private String session;
  private String requests;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void session() throws Exception {
    server.askingClock.addAndGet(MINUTE_NANOS);
    host = server.tokens.of("anon_host");
    session = (String) server.post("/api/v1/sessions", "{\"admission\":\"members\"}", host).json().get("session_id");
    requests = "/api/v1/sessions/" + session + "/requests";
  }

  private static RestServer.Reply ask(String path, String user, String body) throws Exception {
    return server.post(path, body, server.tokens.of(user));
  }

  private List<Map<String, Object>> waiting() throws Exception {
    return server.get(requests, host).array();
  }

  @Test
  @DisplayName("[REQ1] [REQ4] [REQ5] Whoever has a token asks; hosts who are here are told, and find it in the list")
  void asked() throws Exception {
    Visitor ann = server.join(session, "anon_host");
    var reply = ask(requests, "anon_bob", "{\"name\":\" Bob \",\"message\":\"It is me\\nBob\"}");
    assertEquals(202, reply.status(), reply.text());
    Map<String, Object> asked = reply.json();
    assertEquals("Bob", asked.get("name"));
    assertEquals("pending", asked.get("status"));
    Notice.AccessRequested told = ann.told(Notice.AccessRequested.class);
    assertEquals(asked.get("id"), told.requestId());
    assertEquals("It is me\nBob", told.message());
    assertEquals(List.of(asked), waiting());
    String again = (String) ask(requests, "anon_bob", "{\"name\":\"Robert\"}").json().get("id");
    assertEquals(asked.get("id"), again);
    assertEquals(List.of("Robert"), waiting().stream().map(one -> one.get("name")).toList());
    assertEquals(401, server.post(requests, "{}").status());
    assertEquals(404, server.get(requests, server.tokens.of("anon_bob")).status());
    assertEquals(422, ask(requests, "anon_bob", "{\"name\":\"a\\u0007\"}").status());
    assertEquals(422, ask(requests, "anon_bob", "{\"message\":\"" + "x".repeat(501) + "\"}").status());
  }

  @Test
  @DisplayName("[REQ2] The answer tells nothing of whether the session is there, or whether anybody hears of it")
  void alike() throws Exception {
    server.post("/api/v1/sessions/" + session + "/bans", "{\"user_id\":\"anon_banned\"}", host);
    var real = ask(requests, "anon_bob", "{\"name\":\"Bob\"}");
    for (String user : List.of("anon_banned", "anon_bob")) {
      String path = user.equals("anon_bob") ? "/api/v1/sessions/nowhere/requests" : requests;
      var other = ask(path, user, "{\"name\":\"Bob\"}");
      assertEquals(real.status(), other.status());
      assertEquals(real.json().keySet(), other.json().keySet());
      assertEquals("pending", other.json().get("status"));
      String own = path + "/" + other.json().get("id");
      assertEquals("pending", server.get(own, server.tokens.of(user)).json().get("status"));
    }
    assertEquals(Set.of("anon_bob"), Set.copyOf(waiting().stream().map(one -> one.get("user_id")).toList()));
  }

  @Test
  @DisplayName("[REQ5] A request does not pass to a session that is made later under the same id")
  void notInherited() throws Exception {
    String later = "later-" + session;
    ask("/api/v1/sessions/" + later + "/requests", "anon_bob", "{}");
    assertEquals(200, server.post("/api/v1/sessions", "{\"session_id\":\"" + later + "\"}", host).status());
    assertEquals(List.of(), server.get("/api/v1/sessions/" + later + "/requests", host).array());
  }

  @Test
  @DisplayName("[REQ6] [REQ7] A host grants a role or declines, once, and whoever asked learns it")
  void answered() throws Exception {
    for (String grant : List.of("\"viewer\"", "null")) {
      String user = grant.equals("null") ? "anon_cid" : "anon_bob";
      String own = requests + "/" + ask(requests, user, "{}").json().get("id");
      assertEquals(403, server.post(own, "{\"grant\":" + grant + "}", makeEditor("anon_ed")).status());
      assertEquals(422, server.post(own, "{}", host).status());
      assertEquals(422, server.post(own, "{\"grant\":\"king\"}", host).status());
      assertEquals(200, server.post(own, "{\"grant\":" + grant + "}", host).status());
      assertEquals(404, server.post(own, "{\"grant\":" + grant + "}", host).status());
      Map<String, Object> learned = server.get(own, server.tokens.of(user)).json();
      assertEquals(grant.equals("null") ? "declined" : "granted", learned.get("status"));
      assertEquals(grant.equals("null") ? null : "viewer", learned.get("role"));
      assertEquals(404, server.get(own, server.tokens.of("anon_eve")).status());
    }
    assertEquals(List.of(), waiting());
    server.join(session, "anon_bob").leave();
    assertTrue(server.get("/api/v1/sessions/" + session + "/participants", host).text().contains("anon_bob"));
  }

  private String makeEditor(String user) throws Exception {
    server.put("/api/v1/sessions/" + session + "/participants/" + user, "{\"role\":\"editor\"}", host);
    return server.tokens.of(user);
  }

  @Test
  @DisplayName("[REQ3] One address asks ten times a minute")
  void rates() throws Exception {
    for (int i = 0; i < JoinRequestRates.PER_MINUTE; i++) {
      assertEquals(202, ask(requests, "anon_bob", "{}").status());
    }
    assertEquals(429, ask(requests, "anon_bob", "{}").status());
    server.askingClock.addAndGet(MINUTE_NANOS);
    assertEquals(202, ask(requests, "anon_bob", "{}").status());
  }
}
