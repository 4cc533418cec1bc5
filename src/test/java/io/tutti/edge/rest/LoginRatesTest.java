package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tutti.edge.rest.http.LoginRates;
import io.tutti.edge.rest.http.Problem;
import io.tutti.hub.RateLimiter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoginRatesTest {

  private static final long SECOND = 1_000_000_000L;

  private static RestServer.Reply login(RestServer server, String path, String email) throws Exception {
    return server.post(path, "{\"email\":\"" + email + "\",\"password\":\"guess-it\"}");
  }

  @Test
  @DisplayName("[ACC10] One account's password is tried so often in a minute, by whatever name and route; then 429 says when again")
  void perAccount() throws Exception {
    try (RestServer server = RestServer.withLogins(true, true, 3, 1_000)) {
      assertEquals(401, login(server, "/api/auth/login", "kim@example.com").status());
      assertEquals(401, login(server, "/api/v1/auth/login", "KIM@example.com").status());
      assertEquals(401, login(server, "/api/auth/login", "ｋｉｍ@example.com").status());
      int compared = server.passwords.compared();
      var refused = login(server, "/api/auth/login", "kim@example.com");
      assertEquals(429, refused.status());
      assertEquals("20", refused.header("Retry-After"));
      assertEquals("rate_limited", refused.json().get("code"));
      assertEquals(429, login(server, "/api/v1/auth/login", "kim@example.com").status());
      assertEquals(compared, server.passwords.compared());
      assertEquals(401, login(server, "/api/auth/login", "lee@example.com").status());
      server.loginClock.addAndGet(20 * SECOND);
      assertEquals(401, login(server, "/api/auth/login", "kim@example.com").status());
      assertEquals(429, login(server, "/api/auth/login", "kim@example.com").status());
    }
  }

  @Test
  @DisplayName("[ACC10] One address tries so many accounts in a minute, and registers as many; changing a password counts too")
  void perAddress() throws Exception {
    try (RestServer server = RestServer.withLogins(true, true, 1_000, 4)) {
      String kim = "{\"email\":\"kim@example.com\",\"username\":\"kim\",\"password\":\"password-1\"}";
      String token = (String) server.post("/api/auth/register", kim).json().get("access_token");
      assertEquals(401, login(server, "/api/auth/login", "a@example.com").status());
      assertEquals(400, server.post("/api/auth/change-password?current_password=x&new_password=y", "", token).status());
      assertEquals(400, server.delete("/api/auth/account?password=x", token).status());
      assertEquals(429, server.post("/api/auth/register", kim).status());
      assertEquals(429, login(server, "/api/auth/login", "b@example.com").status());
      assertEquals(429, server.post("/api/auth/change-password?current_password=x&new_password=y", "", token).status());
      assertEquals(429, server.delete("/api/auth/account?password=x", token).status());
      assertEquals(200, server.get("/api/auth/me", token).status());
    }
  }

  @Test
  @DisplayName("[ACC10] Beyond ten thousand names that are busy, the others share one allowance")
  void bounded() {
    AtomicLong clock = new AtomicLong();
    LoginRates rates = new LoginRates(1, 1_000_000, clock::get);
    for (int i = 0; i <= RateLimiter.MAX_KEYS; i++) {
      rates.admit("here", "account " + i);
    }
    assertThrows(Problem.class, () -> rates.admit("here", "one more"));
    clock.addAndGet(61 * SECOND);
    rates.admit("here", "one more");
  }
}
