package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.rest.http.AddressRates;
import io.tutti.edge.rest.http.Problem;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateFilterTest {

  private static final long SECOND = 1_000_000_000L;

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
  @DisplayName("[REST32] A WebSocket handshake is not counted as a request")
  void handshakes() throws Exception {
    try (RestServer server = new RestServer(true, "", 1, 1)) {
      for (int i = 0; i < 5; i++) {
        assertTrue(server.raw("GET /api/v1/sessions HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade").contains(" 200"));
      }
      assertEquals(200, server.get("/api/v1/sessions").status());
      assertEquals(429, server.get("/api/v1/sessions").status());
    }
  }

  @Test
  @DisplayName("[REST32] An allowance grows again with time, up to the burst, and says how long to wait")
  void refills() {
    AddressRates rates = new AddressRates(2, 4, 0);
    for (int i = 0; i < 4; i++) {
      assertEquals(0, rates.take("a", 0));
    }
    assertEquals(1, rates.take("a", 0));
    assertEquals(0, rates.take("a", SECOND / 2));
    assertEquals(1, rates.take("a", SECOND / 2));
    for (int i = 0; i < 4; i++) {
      assertEquals(0, rates.take("a", 1_000 * SECOND));
    }
    assertNotEquals(0, rates.take("a", 1_000 * SECOND));
  }

  @Test
  @DisplayName("[REST32] One address's haste is nobody else's; addresses beyond those that are remembered share one allowance")
  void addresses() {
    AddressRates rates = new AddressRates(1, 2, 0);
    for (int i = 0; i < AddressRates.MAX_ADDRESSES; i++) {
      assertEquals(0, rates.take("address-" + i, 0));
    }
    assertEquals(0, rates.take("address-7", 0));
    assertEquals(1, rates.take("address-7", 0));
    assertEquals(0, rates.take("address-8", 0));
    assertEquals(0, rates.take("one more", 0));
    assertEquals(0, rates.take("yet one more", 0));
    assertEquals(1, rates.take("and another", 0));
    assertEquals(0, rates.take("one more", 10 * SECOND));
    assertEquals(0, rates.take("yet one more", 10 * SECOND));
    assertEquals(0, rates.take("and another", 10 * SECOND));
  }
}
