package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("What people are called, and their colours")
@Timeout(60)
@ExtendWith(SharedServer.class)
class NamesOfPeopleIT {

  @Test
  @DisplayName("[JOIN2] Who has a token is called what the token says; the name of auth counts for guests, its colour for all")
  void names(RunningServer server) {
    String session = Web.session(server, JsonValue.EMPTY_JSON_OBJECT);
    JsonObject known = user(server, session, auth("Mallory", "#123456", Web.token(server, "Ada")));
    assertEquals("Ada", known.getString("name"));
    assertEquals("#123456", known.getString("color"));
    JsonObject guest = user(server, session, auth("Ben", "#abc", null));
    assertEquals("Ben", guest.getString("name"));
    assertEquals("#abc", guest.getString("color"));
    JsonObject odd = user(server, session, auth("Cy", "url(javascript:alert(1))", null));
    assertEquals("#8b5cf6", odd.getString("color"));
  }

  private static JsonObject auth(String name, String color, @org.jspecify.annotations.Nullable String token) {
    var payload = Json.createObjectBuilder().add("name", name).add("color", color);
    if (token != null) {
      payload.add("token", token);
    }
    return Messages.message("auth", payload.build());
  }

  /** What the session says of whoever joins it with {@code auth}. */
  private static JsonObject user(RunningServer server, String session, JsonObject auth) {
    try (Client client = Client.connect(server, session)) {
      client.send(auth);
      JsonObject payload = Messages.payload(client.inbox().next("auth:success"));
      return payload.getJsonArray("users").stream()
          .map(JsonValue::asJsonObject)
          .filter(user -> user.getString("id").equals(payload.getString("userId")))
          .findFirst().orElseThrow();
    }
  }
}
