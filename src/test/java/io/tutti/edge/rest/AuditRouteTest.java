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
        "session:export done", "session:create done"), told("?session=s"));
    assertEquals(List.of("session:delete refused: 403"), told("?user=ben"));
  }

  @Test
  @DisplayName("[DP21] However the address of a route is written, what is done by it is noted")
  void everyWayOfWriting() throws Exception {
    String host = server.tokens.of("ada");
    server.post("/api/v1/sessions", "{\"session_id\":\"s\"}", host);
    assertEquals(200, server.get("/api/v1/sessions/s/export/", host).status());
    assertEquals(200, server.get("/api/v1/sessions/s/export;x=1", host).status());
    assertEquals(200, server.get("/api/v1;a=b/sessions/%73/export", host).status());
    assertEquals(200, server.delete("/api/v1/sessions/s/", host).status());
    assertEquals(
        List.of("session:delete done", "session:export done", "session:export done", "session:export done", "session:create done"),
        told("?session=s"));
  }

  @Test
  @DisplayName("[DP22] Transfers, bans, links, invitations, visibility and admission are noted once each, with where they come from")
  void whatGovernsASession() throws Exception {
    String host = server.tokens.of("ada");
    server.post("/api/v1/sessions", "{\"session_id\":\"s\"}", host);
    server.join("s", "user_ben");
    String session = "/api/v1/sessions/s";
    String invite = (String) server.post(session + "/invites", "{}", host).json().get("id");
    server.delete(session + "/invites/" + invite, host);
    server.patch(session, "{\"visibility\":\"public\",\"title\":\"Waves\"}", host);
    server.patch("/api/sessions/s", "{\"admission\":\"members\"}", host);
    server.patch(session, "{\"title\":\"More waves\"}", host);
    server.post(session + "/link", "", host);
    server.delete(session + "/participants/user_eve?ban=true", host);
    server.delete(session + "/bans/user_eve", host);
    server.post(session + "/bans", "{\"user_id\":\"user_zoe\"}", host);
    server.post(session + "/participants/user_ben/transfer", "", host);
    server.put(session + "/participants/user_zoe", "{\"role\":\"host\"}", host);
    List<String> told = new java.util.ArrayList<>(told("?session=s"));
    java.util.Collections.reverse(told);
    assertEquals(List.of("session:create done", "invite:create done", "invite:revoke done", "session:visibility done",
        "session:admission done", "session:admission done", "link:renew done", "participant:ban done", "participant:unban done",
        "participant:ban done", "participant:transfer done", "participant:role refused: forbidden"), told);
    for (Map<String, Object> line : audit("?session=s")) {
      assertEquals(List.of("ada", "127.0.0.1"), List.of(line.get("user"), line.get("address")), line.toString());
    }
  }

  @Test
  @DisplayName("[DP22] What is refused before a command is decided is noted for the route")
  void refusedBeforeACommand() throws Exception {
    String host = server.tokens.of("ada");
    server.post("/api/v1/sessions", "{\"session_id\":\"s\",\"admission\":\"members\",\"visibility\":\"private\"}", host);
    server.put("/api/v1/sessions/s/participants/user_eve", "{\"role\":\"host\"}", server.tokens.of("user_eve"));
    server.post("/api/v1/sessions/s/bans", "{\"user_id\":\"ada\"}", server.tokens.of("user_eve"));
    server.delete("/api/v1/sessions/s/participants/ada");
    assertEquals(List.of("participant:kick refused: 401", "participant:ban refused: 404", "participant:role refused: 404",
        "session:create done"), told("?session=s"));
  }

  @Test
  @DisplayName("[DP21] Teams, their members and requests, tokens that are renewed and passwords are noted with who did it")
  void accountsAndTeams() throws Exception {
    String body = "{\"email\":\"%1$s@example.com\",\"username\":\"%1$s\",\"password\":\"password-1\"%2$s}";
    var kim = server.post("/api/auth/register", body.formatted("kimberly", ",\"team_name\":\"Blue\"")).json();
    String token = (String) kim.get("access_token");
    String user = (String) ((Map<?, ?>) kim.get("user")).get("id");
    String team = (String) ((Map<?, ?>) kim.get("user")).get("team_id");
    server.patch("/api/teams/" + team, "{\"description\":\"ours\"}", token);
    server.post("/api/teams/" + team + "/members", "{\"email\":\"ben@example.com\",\"username\":\"benjamin\"}", token);
    server.post("/api/auth/refresh", "", token);
    server.post("/api/v1/auth/refresh", "{\"token\":\"" + token + "\"}");
    server.post("/api/auth/change-password", "{\"current_password\":\"wrong\",\"new_password\":\"password-2\"}", token);
    List<String> told = new java.util.ArrayList<>(told("?user=" + user));
    java.util.Collections.reverse(told);
    assertEquals(List.of("register done", "team:create done", "team:update done", "team:add done", "token:renew done",
        "token:renew done", "password:change refused: 400"), told);
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
