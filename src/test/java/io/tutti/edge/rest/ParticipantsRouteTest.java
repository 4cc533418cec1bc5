package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tutti.hub.Ending;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One session of Kim, the host, with Ada in it. */
class ParticipantsRouteTest {

  private static final String PARTICIPANTS = "/api/v1/sessions/s/participants";

  private RestServer server;
  private String kim;
  private String ada;
  private Visitor adasVisit;

  @BeforeEach
  void start() throws Exception {
    server = new RestServer(true, "");
    kim = server.tokens.of("user_kim");
    ada = server.tokens.of("anon_ada");
    server.post("/api/v1/sessions", "{\"session_id\":\"s\",\"visibility\":\"public\"}", kim);
    adasVisit = server.join("s", "anon_ada");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  @DisplayName("[REST9] Participants are who is here, and who is not but has a role")
  void lists() throws Exception {
    var participants = server.get(PARTICIPANTS).array();
    assertEquals(2, participants.size());
    assertEquals("anon_ada", participants.get(0).get("id"));
    assertEquals("editor", participants.get(0).get("role"));
    assertEquals(1L, participants.get(0).get("connections"));
    assertEquals("user_kim", participants.get(1).get("id"));
    assertEquals("host", participants.get(1).get("role"));
    assertEquals("away", participants.get(1).get("status"));
    assertNull(participants.get(1).get("name"));
    assertEquals(404, server.get("/api/v1/sessions/unknown/participants").status());
  }

  @Test
  @DisplayName("[REST10] A host gives a role, to somebody who is here and to somebody who has never been")
  void gives() throws Exception {
    var given = server.put(PARTICIPANTS + "/anon_ada", "{\"role\":\"viewer\"}", kim);
    assertEquals(200, given.status(), given.text());
    assertEquals(Map.of("session_id", "s", "user_id", "anon_ada", "role", "viewer", "seq", 2L), given.json());
    assertEquals("viewer", server.get(PARTICIPANTS).array().get(0).get("role"));
    assertEquals(200, server.put(PARTICIPANTS + "/user%7Cnew%20one", "{\"role\":\"host\"}", kim).status());
    assertEquals("user|new one", server.get(PARTICIPANTS).array().get(2).get("id"));
  }

  @Test
  @DisplayName("[REST10] Nobody but a host gives roles, the last host keeps its own, and a role must be one")
  void refuses() throws Exception {
    assertEquals(403, server.put(PARTICIPANTS + "/anon_ada", "{\"role\":\"host\"}", ada).status());
    var anybody = server.send(server.to(PARTICIPANTS + "/anon_ada").header("Content-Type", "application/json")
        .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{\"role\":\"host\"}")));
    assertEquals(401, anybody.status());
    assertEquals("Authentication required", anybody.json().get("detail"));
    var last = server.put(PARTICIPANTS + "/user_kim", "{\"role\":\"viewer\"}", kim);
    assertEquals(403, last.status());
    assertEquals("A session keeps at least one host", last.json().get("detail"));
    assertEquals(422, server.put(PARTICIPANTS + "/anon_ada", "{\"role\":\"king\"}", kim).status());
    assertEquals(422, server.put(PARTICIPANTS + "/anon_ada", "{}", kim).status());
    assertEquals(422, server.put(PARTICIPANTS + "/anon_ada", "{\"role\":1}", kim).status());
    assertEquals(400, server.put(PARTICIPANTS + "/" + "x".repeat(129), "{\"role\":\"host\"}", kim).status());
    assertEquals(404, server.put("/api/v1/sessions/unknown/participants/a", "{\"role\":\"host\"}", kim).status());
    assertEquals("editor", server.get(PARTICIPANTS).array().get(0).get("role"));
  }

  @Test
  @DisplayName("[REST10] [ROLE7] In a session without a host nobody who is not in it gives roles, not even to themselves")
  void refusesOutsiders() throws Exception {
    server.post("/api/v1/sessions", "{\"session_id\":\"free\"}");
    String free = "/api/v1/sessions/free/participants";
    for (String user : new String[] {"user_bob", "anon_ada", "user_kim"}) {
      assertEquals(403, server.put(free + "/" + user, "{\"role\":\"host\"}", server.tokens.of("user_bob")).status());
    }
    assertEquals(0, server.get(free).array().size());
    server.join("free", "anon_ada");
    assertEquals(403, server.delete(free + "/anon_ada", server.tokens.of("user_bob")).status());
    assertEquals(200, server.put(free + "/user_bob", "{\"role\":\"host\"}", ada).status());
    assertEquals("host", server.get(free).array().get(1).get("role"));
  }

  @Test
  @DisplayName("[REST11] A host removes somebody, whose connections end; others may not")
  void removes() throws Exception {
    assertEquals(403, server.delete(PARTICIPANTS + "/anon_ada", ada).status());
    assertEquals(401, server.delete(PARTICIPANTS + "/anon_ada").status());
    var removed = server.delete(PARTICIPANTS + "/anon_ada", kim);
    assertEquals(200, removed.status(), removed.text());
    assertEquals("removed", removed.json().get("status"));
    assertEquals(Ending.KICKED, adasVisit.ending());
    assertEquals(1, server.get(PARTICIPANTS).array().size());
    var again = server.delete(PARTICIPANTS + "/anon_ada", kim);
    assertEquals(404, again.status());
    assertEquals("This user is not here", again.json().get("detail"));
    assertEquals(404, server.delete("/api/v1/sessions/unknown/participants/a", kim).status());
  }
}
