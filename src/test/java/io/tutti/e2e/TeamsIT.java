package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
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
