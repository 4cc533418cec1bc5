package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeletedSessionsRouteTest {

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
  @DisplayName("[LOGID5] [LOGID6] What is asked of a deleted session is gone, on every route, until somebody makes it anew")
  void deletedSessionsAreGone() throws Exception {
    server.post("/api/v1/sessions", "{\"session_id\":\"passing\"}");
    server.delete("/api/v1/sessions/passing");
    for (String route : List.of("", "/events", "/state", "/messages", "/documents", "/participants", "/at/0", "/export")) {
      var gone = server.get("/api/v1/sessions/passing" + route);
      assertEquals(410, gone.status(), route);
      assertEquals("gone", gone.json().get("code"), route);
    }
    assertEquals(404, server.get("/api/v1/sessions/never-there").status());
    assertEquals(200, server.post("/api/v1/sessions", "{\"session_id\":\"passing\"}").status());
    assertEquals(200, server.get("/api/v1/sessions/passing").status());
  }
}
