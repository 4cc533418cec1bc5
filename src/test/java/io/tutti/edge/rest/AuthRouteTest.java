package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthRouteTest {

  private static RestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  @DisplayName("[REST19] Anybody gets an anonymous token, with a name of their own or one made of the id")
  void anonymous() throws Exception {
    var reply = server.post("/api/v1/auth/anonymous", "{}");
    assertEquals(200, reply.status(), reply.text());
    assertEquals(List.of("token", "user_id", "username", "email", "is_anonymous", "expires_at"), List.copyOf(reply.json().keySet()));
    String id = (String) reply.json().get("user_id");
    assertTrue(id.matches("anon_[0-9a-f]{12}"), id);
    assertEquals("User " + id.substring(id.length() - 6), reply.json().get("username"));
    assertEquals(true, reply.json().get("is_anonymous"));
    assertEquals("2026-11-22T00:26:27Z", reply.json().get("expires_at"));
    var named = server.post("/api/v1/auth/anonymous", "{\"username\":\" Zed <b> \",\"color\":\"#fff\"}");
    assertEquals("Zed <b>", named.json().get("username"));
    assertEquals(422, server.send(server.to("/api/v1/auth/anonymous").POST(BodyPublishers.noBody())).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"username\":7}", "{\"username\":{}}", "{\"username\":\"a\\u0000\"}", "{\"username\":\"a\\nb\"}"})
  @DisplayName("[REST19] A name that cannot be printed is 422")
  void badName(String body) throws Exception {
    var reply = server.post("/api/v1/auth/anonymous", body);
    assertEquals(422, reply.status());
    assertEquals(List.of("body", "username"), reply.objects("detail").get(0).get("loc"));
  }

  @Test
  @DisplayName("[REST19] A name of more than 80 characters is 422")
  void longName() throws Exception {
    assertEquals(200, server.post("/api/v1/auth/anonymous", "{\"username\":\"" + "n".repeat(80) + "\"}").status());
    assertEquals(422, server.post("/api/v1/auth/anonymous", "{\"username\":\"" + "n".repeat(81) + "\"}").status());
  }

  @Test
  @DisplayName("[REST20] An anonymous person who shows its token keeps its id under a new name; a bad one is refused")
  void renames() throws Exception {
    Map<String, Object> ada = server.post("/api/v1/auth/anonymous", "{\"username\":\"Ada\"}").json();
    Map<String, Object> renamed =
        server.post("/api/v1/auth/anonymous", "{\"username\":\"Ada L.\"}", (String) ada.get("token")).json();
    assertEquals(ada.get("user_id"), renamed.get("user_id"));
    assertEquals("Ada L.", renamed.get("username"));
    assertEquals(401, server.post("/api/v1/auth/anonymous", "{}", "forged").status());
    Map<String, Object> fromKim = server.post("/api/v1/auth/anonymous", "{}", server.tokens.of("user_kim")).json();
    assertNotEquals("user_kim", fromKim.get("user_id"));
  }

  @Test
  @DisplayName("[REST21] login gives a token for the right password only, and no reason where it is wrong")
  void login() throws Exception {
    var none = server.post("/api/v1/auth/login", "{}");
    assertEquals(400, none.status());
    assertEquals("Email required", none.json().get("detail"));
    var bad = server.post("/api/v1/auth/login", "{\"email\":\"bad\"}");
    assertEquals(422, bad.status());
    assertEquals(List.of("body", "email"), bad.objects("detail").get(0).get("loc"));
    assertEquals("value_error", bad.objects("detail").get(0).get("type"));
    assertEquals(422, server.post("/api/v1/auth/login", "{\"email\":\"" + "a".repeat(300) + "@b.de\"}").status());
    String account = "{\"email\":\"kim@example.com\",\"username\":\"kim\",\"password\":\"password-1\"}";
    String id = (String) ((Map<?, ?>) server.post("/api/auth/register", account).json().get("user")).get("id");
    for (String body : List.of("{\"email\":\"kim@example.com\",\"password\":\"pw\"}", "{\"email\":\"kim@example.com\"}",
        "{\"email\":\"lee@example.com\",\"password\":\"password-1\"}")) {
      var refused = server.post("/api/v1/auth/login", body);
      assertEquals(401, refused.status());
      assertEquals("unauthenticated", refused.json().get("code"));
      assertEquals("Incorrect email or password", refused.json().get("detail"));
    }
    var reply = server.post("/api/v1/auth/login/", "{\"email\":\"KIM@example.com\",\"password\":\"password-1\"}");
    assertEquals(200, reply.status(), reply.text());
    assertEquals(List.of("token", "user_id", "username", "email", "is_anonymous", "expires_at"), List.copyOf(reply.json().keySet()));
    assertEquals(List.of(id, "kim", "kim@example.com", false), List.of(reply.json().get("user_id"), reply.json().get("username"),
        reply.json().get("email"), reply.json().get("is_anonymous")));
    String token = (String) reply.json().get("token");
    assertEquals(id, server.get("/api/v1/auth/me", token).json().get("user_id"));
    assertEquals(200, server.post("/api/v1/auth/refresh", "{\"token\":\"" + token + "\"}").status());
  }

  @Test
  @DisplayName("[REST22] refresh gives the same person a new token")
  void refresh() throws Exception {
    String token = (String) server.post("/api/v1/auth/anonymous", "{\"username\":\"Ada\"}").json().get("token");
    var reply = server.post("/api/v1/auth/refresh", "{\"token\":\"" + token + "\"}");
    assertEquals(200, reply.status());
    assertEquals(List.of("token", "expires_at"), List.copyOf(reply.json().keySet()));
    var me = server.get("/api/v1/auth/me?token=" + reply.json().get("token"));
    assertEquals("Ada", me.json().get("username"));
    var bad = server.post("/api/v1/auth/refresh", "{\"token\":\"bad\"}");
    assertEquals(401, bad.status());
    assertEquals("Invalid or expired token", bad.json().get("detail"));
    assertEquals(List.of("body", "token"), server.post("/api/v1/auth/refresh", "{}").objects("detail").get(0).get("loc"));
  }

  @Test
  @DisplayName("[REST22] An anonymous token that is over is exchanged for the same person's next one; it is good for nothing else")
  void lateRefresh() throws Exception {
    String over = server.tokens.ended("anon_ada");
    assertEquals(401, server.get("/api/v1/auth/me", over).status());
    assertEquals(401, server.post("/api/v1/auth/anonymous", "{}", over).status());
    var reply = server.post("/api/v1/auth/refresh", "{\"token\":\"" + over + "\"}");
    assertEquals(200, reply.status(), reply.text());
    assertEquals("anon_ada", server.get("/api/v1/auth/me?token=" + reply.json().get("token")).json().get("user_id"));
    assertEquals(401, server.post("/api/v1/auth/refresh",
        "{\"token\":\"" + server.tokens.ended("user_kim") + "\"}").status());
  }

  @Test
  @DisplayName("[REST23] verify answers by GET and by POST, me without valid; the token is in the query or the header")
  void verifies() throws Exception {
    String token = server.tokens.of("anon_ada");
    var posted = server.send(server.to("/api/v1/auth/verify?token=" + token).POST(BodyPublishers.noBody()));
    assertEquals(200, posted.status());
    assertEquals(List.of("valid", "user_id", "username", "email", "is_anonymous", "expires_at"), List.copyOf(posted.json().keySet()));
    assertEquals(true, posted.json().get("valid"));
    assertEquals(posted.json(), server.get("/api/v1/auth/verify?token=" + token).json());
    assertEquals(posted.json(), server.get("/api/v1/auth/verify", token).json());
    var me = server.get("/api/v1/auth/me?token=" + token);
    assertEquals("anon_ada", me.json().get("user_id"));
    assertTrue(!me.json().containsKey("valid"));
    for (String path : List.of("/api/v1/auth/me", "/api/v1/auth/verify")) {
      assertEquals("Invalid or expired token", server.get(path + "?token=bad").json().get("detail"));
      assertEquals(401, server.get(path + "?token=").status());
      var missing = server.get(path);
      assertEquals(422, missing.status());
      assertEquals(List.of("query", "token"), missing.objects("detail").get(0).get("loc"));
    }
  }
}
