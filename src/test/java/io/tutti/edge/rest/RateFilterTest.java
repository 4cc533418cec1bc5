package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.rest.http.Problem;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateFilterTest {

  @Test
  @DisplayName("[REST32] Beyond the burst requests under /api are 429 with Retry-After; health and the page still answer")
  void refuses() throws Exception {
    try (RestServer server = new RestServer(true, "", 1, 3)) {
      for (int i = 0; i < 3; i++) {
        assertEquals(200, server.get("/api/v1/sessions").status());
      }
      for (String path : List.of("/api/v1/sessions", "/api/openapi.json", "/api/nothing")) {
        var refused = server.get(path);
        assertEquals(429, refused.status());
        assertEquals(Problem.MEDIA_TYPE, refused.type());
        assertEquals("rate_limited", refused.json().get("code"));
        assertEquals("Too Many Requests", refused.json().get("title"));
        assertEquals("1", refused.header("Retry-After"));
      }
      assertEquals(200, server.get("/health").status());
      assertEquals(200, server.get("/health/ready").status());
      assertEquals(200, server.get("/").status());
    }
  }

  @Test
  @DisplayName("[REST32] A request counts by where it goes: a WebSocket handshake does not, whatever only looks like one does")
  void handshakes() throws Exception {
    String handshake = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";
    String endpoint = "GET /api/v1/session/connect/room HTTP/1.1\r\n";
    try (RestServer server = new RestServer(true, "", 1, 3)) {
      for (int i = 0; i < 5; i++) {
        assertTrue(server.raw(endpoint + handshake).contains(" 404"), "no endpoint here, but let through");
      }
      assertTrue(server.raw("GET /api/v1/sessions HTTP/1.1\r\n" + handshake).contains(" 200"));
      assertTrue(server.raw(endpoint + "Upgrade: websocket").contains(" 404"));
      assertTrue(server.raw("PUT " + endpoint.substring(4) + handshake).contains(" 404"));
      for (String fake : List.of("GET /api/v1/sessions HTTP/1.1\r\n" + handshake, endpoint + "Upgrade: websocket",
          "GET /api/v1/session/connect HTTP/1.1\r\n" + handshake, "PUT " + endpoint.substring(4) + handshake)) {
        assertTrue(server.raw(fake).contains(" 429"), fake);
      }
    }
  }
}
