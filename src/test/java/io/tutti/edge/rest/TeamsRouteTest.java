package io.tutti.edge.rest;

import static io.tutti.edge.rest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamsRouteTest {

  private static RestServer server;
  private static Person ann;
  private static Person eve;
  private static String team;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "");
    ann = Person.register(server, "ann");
    eve = Person.register(server, "eve");
    var made = ann.post("/api/teams", "{\"name\":\"Choir\",\"settings\":{\"color\":\"red\"}}");
    assertEquals(200, made.status(), made.text());
    team = (String) made.json().get("id");
    assertEquals(200, eve.post("/api/teams/", "{\"name\":\"Band\"}").status());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static RestServer.Reply add(String email, String username) throws Exception {
    return ann.post("/api/teams/" + team + "/members", "{\"email\":\"" + email + "\",\"username\":\"" + username + "\"}");
  }

  @Test
  @DisplayName("[TEAM1] Members alone are told of a team, with and without a final slash; anonymous people have none")
  void membersOnly() throws Exception {
    for (String path : List.of("", "/members", "/sessions")) {
      for (String slash : List.of("", "/")) {
        String address = "/api/teams/" + team + path + slash;
        assertEquals(200, ann.get(address).status(), address);
        assertRefused(403, "Not a member of this team", eve.get(address));
        assertRefused(403, "Not authenticated", server.get(address));
        assertRefused(401, "Could not validate credentials", server.get(address, "bad"));
        assertRefused(403, "Sign in first", server.get(address, server.tokens.of("anon_zoe")));
      }
      assertRefused(404, "Team not found", ann.get("/api/teams/none" + path));
    }
    assertRefused(403, "Sign in first", server.get("/api/teams", server.tokens.of("anon_zoe")));
    assertEquals(List.of("Choir"), ann.get("/api/teams").objects("teams").stream().map(line -> line.get("name")).toList());
    assertEquals(0L, server.get("/api/teams/", server.tokens.of("ext_1")).json().get("count"));
    assertEquals(403, server.post("/api/teams", "{\"name\":\"New\"}", server.tokens.of("ext_1")).status());
  }

  @Test
  @DisplayName("[TEAM2] Who is in a team makes no other one, and a name that looks like another team's is taken")
  void oneTeamEach() throws Exception {
    assertRefused(400, "User is already in another team", ann.post("/api/teams", "{\"name\":\"Second\"}"));
    assertRefused(400, "Team name already exists", ann.post("/api/teams", "{\"name\":\"CHОIR\"}"));
    assertRefused(400, "Team name already exists", ann.patch("/api/teams/" + team, "{\"name\":\"band\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"\"}", "{\"name\":7}", "{\"name\":\"a\\u0000b\"}", "{\"description\":7}", "{\"settings\":[]}",
      "{\"settings\":{\"__proto__\":1}}", "{\"description\":\"\\u0007\"}"})
  @DisplayName("[TEAM3] What cannot be said of a team is 422 and changes nothing")
  void refusesValues(String body) throws Exception {
    Map<String, Object> before = ann.get("/api/teams/" + team).json();
    assertEquals(422, ann.patch("/api/teams/" + team, body).status());
    assertEquals(before.get("settings"), ann.get("/api/teams/" + team).json().get("settings"));
    assertEquals(before.get("name"), ann.get("/api/teams/" + team).json().get("name"));
  }

  @Test
  @DisplayName("[TEAM3] [TEAM4] Settings have at most 16 KiB; what is not named stays, and null takes back")
  void settings() throws Exception {
    String path = "/api/teams/" + team;
    assertEquals(422, ann.patch(path, "{\"settings\":{\"a\":\"" + "x".repeat(16 << 10) + "\"}}").status());
    assertEquals(422, ann.post("/api/teams", "{}").status());
    assertEquals("Team updated successfully", ann.patch(path, "{\"description\":\"d\",\"settings\":{\"n\":{\"l\":[1]}}}").json().get("message"));
    assertEquals("d", ann.patch(path, "{}").json().get("description"));
    assertEquals(Map.of("n", Map.of("l", List.of(1L))), ann.get(path).json().get("settings"));
    assertEquals(null, ann.patch(path, "{\"description\":null}").json().get("description"));
    assertEquals(Map.of("n", Map.of("l", List.of(1L))), ann.get(path).json().get("settings"));
  }

  @Test
  @DisplayName("[TEAM6] A new account gets a temporary password of its own, told once, with which its owner logs in")
  void temporaryPasswords() throws Exception {
    Set<Object> passwords = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      Map<String, Object> made = add("new" + i + "@example.com", "new" + i).json();
      String password = (String) made.get("temporary_password");
      passwords.add(password);
      assertEquals("Member added successfully. Temporary password: " + password, made.get("message"));
      assertEquals("member", made.get("role"));
      var login = server.post("/api/auth/login", "{\"email\":\"new" + i + "@example.com\",\"password\":\"" + password + "\"}");
      assertEquals(200, login.status());
      assertEquals(team, ((Map<?, ?>) login.json().get("user")).get("team_id"));
    }
    assertEquals(3, passwords.size());
    String list = ann.get("/api/teams/" + team + "/members").text();
    assertTrue(passwords.stream().noneMatch(password -> list.contains(String.valueOf(password))));
    assertFalse(list.contains("plain "), "no hash leaves the server");
    assertEquals(422, add("no address", "who").status());
    assertEquals(422, add("who@example.com", "two words").status());
    assertRefused(400, "Username already taken", add("who@example.com", "ANN"));
    assertEquals(422, ann.post("/api/teams/" + team + "/members", "{\"email\":\"a@example.com\"}").status());
    assertEquals(422, ann.post("/api/teams/" + team + "/members",
        "{\"email\":\"a@example.com\",\"username\":\"a\",\"role\":\"owner\"}").status());
  }

  @Test
  @DisplayName("[TEAM5] An account that is in no team is moved and keeps its password; others stay where they are")
  void moves() throws Exception {
    Person fay = Person.register(server, "fay");
    Map<String, Object> moved = add("FAY@example.com", "ignored").json();
    assertEquals("Member added successfully", moved.get("message"));
    assertFalse(moved.containsKey("temporary_password"));
    assertEquals("fay", moved.get("username"));
    assertEquals(team, fay.team());
    assertRefused(400, "User is already a member of this team", add("fay@example.com", "fay"));
    assertRefused(400, "User is already in another team", add("eve@example.com", "eve"));
    assertNotEquals(team, eve.team());
    Person gone = Person.register(server, "gone");
    gone.delete("/api/auth/account?password=password-1");
    assertEquals(403, add("gone@example.com", "gone").status());
  }

  @Test
  @DisplayName("[TEAM4] [TEAM5] [TEAM7] [TEAM9] A member who is no admin changes nothing, but may leave")
  void members() throws Exception {
    Person mia = Person.register(server, "mia");
    add("mia@example.com", "mia");
    String only = "Only an admin of the team may do that";
    assertRefused(403, only, mia.patch("/api/teams/" + team, "{\"name\":\"Mine\"}"));
    assertRefused(403, only, mia.post("/api/teams/" + team + "/members", "{\"email\":\"x@example.com\",\"username\":\"x\"}"));
    assertRefused(403, only, mia.patch("/api/teams/" + team + "/members/" + mia.id(), "{\"role\":\"admin\"}"));
    assertRefused(403, only, mia.delete("/api/teams/" + team + "/members/" + ann.id()));
    assertRefused(403, only, mia.delete("/api/teams/" + team));
    assertEquals("User mia@example.com removed from team",
        mia.delete("/api/teams/" + team + "/members/" + mia.id()).json().get("message"));
    assertRefused(403, "Not a member of this team", mia.get("/api/teams/" + team));
  }

  @Test
  @DisplayName("[TEAM7] [TEAM9] A team changes hands, never without an admin, and ends once nobody else is in it")
  void hands() throws Exception {
    Person old = Person.register(server, "old");
    Person heir = Person.register(server, "heir");
    String id = (String) old.post("/api/teams", "{\"name\":\"Quartet\"}").json().get("id");
    String path = "/api/teams/" + id;
    old.post(path + "/members", "{\"email\":\"heir@example.com\",\"username\":\"heir\"}");
    assertRefused(400, "A team needs an admin: make somebody else one first, or delete the team",
        old.delete(path + "/members/" + old.id()));
    assertRefused(400, "Cannot delete team with 1 members. Remove members first.", old.delete(path));
    assertEquals("admin", old.patch(path + "/members/" + heir.id(), "{\"role\":\"admin\"}").json().get("role"));
    assertEquals(200, old.delete(path + "/members/" + old.id()).status());
    assertRefused(404, "User not found in this team", heir.delete(path + "/members/" + old.id()));
    assertRefused(404, "User not found in this team", heir.patch(path + "/members/" + old.id(), "{\"role\":\"member\"}"));
    assertEquals("Team deleted successfully", heir.delete(path).json().get("message"));
    assertRefused(404, "Team not found", heir.get(path));
    assertEquals(null, heir.team());
  }

  @Test
  @DisplayName("[TEAM8] A team's sessions are those that one may see, of the wished status")
  void sessions() throws Exception {
    ann.post("/api/v1/sessions", "{\"session_id\":\"ours\"}");
    ann.patch("/api/sessions/ours", "{\"team_id\":\"" + team + "\",\"status\":\"failed\",\"visibility\":\"team\"}");
    ann.post("/api/v1/sessions", "{\"session_id\":\"hers\"}");
    ann.patch("/api/sessions/hers", "{\"team_id\":\"" + team + "\"}");
    Person ned = Person.register(server, "ned");
    add("ned@example.com", "ned");
    assertEquals(List.of("hers", "ours"), ann.get("/api/teams/" + team + "/sessions").objects("sessions").stream()
        .map(line -> line.get("id")).sorted().toList());
    var seen = ned.get("/api/teams/" + team + "/sessions");
    assertEquals(List.of("ours"), seen.objects("sessions").stream().map(line -> line.get("id")).toList());
    assertEquals(0L, ned.get("/api/teams/" + team + "/sessions?status=active").json().get("count"));
    assertEquals(1L, ((Map<?, ?>) ned.get("/api/teams/" + team).json().get("stats")).get("total_sessions"));
  }
}
