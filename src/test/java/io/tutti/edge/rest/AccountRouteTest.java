package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.json.JsonText;
import io.tutti.identity.UserId;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccountRouteTest {

  private static final AtomicInteger PEOPLE = new AtomicInteger();
  private static RestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Map<String, Object> wish(String name) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("email", name + "@example.com");
    wish.put("username", name);
    wish.put("password", "password-1");
    return wish;
  }

  private static RestServer.Reply register(Map<String, Object> wish) throws Exception {
    return server.post("/api/auth/register", JsonText.write(wish));
  }

  private static String fresh() {
    return "person" + PEOPLE.incrementAndGet();
  }

  /** The token of a new account called {@code name}. */
  private static String token(String name) throws Exception {
    var reply = register(wish(name));
    assertEquals(201, reply.status(), reply.text());
    return (String) reply.json().get("access_token");
  }

  private static RestServer.Reply login(String name, String password) throws Exception {
    return server.post("/api/auth/login", "{\"email\":\"" + name + "@example.com\",\"password\":\"" + password + "\"}");
  }

  private static String id(RestServer.Reply reply) {
    return (String) ((Map<?, ?>) reply.json().get("user")).get("id");
  }

  private static void assertRefused(int status, String detail, RestServer.Reply reply) {
    assertEquals(status, reply.status(), reply.text());
    assertEquals(detail, reply.json().get("detail"));
    assertEquals(status == 401 ? "Bearer" : "", reply.header("WWW-Authenticate"));
  }

  @Test
  @DisplayName("[ACC1] Registering gives a token and the account; the address answers with and without a final slash")
  void registers() throws Exception {
    Map<String, Object> wish = wish("zoe");
    wish.put("full_name", " Zoë Müller ");
    wish.put("team_name", "Choir");
    wish.put("unknown", List.of(1));
    var reply = server.post("/api/auth/register/", JsonText.write(wish));
    assertEquals(201, reply.status(), reply.text());
    assertEquals(List.of("access_token", "token_type", "user"), List.copyOf(reply.json().keySet()));
    assertEquals("bearer", reply.json().get("token_type"));
    Map<?, ?> user = (Map<?, ?>) reply.json().get("user");
    assertEquals(List.of("id", "email", "username", "full_name", "team_id", "role"), List.copyOf(user.keySet()));
    assertTrue(((String) user.get("id")).matches("user_[0-9a-f]{20}"), user.toString());
    assertEquals("Zoë Müller", user.get("full_name"));
    var me = server.get("/api/auth/me/", (String) reply.json().get("access_token"));
    Map<Object, Object> expected = new LinkedHashMap<>(user);
    expected.put("is_active", true);
    assertEquals(expected, me.json());
    assertFalse(reply.text().contains("password"), reply.text());
  }

  @Test
  @DisplayName("[ACC1] Everything that is missing is told together")
  void missing() throws Exception {
    var reply = server.post("/api/auth/register", "{\"username\":\"x\"}");
    assertEquals(422, reply.status());
    assertEquals(List.of(List.of("body", "email"), List.of("body", "password")),
        reply.objects("detail").stream().map(entry -> entry.get("loc")).toList());
    assertEquals(422, server.post("/api/auth/register", "[]").status());
    assertEquals(422, server.post("/api/auth/register", "").status());
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        Arguments.of("email", "kim"), Arguments.of("email", "кim@example.com"), Arguments.of("email", "kim@exаmple.com"),
        Arguments.of("email", "x".repeat(1_000_000) + "@y.z"), Arguments.of("username", "kіm"), Arguments.of("username", ""),
        Arguments.of("username", "kim lee"), Arguments.of("username", "kim\u200b"), Arguments.of("username", "a".repeat(51)),
        Arguments.of("username", "👋"), Arguments.of("password", "x"), Arguments.of("password", "x".repeat(257)),
        Arguments.of("password", "x".repeat(10_000)), Arguments.of("full_name", "a\u0007"),
        Arguments.of("full_name", "n".repeat(201)), Arguments.of("team_name", " "), Arguments.of("team_name", "t".repeat(101)));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  @DisplayName("[ACC1] [ACC2] [ACC3] [ACC4] What cannot be is 422, named and not repeated, and makes nothing")
  void impossible(String member, String value) throws Exception {
    String name = fresh();
    Map<String, Object> wish = wish(name);
    wish.put(member, value);
    int hashed = server.passwords.hashed();
    var reply = register(wish);
    assertEquals(422, reply.status(), reply.text());
    assertEquals(List.of("body", member), reply.objects("detail").get(0).get("loc"));
    assertTrue(reply.objects("detail").get(0).get("input") == null && reply.text().length() < 500, reply.text());
    assertEquals(hashed, server.passwords.hashed());
    assertEquals(201, register(wish(name)).status());
  }

  @Test
  @DisplayName("[ACC5] The e-mail address is said to be taken first, then the user name, also where they only look the same")
  void taken() throws Exception {
    token("paco");
    assertRefused(400, "Email already registered", register(wish("paco")));
    Map<String, Object> wish = wish("pacoo");
    for (String twin : List.of("PACO", "ｐａｃｏ", "расо", "РАСО")) {
      wish.put("username", twin);
      assertRefused(400, "Username already taken", register(wish));
    }
    wish.put("email", "расо@example.com");
    assertRefused(400, "Email already registered", register(wish));
  }

  @Test
  @DisplayName("[ACC6] An anonymous user becomes an account once, keeps its id, and its tokens have ended")
  void upgrades() throws Exception {
    var ada = server.post("/api/v1/auth/anonymous", "{\"username\":\"Ada\"}").json();
    String anonymous = (String) ada.get("token");
    var renamed = server.post("/api/v1/auth/anonymous", "{\"username\":\"Ada L.\"}", anonymous).json();
    server.post("/api/v1/sessions", "{\"session_id\":\"kept\"}", anonymous);
    var reply = server.post("/api/auth/register", JsonText.write(wish("ada")), anonymous);
    assertEquals(201, reply.status(), reply.text());
    assertEquals(ada.get("user_id"), id(reply));
    String token = (String) reply.json().get("access_token");
    assertEquals(200, server.get("/api/auth/me", token).status());
    assertEquals(false, server.get("/api/v1/auth/me", token).json().get("is_anonymous"));
    for (Object old : List.of(anonymous, renamed.get("token"))) {
      assertEquals(401, server.get("/api/v1/auth/me", (String) old).status());
      assertRefused(401, "Could not validate credentials", server.post("/api/auth/register", JsonText.write(wish("ada2")), (String) old));
    }
    assertEquals(200, login("ada", "password-1").status());
    var body = server.post("/api/v1/auth/anonymous", "{}").json();
    Map<String, Object> bob = wish("bob");
    bob.put("anonymous_token", body.get("token"));
    assertEquals(body.get("user_id"), id(register(bob)));
    assertEquals(401, server.delete("/api/v1/sessions/kept").status());
    assertEquals(200, server.delete("/api/v1/sessions/kept", token).status());
  }

  @Test
  @DisplayName("[ACC6] Only this server's anonymous users become accounts: other tokens in the body are refused, as bearer they say nothing")
  void upgradesNobodyElse() throws Exception {
    Map<String, Object> wish = wish("eve");
    String kim = server.tokens.of("user_kim");
    wish.put("anonymous_token", kim);
    assertRefused(400, "anonymous_token is not of an anonymous user", register(wish));
    String foreign = server.tokens.issue(new UserId("ext_1"), "Ext", null, true).token();
    wish.put("anonymous_token", foreign);
    assertRefused(400, "anonymous_token is not of an anonymous user", register(wish));
    wish.put("anonymous_token", "forged");
    assertRefused(401, "Could not validate credentials", register(wish));
    wish.remove("anonymous_token");
    var reply = server.post("/api/auth/register", JsonText.write(wish), kim);
    assertEquals(201, reply.status());
    assertNotEquals("user_kim", id(reply));
    assertEquals(200, server.get("/api/v1/auth/me", kim).status());
  }

  @Test
  @DisplayName("[REST14] [ACC6] A session whose host has an account now is not deleted by anybody, also while its host is absent")
  void hostWithAccount() throws Exception {
    String token = (String) server.post("/api/v1/auth/anonymous", "{}").json().get("token");
    server.post("/api/v1/sessions", "{\"session_id\":\"mine\"}", token);
    String id = (String) server.get("/api/v1/auth/me", token).json().get("user_id");
    server.join("mine", id).leave();
    String own = (String) server.post("/api/auth/register", JsonText.write(wish(fresh())), token).json().get("access_token");
    assertEquals(401, server.delete("/api/v1/sessions/mine").status());
    assertEquals(403, server.delete("/api/v1/sessions/mine", server.tokens.of("anon_eve")).status());
    assertEquals(200, server.delete("/api/v1/sessions/mine", own).status());
  }

  @Test
  @DisplayName("[ACC7] Who asks about an account without a token, with a bad one, without an account or after leaving is told which")
  void callers() throws Exception {
    for (String path : List.of("/api/auth/me", "/api/auth/verify-token")) {
      assertRefused(403, "Not authenticated", server.get(path));
      assertRefused(403, "Not authenticated", server.send(server.to(path).header("Authorization", "Basic eDp5")));
      assertRefused(401, "Could not validate credentials", server.get(path, "bad"));
      assertRefused(401, "User not found", server.get(path, server.tokens.of("user_elsewhere")));
      assertRefused(401, "User not found", server.get(path, server.tokens.of("anon_elsewhere")));
    }
    String name = fresh();
    String token = token(name);
    var verified = server.get("/api/auth/verify-token", token);
    assertEquals(List.of("valid", "user_id", "username"), List.copyOf(verified.json().keySet()));
    assertEquals(name, verified.json().get("username"));
  }

  @Test
  @DisplayName("[OUT6] Where the issuer of a token does not answer, the answer is 503 and says so, on every route")
  void unreachable() throws Exception {
    for (String path : List.of("/api/auth/me", "/api/v1/auth/me", "/api/v1/sessions")) {
      var reply = server.get(path, "unreachable");
      assertEquals(503, reply.status());
      assertTrue(reply.text().contains("issuer of this token cannot be reached"), reply.text());
      assertEquals("2", reply.header("Retry-After"));
    }
  }

  @Test
  @DisplayName("[ACC8] Logging in wants the right password of an active account")
  void logins() throws Exception {
    String name = fresh();
    token(name);
    var reply = login(name.toUpperCase(java.util.Locale.ROOT), "password-1");
    assertEquals(200, reply.status(), reply.text());
    assertEquals(200, server.get("/api/auth/me", (String) reply.json().get("access_token")).status());
    assertRefused(401, "Incorrect email or password", login(name, "password-2"));
    assertRefused(401, "Incorrect email or password", login("nobody", "password-1"));
    assertRefused(401, "Incorrect email or password", login(name, "x".repeat(10_000)));
    assertEquals(422, server.post("/api/auth/login", "{\"email\":\"no\",\"password\":\"password-1\"}").status());
    assertEquals(2, server.post("/api/auth/login", "{}").objects("detail").size());
  }

  @Test
  @DisplayName("[ACC9] A login compares one password, whether the account is there, active, or not")
  void oneComparison() throws Exception {
    String name = fresh();
    token(name);
    for (String who : List.of(name, "nobody")) {
      for (String path : List.of("/api/auth/login", "/api/v1/auth/login")) {
        int before = server.passwords.compared();
        server.post(path, "{\"email\":\"" + who + "@example.com\",\"password\":\"wrong-one\"}");
        assertEquals(1, server.passwords.compared() - before, who + " " + path);
      }
    }
  }

  @Test
  @DisplayName("[ACC15] Where the processors cannot compare so many passwords, a login is 503 and may be tried again")
  void overloaded() throws Exception {
    var reply = login("nobody", "overload me");
    assertEquals(503, reply.status());
    assertEquals("2", reply.header("Retry-After"));
  }

  @Test
  @DisplayName("[ACC11] Refreshing gives the account another good token")
  void refreshes() throws Exception {
    String name = fresh();
    String token = token(name);
    var reply = server.send(server.to("/api/auth/refresh").header("Authorization", "Bearer " + token).POST(BodyPublishers.noBody()));
    assertEquals(200, reply.status(), reply.text());
    assertNotEquals(token, reply.json().get("access_token"));
    assertEquals(name, server.get("/api/auth/verify-token", (String) reply.json().get("access_token")).json().get("username"));
    assertRefused(401, "User not found", server.post("/api/auth/refresh", "", server.tokens.of("user_elsewhere")));
  }

  @Test
  @DisplayName("[REV1] After logging out the token is good nowhere, and another one of the account still is")
  void logsOut() throws Exception {
    String name = fresh();
    String token = token(name);
    String other = (String) login(name, "password-1").json().get("access_token");
    var reply = server.post("/api/auth/logout", "", token);
    assertEquals(Map.of("message", "Successfully logged out", "username", name), reply.json());
    assertRefused(401, "Could not validate credentials", server.get("/api/auth/me", token));
    assertEquals(401, server.get("/api/v1/auth/verify?token=" + token).status());
    assertEquals(401, server.get("/api/v1/sessions", token).status());
    assertEquals(401, server.post("/api/v1/auth/refresh", "{\"token\":\"" + token + "\"}").status());
    assertEquals(200, server.get("/api/auth/me", other).status());
    String anonymous = server.tokens.of("anon_gone");
    assertEquals(200, server.post("/api/auth/logout", "", anonymous).status());
    assertEquals(401, server.get("/api/v1/auth/me", anonymous).status());
    assertRefused(403, "Not authenticated", server.post("/api/auth/logout", ""));
  }

  @Test
  @DisplayName("[ACC12] [REV3] A new password ends all tokens but the one that was shown, and a login right after works")
  void changesPassword() throws Exception {
    String name = fresh();
    String token = token(name);
    String other = (String) login(name, "password-1").json().get("access_token");
    String path = "/api/auth/change-password";
    assertRefused(400, "Incorrect current password", server.post(path + "?current_password=x&new_password=yyyyyyyyy", "", token));
    assertRefused(400, "Password must be at least 8 characters",
        server.post(path + "?current_password=password-1&new_password=short", "", token));
    assertRefused(400, "Password must be at most 256 characters", server.post(
        path, "{\"current_password\":\"password-1\",\"new_password\":\"" + "n".repeat(10_000) + "\"}", token));
    assertEquals(422, server.post(path, "{\"new_password\":\"password-2\"}", token).status());
    assertEquals(200, server.get("/api/auth/me", other).status());
    var reply = server.post(path, "{\"current_password\":\"password-1\",\"new_password\":\"password-2\"}", token);
    assertEquals(Map.of("message", "Password changed successfully"), reply.json());
    assertRefused(401, "Could not validate credentials", server.get("/api/auth/me", other));
    assertEquals(200, server.get("/api/auth/me", token).status());
    assertRefused(401, "Incorrect email or password", login(name, "password-1"));
    String next = (String) login(name, "password-2").json().get("access_token");
    assertEquals(200, server.get("/api/auth/me", next).status());
    var asked = server.post(path + "?current_password=password-2&new_password=password-3", "", next);
    assertEquals(200, asked.status(), asked.text());
    assertRefused(401, "Could not validate credentials", server.get("/api/auth/me", token));
  }

  @Test
  @DisplayName("[ACC13] [REV3] Who has left cannot come in again, by no token and no password, and the names stay taken")
  void leaves() throws Exception {
    String name = fresh();
    String token = token(name);
    assertRefused(400, "Incorrect password", server.delete("/api/auth/account?password=wrong", token));
    assertEquals(422, server.delete("/api/auth/account", token).status());
    assertEquals(Map.of("message", "Account deactivated successfully"),
        server.delete("/api/auth/account?password=password-1", token).json());
    assertRefused(400, "Inactive user", server.get("/api/auth/me", token));
    assertEquals(401, server.get("/api/v1/auth/me", token).status());
    assertRefused(403, "Account is inactive", login(name, "password-1"));
    assertRefused(401, "Incorrect email or password", login(name, "password-2"));
    assertRefused(400, "Email already registered", register(wish(name)));
  }

  @Test
  @DisplayName("[ACC14] The first of a team is its admin, who comes later a member")
  void teams() throws Exception {
    Map<String, Object> first = wish(fresh());
    first.put("team_name", "Strings");
    Map<String, Object> second = wish(fresh());
    second.put("team_name", "STRINGS");
    Map<?, ?> admin = (Map<?, ?>) register(first).json().get("user");
    Map<?, ?> member = (Map<?, ?>) register(second).json().get("user");
    assertEquals(List.of("admin", "member"), List.of(admin.get("role"), member.get("role")));
    assertEquals(admin.get("team_id"), member.get("team_id"));
  }

  @Test
  @DisplayName("[ACC1] [ACC14] Where registration is closed nobody gets an account; where teams are, nobody joins one by its name")
  void closed() throws Exception {
    try (RestServer closed = RestServer.withLogins(false, true, 10, 10)) {
      assertEquals(403, closed.post("/api/auth/register", JsonText.write(wish("kim"))).status());
    }
    try (RestServer teams = RestServer.withLogins(true, false, 10, 10)) {
      Map<String, Object> wish = wish("kim");
      wish.put("team_name", "Choir");
      assertEquals(201, teams.post("/api/auth/register", JsonText.write(wish)).status());
      Map<String, Object> lee = wish("lee");
      lee.put("team_name", "choir");
      var asking = teams.post("/api/auth/register", JsonText.write(lee));
      assertEquals(201, asking.status(), asking.text());
      Map<?, ?> user = (Map<?, ?>) asking.json().get("user");
      assertEquals(Map.of("team_name", "Choir", "status", "pending"), user.get("team_request"));
      assertEquals(null, user.get("team_id"));
      String token = (String) asking.json().get("access_token");
      assertEquals(user.get("team_request"), teams.get("/api/auth/me", token).json().get("team_request"));
    }
  }
}
