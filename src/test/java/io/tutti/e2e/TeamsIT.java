package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Teams, figures and insights of a running server")
@Timeout(120)
class TeamsIT {

  private static Web.Reply patch(RunningServer server, String path, String body, String... headers) {
    return Web.send(server.http(path), "PATCH", body, headers);
  }

  @Test
  @DisplayName("[TEAM20] Who is let go loses at once what the team gave: the connection, coming back, reading and the list; by leaving too")
  void endsWithTheTeam() {
    try (RunningServer server = ServerSetup.empty("team-ends").with("BCRYPT_COST", "4").start()) {
      Web.Reply made = Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", "ada@example.com")
          .add("username", "ada").add("password", "password-1").add("team_name", "Choir").build().toString());
      String[] ada = bearer(made.object().getString("access_token"));
      String team = made.object().getJsonObject("user").getString("team_id");
      Web.session(server, Json.createObjectBuilder().add("session_id", "ours").add("visibility", "team").add("team_id", team)
          .add("admission", "members").build(), ada);
      for (boolean leaves : new boolean[] {false, true}) {
        String name = leaves ? "bea" : "bob";
        Web.Reply added = Web.post(server, "/api/teams/" + team + "/members",
            "{\"email\":\"" + name + "@example.com\",\"username\":\"" + name + "\"}", ada);
        String token = Web.post(server, "/api/auth/login", Json.createObjectBuilder().add("email", name + "@example.com")
            .add("password", added.object().getString("temporary_password")).build().toString()).object().getString("access_token");
        String id = added.object().getString("id");
        Client mate = Client.joinAs(server, "ours", token);
        assertEquals(200, Web.get(server, "/api/v1/sessions/ours/messages", bearer(token)).status());
        assertTrue(Web.get(server, "/api/v1/sessions/ours", ada).text().contains("\"source\":\"team\""));
        assertEquals(200, Web.send(server.http("/api/teams/" + team + "/members/" + id), "DELETE", "", leaves ? bearer(token) : ada).status());
        assertEquals(4403, mate.awaitClose());
        for (String path : new String[] {"", "/messages", "/events", "/participants"}) {
          assertEquals(404, Web.get(server, "/api/v1/sessions/ours" + path, bearer(token)).status(), path);
        }
        Client again = Client.connect(server, "ours");
        again.send(Messages.auth(token, null));
        assertEquals(4403, again.awaitClose());
      }
      assertEquals(200, Web.get(server, "/api/v1/sessions/ours", ada).status());
    }
  }

  @Test
  @DisplayName("[JOIN21] [JOIN20] The team comes in at every address, as viewers where only members do; nobody else does")
  void comesInEverywhere() {
    try (RunningServer server = ServerSetup.empty("team-doors").with("BCRYPT_COST", "4").start()) {
      Web.Reply made = Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", "ada@example.com")
          .add("username", "ada").add("password", "password-1").add("team_name", "Choir").build().toString());
      String[] ada = bearer(made.object().getString("access_token"));
      String team = made.object().getJsonObject("user").getString("team_id");
      Web.session(server, Json.createObjectBuilder().add("session_id", "ours").add("visibility", "team").add("team_id", team)
          .add("admission", "members").build(), ada);
      Web.Reply added = Web.post(server, "/api/teams/" + team + "/members",
          "{\"email\":\"bob@example.com\",\"username\":\"bob\"}", ada);
      String bob = Web.post(server, "/api/auth/login", Json.createObjectBuilder().add("email", "bob@example.com")
          .add("password", added.object().getString("temporary_password")).build().toString()).object().getString("access_token");
      String eve = Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", "eve@example.com")
          .add("username", "eve").add("password", "password-1").build().toString()).object().getString("access_token");
      URI collab = URI.create(CollabClient.address(server) + "?token=" + bob);
      try (CollabClient typing = CollabClient.greet(collab, "ours", "bob", 0)) {
        typing.inbox().next("hello_ack");
        assertEquals("viewer", roleOf(server, added.object().getString("id"), ada));
      }
      try (Client telling = NovelWords.entered(Client.connect(NovelWords.address(server, "ours", "bob", bob)));
          Client chatting = Client.connect(PeopleServer.door(server, "ours", "?token=" + bob))) {
        chatting.inbox().next("connected");
        telling.send(NovelWords.action("wait", "inn"));
        assertTrue(telling.inbox().next("system_message").getString("message").startsWith("Action failed"), "viewers do not act");
        assertEquals("viewer", roleOf(server, added.object().getString("id"), ada));
      }
      Client.joinAs(server, "ours", bob).close();
      try (CollabClient refused = CollabClient.greet(URI.create(CollabClient.address(server) + "?token=" + eve), "ours", "eve", 0);
          Client apart = Client.connect(NovelWords.address(server, "ours", "eve", eve))) {
        assertEquals(4403, refused.inbox().awaitClose(Inbox.PATIENCE));
        assertEquals(4403, apart.awaitClose());
      }
      assertEquals(403, Client.handshakeStatus(PeopleServer.door(server, "ours", "?token=" + eve)));
    }
  }

  @Test
  @DisplayName("[TEAM10] Over the native socket, too, only a member puts a session into a team, and is not told which teams there are")
  void intoATeam() {
    try (RunningServer server = ServerSetup.empty("team-moves").with("BCRYPT_COST", "4").start()) {
      JsonObject made = Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", "ada@example.com")
          .add("username", "ada").add("password", "password-1").add("team_name", "Choir").build().toString()).object();
      String ada = made.getString("access_token");
      String team = made.getJsonObject("user").getString("team_id");
      String eve = Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", "eve@example.com")
          .add("username", "eve").add("password", "password-1").build().toString()).object().getString("access_token");
      String evesOwn = Web.session(server, Json.createObjectBuilder().add("session_id", "eves-own").build(), bearer(eve));
      try (Client client = Client.joinAs(server, evesOwn, eve)) {
        JsonObject[] refusals = new JsonObject[2];
        String[] teams = {team, "nowhere"};
        for (int n = 0; n < teams.length; n++) {
          client.send(intoTeam(teams[n]));
          refusals[n] = Messages.payload(client.inbox().next("error"));
          assertEquals("forbidden", refusals[n].getString("code"));
        }
        assertEquals(refusals[0], refusals[1]);
      }
      assertFalse(Web.get(server, "/api/v1/sessions/" + evesOwn, bearer(eve)).text().contains(team));
      String adasOwn = Web.session(server, Json.createObjectBuilder().add("session_id", "adas-own").build(), bearer(ada));
      try (Client client = Client.joinAs(server, adasOwn, ada)) {
        client.send(intoTeam(team));
        client.inbox().next("ack");
      }
      assertTrue(Web.get(server, "/api/v1/sessions/" + adasOwn, bearer(ada)).text().contains(team));
    }
  }

  private static JsonObject intoTeam(String team) {
    return Messages.message("session:update", Json.createObjectBuilder().add("teamId", team).build());
  }

  private static String roleOf(RunningServer server, String user, String... headers) {
    return Web.get(server, "/api/v1/sessions/ours/participants", headers).json().asJsonArray().stream()
        .map(JsonValue::asJsonObject).filter(one -> one.getString("id").equals(user)).findFirst().orElseThrow().getString("role");
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  @Test
  @DisplayName("[LIST4] [LIST6] [TEAM6] [AN3] [INS3] What was changed is in the figures at once, and outlives a killed server")
  void life() {
    ServerSetup setup = ServerSetup.empty("teams").with("BCRYPT_COST", "4");
    String[] bearer;
    String team;
    JsonObject before;
    try (RunningServer server = setup.start()) {
      Web.Reply made = Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", "ada@example.com")
          .add("username", "ada").add("password", "password-1").add("team_name", "Choir").build().toString());
      bearer = new String[] {"Authorization", "Bearer " + made.object().getString("access_token")};
      team = made.object().getJsonObject("user").getString("team_id");
      String session = Web.session(server, Json.createObjectBuilder().add("session_id", "tour").build(), bearer);
      Web.Reply changed = patch(server, "/api/sessions/" + session,
          "{\"token_count\":190000,\"status\":\"failed\",\"visibility\":\"team\",\"team_id\":\"" + team + "\"}", bearer);
      assertEquals(200, changed.status(), changed.text());
      assertEquals(190_000, changed.object().getInt("token_count"));
      assertEquals(190_000, Web.get(server, "/api/sessions/stats/", bearer).object().getInt("total_tokens"));
      assertEquals(200, Web.get(server, "/api/sessions/tour").status());
      Web.Reply added = Web.post(server, "/api/teams/" + team + "/members/",
          "{\"email\":\"bob@example.com\",\"username\":\"bob\"}", bearer);
      assertEquals(200, added.status(), added.text());
      assertEquals(200, Web.post(server, "/api/auth/login", Json.createObjectBuilder().add("email", "bob@example.com")
          .add("password", added.object().getString("temporary_password")).build().toString()).status());
      Web.Reply shared = Web.post(server, "/api/insights", Json.createObjectBuilder().add("title", "Warm up").add("content", "First.")
          .add("tags", Json.createArrayBuilder().add("tokens")).add("session_id", "tour").build().toString(), bearer);
      assertEquals(201, shared.status(), shared.text());
      assertEquals(1, Web.post(server, "/api/insights/" + shared.object().getString("id") + "/vote", "", bearer)
          .object().getInt("votes"));
      before = Web.get(server, "/api/analytics/trends?team_id=" + team, bearer).object();
      assertEquals(1, before.getJsonArray("daily_breakdown").getJsonObject(0).getInt("failed_count"));
      server.kill();
    }
    try (RunningServer server = setup.start()) {
      assertEquals(before, Web.get(server, "/api/analytics/trends/?team_id=" + team, bearer).object());
      assertEquals(1, Web.get(server, "/api/insights?q=warm&tag=tokens&sort=votes", bearer).object().getInt("total"));
      assertEquals(2, Web.get(server, "/api/teams/" + team + "/members", bearer).object().getInt("count"));
      assertTrue(Web.get(server, "/api/insights/recommendations?team_id=" + team, bearer).text().contains("190,000 of 200,000"));
    }
  }
}
