package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("One person's data, told and erased, over a server as it is shipped")
@Timeout(120)
class ErasureIT {

  private static final String OPERATOR = "operator-token-0123456789";

  @Test
  @DisplayName("[DP13] [DP14] [DP15] [DP19] [DP20] A person reads what there is, is erased and gets a certificate; the room goes on")
  void isErased() throws Exception {
    try (RunningServer server = ServerSetup.empty("erasure").with("ADMIN_TOKEN", OPERATOR).start()) {
      JsonObject account = Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", "kim@example.com")
          .add("username", "kimberly").add("password", "password-1").build().toString()).object();
      String token = account.getString("access_token");
      String[] kim = {"Authorization", "Bearer " + token};
      String id = Web.get(server, "/api/auth/me", kim).object().getString("id");
      String room = Web.session(server, Json.createObjectBuilder().build(), kim);
      String other = Web.token(server, "Olaf");
      String path = "/api/v1/users/" + id;
      try (Client there = Client.joinAs(server, room, token); Client olaf = Client.joinAs(server, room, other)) {
        there.send(Messages.withRef(Messages.message("chat:send", Messages.read("{\"content\":\"a secretive word\"}")), "c"));
        olaf.inbox().next("chat:message");

        assertEquals(401, Web.get(server, path + "/data").status());
        assertEquals(403, Web.get(server, path + "/data", "Authorization", "Bearer " + other).status());
        assertEquals(403, Web.delete(server, path, "Authorization", "Bearer " + other).status());
        JsonObject data = Web.get(server, path + "/data", kim).object();
        assertEquals("kim@example.com", data.getJsonArray("account").getJsonObject(0).getString("email"));
        assertEquals("a secretive word", data.getJsonArray("messages").getJsonObject(0).getString("content"));

        Web.Reply erased = Web.delete(server, path, kim);
        assertEquals(200, erased.status(), erased.text());
        String certificate = erased.text().substring(
            "{\"certificate\":".length(), erased.text().indexOf(",\"sha256\""));
        assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
            .digest(certificate.getBytes(StandardCharsets.UTF_8))), erased.object().getString("sha256"));
        JsonObject counts = erased.object().getJsonObject("certificate").getJsonObject("counts");
        assertEquals(1, counts.getInt("sessions"));
        assertEquals(1, counts.getInt("messages"));
        assertEquals(1, counts.getInt("accounts"));
        assertFalse(erased.text().contains("gone_"), "the pseudonym is kept nowhere");
      }
      assertFalse(Web.get(server, "/api/auth/me", kim).status() == 200, "the token has ended");
      String log = Web.get(server, "/api/v1/sessions/" + room + "/events", "Authorization", "Bearer " + other).text();
      assertTrue(log.contains("deleted user"), log);
      assertFalse(log.contains(id) || log.contains("kimberly") || log.contains("secretive"), log);
      try (Client again = Client.joinAs(server, room, other)) {
        String people = Web.get(server, "/api/v1/sessions/" + room + "/participants", "Authorization", "Bearer " + other).text();
        assertTrue(people.matches("(?s).*\"gone_[0-9a-f]{16}\"[^}]*\"host\".*"), "the pseudonym stays host: " + people);
        assertFalse(again.welcome().toString().contains(id));
      }
      String audit = Web.get(server, "/api/v1/audit", "Authorization", "Bearer " + OPERATOR).text();
      assertFalse(audit.contains(id), audit);
    }
  }
}
