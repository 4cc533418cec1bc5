package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Signing up with the name of a team that is there. */
class TeamRequestsRouteTest {

  private static Map<String, Object> register(RestServer server, String name, String team) throws Exception {
    var reply = server.post("/api/auth/register", "{\"email\":\"" + name + "@example.com\",\"username\":\"" + name
        + "\",\"password\":\"password-1\",\"team_name\":\"" + team + "\"}");
    assertEquals(201, reply.status(), reply.text());
    return reply.json();
  }

  @Test
  @DisplayName("[TEAM21] [TEAM22] Who asks is told nothing of the team until an admin accepts, and admins alone hear of it")
  void asking() throws Exception {
    try (RestServer teams = RestServer.withLogins(true, false, 100, 100)) {
      var founded = register(teams, "kim", "Choir");
      String admin = (String) founded.get("access_token");
      String team = "/api/teams/" + ((Map<?, ?>) founded.get("user")).get("team_id");
      for (String name : List.of("lee", "mia")) {
        var made = register(teams, name, "CHOIR");
        String token = (String) made.get("access_token");
        String id = (String) ((Map<?, ?>) made.get("user")).get("id");
        for (String path : List.of("", "/members", "/sessions", "/requests")) {
          assertEquals(403, teams.get(team + path, token).status(), path);
        }
        assertEquals(403, teams.post(team + "/requests/" + id, "{\"accept\":true}", token).status());
        List<Map<String, Object>> asking = teams.get(team + "/requests", admin).objects("requests");
        assertEquals(List.of(id), asking.stream().map(one -> one.get("user_id")).toList());
        assertEquals(name, asking.get(0).get("username"));
        assertEquals(422, teams.post(team + "/requests/" + id, "{}", admin).status());
        boolean accepted = name.equals("lee");
        assertEquals(200, teams.post(team + "/requests/" + id, "{\"accept\":" + accepted + "}", admin).status());
        assertEquals(accepted ? 200 : 403, teams.get(team + "/members", token).status());
        assertEquals(404, teams.post(team + "/requests/" + id, "{\"accept\":true}", admin).status());
      }
    }
  }
}
