package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Accounts of a running server")
@Timeout(120)
class AccountsIT {

  private static Web.Reply register(RunningServer server, String name, String... headers) {
    return Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", name + "@example.com")
        .add("username", name).add("password", "password of " + name).build().toString(), headers);
  }

  private static Web.Reply login(RunningServer server, String name) {
    return Web.post(server, "/api/auth/login",
        "{\"email\":\"" + name + "@example.com\",\"password\":\"password of " + name + "\"}");
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  @Test
  @DisplayName("[ACC6] [REV1] [REV2] [REV3] [REV4] Accounts, what has ended and who is host outlive a killed server; live connections do not outlive their token")
  void life() {
    String token;
    String second;
    String id;
    ServerSetup setup = ServerSetup.empty("accounts").with("BCRYPT_COST", "4");
    try (RunningServer server = setup.start()) {
      String anonymous = Web.token(server, "Ada");
      String session = Web.session(server, JsonValue.EMPTY_JSON_OBJECT, bearer(anonymous));
      try (Client tab = Client.joinAs(server, session, anonymous)) {
        Web.Reply made = register(server, "ada", bearer(anonymous));
        assertEquals(201, made.status(), made.text());
        token = made.object().getString("access_token");
        id = made.object().getJsonObject("user").getString("id");
        assertEquals(4401, tab.awaitClose());
      }
      assertEquals(401, Web.get(server, "/api/v1/auth/me", bearer(anonymous)).status());
      second = login(server, "ada").object().getString("access_token");
      try (Client one = Client.joinAs(server, session, token); Client other = Client.joinAs(server, session, second)) {
        JsonObject users = Web.get(server, "/api/v1/sessions/" + session).object();
        assertTrue(users.toString().contains(id), users.toString());
        assertEquals(200, Web.post(server, "/api/auth/logout", "", bearer(second)).status());
        assertEquals(4401, other.awaitClose());
        assertFalse(one.inbox().isClosed());
      }
      server.kill();
    }
    try (RunningServer server = setup.start()) {
      assertEquals(401, Web.get(server, "/api/auth/me", bearer(second)).status());
      assertEquals(id, Web.get(server, "/api/auth/me", bearer(token)).object().getString("id"));
      String third = login(server, "ada").object().getString("access_token");
      Web.Reply changed = Web.post(server, "/api/auth/change-password",
          "{\"current_password\":\"password of ada\",\"new_password\":\"another one\"}", bearer(token));
      assertEquals(200, changed.status(), changed.text());
      assertEquals(401, Web.get(server, "/api/auth/me", bearer(third)).status());
      assertEquals(200, Web.get(server, "/api/auth/me", bearer(token)).status());
      try (Client tab = Client.joinAs(server, "other", token)) {
        assertEquals(200, Web.delete(server, "/api/auth/account?password=another%20one", bearer(token)).status());
        assertEquals(4401, tab.awaitClose());
      }
      assertEquals(400, Web.get(server, "/api/auth/me", bearer(token)).status());
    }
  }
}
