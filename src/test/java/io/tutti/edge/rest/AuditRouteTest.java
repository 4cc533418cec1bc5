package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.rest.http.Operators;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditRouteTest {

  private RestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RestServer(true, "/music");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private List<Map<String, Object>> audit(String query) throws Exception {
    server.audit.flush();
    RestServer.Reply reply = server.get("/api/v1/audit" + query, RestServer.ADMIN);
    assertEquals(200, reply.status(), reply.text());
    return reply.array();
  }

  private List<String> told(String query) throws Exception {
    return audit(query).stream().map(line -> line.get("action") + " " + line.get("outcome")).toList();
  }

  @Test
  @DisplayName("[DP9] Logins are noted with who came in, refused ones without; no line has a name, an address of mail or a password")
  void logins() throws Exception {
    server.post("/api/auth/register", "{\"email\":\"kim@example.com\",\"username\":\"kimberly\",\"password\":\"password-1\"}");
    server.post("/api/auth/login", "{\"email\":\"kim@example.com\",\"password\":\"password-2\"}");
    server.post("/api/v1/auth/login", "{\"email\":\"kim@example.com\",\"password\":\"password-1\"}");
    assertEquals(List.of("login done", "login refused: 401", "register done"), told(""));
    List<Map<String, Object>> lines = audit("?limit=4");
    String kim = (String) lines.get(1).get("user");
    assertTrue(kim != null && kim.equals(lines.get(3).get("user")), lines.toString());
    assertNull(lines.get(2).get("user"));
    assertEquals("127.0.0.1", lines.get(1).get("address"));
    assertFalse(lines.toString().matches(".*(kimberly|example|password-).*"), lines.toString());
  }

  @Test
  @DisplayName("[DP9] What governs sessions over HTTP is noted with the session, also what is refused; reading is not")
  void sessions() throws Exception {
    String host = server.tokens.of("ada");
    server.post("/api/v1/sessions", "{\"session_id\":\"s\"}", host);
    server.get("/api/v1/sessions/s", host);
    server.get("/api/v1/sessions/s/export", host);
    server.delete("/api/v1/sessions/s", server.tokens.of("ben"));
    server.put("/api/v1/sessions/s/participants/ben", "{\"role\":\"viewer\"}", host);
    server.delete("/api/v1/history/s", host);
    server.delete("/api/v1/sessions/s", host);
    assertEquals(List.of("session:delete done", "history:delete done", "participant:role done", "session:delete refused: 403",
        "session:export done"), told("?session=s"));
    assertEquals(List.of("session:delete refused: 403"), told("?user=ben"));
  }

  @Test
  @DisplayName("[DP12] The audit log is for operators: another token is 403, none 401, and without an operator there is no such route")
  void operatorsOnly() throws Exception {
    assertEquals(401, server.get("/api/v1/audit").status());
    assertEquals(403, server.get("/api/v1/audit", server.tokens.of("ada")).status());
    assertEquals(403, server.get("/api/v1/audit", RestServer.ADMIN + "x").status());
    assertEquals(422, server.get("/api/v1/audit?limit=0", RestServer.ADMIN).status());
    assertEquals(422, server.get("/api/v1/audit?from=2026-13-01T00:00:00Z", RestServer.ADMIN).status());
    assertEquals(400, server.get("/api/v1/audit?session=a%20b", RestServer.ADMIN).status());
    assertEquals(List.of(), told("?to=2000-01-01T00:00:00.000Z"));
    assertTrue(told("?from=1").contains("audit:read refused: 403"), "attempts are noted");
    try (RestServer closed = RestServer.withLogins(false, true, 10, 10)) {
      assertEquals(404, closed.get("/api/v1/audit", RestServer.ADMIN).status());
    }
    assertThrows(IllegalArgumentException.class, () -> new Operators("short"));
  }
}
