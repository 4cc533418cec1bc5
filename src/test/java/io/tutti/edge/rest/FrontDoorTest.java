package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.rest.http.HeadersFilter;
import io.tutti.edge.rest.http.RestSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FrontDoorTest {

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
  @DisplayName("[REST24] [STORE6] Health counts sessions and connections, and answers HEAD")
  void health() throws Exception {
    try (RestServer own = new RestServer(true, "")) {
      own.join("a", "anon_x");
      own.join("a", "anon_x");
      own.join("b", "anon_y");
      var reply = own.get("/health");
      assertEquals(200, reply.status());
      assertEquals(Map.of("status", "healthy", "service", "tutti", "version", "9.9.9", "active_sessions", 2L,
          "total_connections", 3L, "checks", Map.of("storage", "ok", "journal", "ok", "backlog", "ok")), reply.json());
      assertEquals("no-store", reply.header("Cache-Control"));
      var head = own.send(own.to("/health").method("HEAD", BodyPublishers.noBody()));
      assertEquals(200, head.status());
      assertEquals("", head.text());
    }
  }

  @Test
  @DisplayName("[REST25] With a broken journal the server is alive and degraded, but not ready")
  void ready() throws Exception {
    try (RestServer own = new RestServer(true, "")) {
      assertEquals(200, own.get("/health/ready").status());
      own.journal.breakDown(true);
      var ready = own.get("/health/ready");
      assertEquals(503, ready.status());
      assertEquals("degraded", ready.json().get("status"));
      assertEquals(Map.of("storage", "The storage does not answer", "journal", "The storage does not answer", "backlog", "ok"), ready.json().get("checks"));
      assertEquals(200, own.get("/health").status());
      assertEquals("degraded", own.get("/health").json().get("status"));
      assertEquals(200, own.get("/health/live").status());
    }
  }

  @Test
  @DisplayName("[REST61] What is only read refuses other methods with those that there are")
  void methods() throws Exception {
    try (RestServer own = new RestServer(true, "")) {
      for (String path : List.of("/", "/trilogic", "/health", "/health/live", "/health/ready", "/ws/stats")) {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "BREW")) {
          var refused = own.send(own.to(path).method(method, BodyPublishers.noBody()));
          assertEquals(405, refused.status(), method + " " + path);
          assertEquals("GET, HEAD, OPTIONS", refused.header("Allow"));
          assertEquals("Method Not Allowed", refused.json().get("detail"));
        }
        assertEquals("GET, HEAD, OPTIONS", own.send(own.to(path).method("OPTIONS", BodyPublishers.noBody())).header("Allow"));
      }
    }
  }

  @Test
  @DisplayName("[REST26] At the front door people get the page and programs the addresses")
  void frontDoor() throws Exception {
    var program = server.get("/");
    assertEquals("application/json", program.type());
    assertEquals(Map.of("service", "Tutti", "version", "9.9.9", "docs", "/music/api/docs", "health", "/music/health",
        "websocket", "/music/api/v1/session/connect/{session_id}"), program.json());
    var person = server.send(server.to("/").header("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"));
    assertEquals(RestServer.PAGE, person.text());
    assertTrue(person.type().startsWith("text/html"));
    assertTrue(person.response().headers().allValues("Vary").toString().contains("Accept"));
    assertEquals("application/json", server.send(server.to("/").header("Accept", "text/html;q=0, */*")).type());
    assertEquals(RestServer.PAGE, server.get("/trilogic?session=abc").text());
  }

  @Test
  @DisplayName("[REST28] Every answer has the headers; files are asked for again each time, answers of routes never kept")
  void headers() throws Exception {
    String digest = Base64.getEncoder().encodeToString(
        MessageDigest.getInstance("SHA-256").digest("{\"imports\": {}}".getBytes()));
    for (String path : List.of("/", "/trilogic", "/index.html", "/first.js", "/health", "/api/v1/sessions", "/api/docs", "/nothing")) {
      var reply = server.get(path);
      String policy = reply.header("Content-Security-Policy");
      assertTrue(policy.contains("default-src 'self'; script-src 'self' 'sha256-" + digest + "';"), policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
      assertEquals("nosniff", reply.header("X-Content-Type-Options"), path);
      assertEquals("same-origin", reply.header("Referrer-Policy"), path);
      boolean route = path.startsWith("/api/") || path.startsWith("/health");
      assertEquals(route ? "no-store" : "no-cache", reply.header("Cache-Control"), path);
    }
    assertFalse(server.get("/first.js").header("ETag").isEmpty());
  }

  @Test
  @DisplayName("[REST28] Scripts of the page that have a source are named by it, not by a digest")
  void digests() {
    assertEquals("", HeadersFilter.hashes("<script src=\"a.js\"></script><script type=module src='b.js'></script>"));
    assertEquals(HeadersFilter.hashes("<script>a\nb</script>"), HeadersFilter.hashes("<script>a\r\nb</script>"));
    assertEquals(2, HeadersFilter.hashes("<script>1</script><SCRIPT async>2</SCRIPT>").split("sha256-").length - 1);
  }

  @Test
  @DisplayName("[REST29] The launcher's classes are not served")
  void launcher() throws Exception {
    for (String path : List.of("/io/tutti/launch/Launcher.class", "/io/tutti/launch/", "/io/tutti/x")) {
      var reply = server.get(path);
      assertEquals(404, reply.status(), path);
      assertEquals("not_found", reply.json().get("code"));
    }
  }

  @Test
  @DisplayName("[REST27] A page of a configured origin may read; the preflight says what it may send")
  void listedOrigin() throws Exception {
    var reply = server.send(server.to("/api/v1/sessions").header("Origin", RestServer.ORIGIN));
    assertEquals(RestServer.ORIGIN, reply.header("Access-Control-Allow-Origin"));
    assertTrue(reply.response().headers().allValues("Vary").contains("Origin"));
    var preflight = preflight(RestServer.ORIGIN);
    assertEquals(204, preflight.status());
    assertEquals(RestServer.ORIGIN, preflight.header("Access-Control-Allow-Origin"));
    assertTrue(preflight.header("Access-Control-Allow-Methods").contains("DELETE"));
    assertTrue(preflight.header("Access-Control-Allow-Headers").contains("Authorization"));
  }

  @Test
  @DisplayName("[REST27] To a page of any other origin nothing is allowed")
  void otherOrigin() throws Exception {
    for (String origin : List.of("https://evil.example", "null", RestServer.ORIGIN + ".evil.example", "http://pages.example.org")) {
      var reply = server.send(server.to("/api/v1/sessions").header("Origin", origin));
      assertEquals("", reply.header("Access-Control-Allow-Origin"), origin);
      assertTrue(reply.response().headers().allValues("Vary").contains("Origin"));
      assertEquals("", preflight(origin).header("Access-Control-Allow-Origin"));
      assertEquals("", preflight(origin).header("Access-Control-Allow-Methods"));
    }
  }

  private static RestServer.Reply preflight(String origin) throws Exception {
    return server.send(server.to("/api/v1/sessions/x").header("Origin", origin)
        .header("Access-Control-Request-Method", "DELETE").method("OPTIONS", BodyPublishers.noBody()));
  }

  @Test
  @DisplayName("[REST27] An origin that is none stops the start")
  void badOrigins() {
    for (String origin : List.of("*", "example.org", "https://example.org/path", "https://*.example.org")) {
      assertThrows(IllegalArgumentException.class, () -> new RestSettings("1", true, true, true, List.of(origin), false, 500, 200, 1_000), origin);
    }
  }
}
