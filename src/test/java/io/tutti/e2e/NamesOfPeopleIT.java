package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
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

  private static Web.Reply anonymous(RunningServer server, String name) {
    return Web.post(server, "/api/v1/auth/anonymous", Json.createObjectBuilder().add("username", name).build().toString());
  }

  private static String account(RunningServer server, String name) {
    Web.Reply made = Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", name + "@example.com")
        .add("username", name).add("password", "password-1").build().toString());
    assertEquals(201, made.status(), made.text());
    return made.object().getString("access_token");
  }

  @Test
  @DisplayName("[NAME4] What shows nothing is no name, and what cannot be seen is left out of one, at every door")
  void whatShowsNothing(RunningServer server) {
    String session = Web.session(server, JsonValue.EMPTY_JSON_OBJECT);
    for (String nothing : List.of("\u00a0", "\u200b", "\u3164", "\ufeff", "\u202e", "a\u0007")) {
      Web.Reply refused = anonymous(server, nothing);
      assertEquals(422, refused.status(), refused.text());
      Web.Reply registered = Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", "nobody@example.com")
          .add("username", nothing).add("password", "password-1").build().toString());
      assertEquals(422, registered.status(), registered.text());
    }
    assertEquals("Bob", anonymous(server, "\u202eB\u200bob ").object().getString("username"));
    assertEquals("Bob Z", user(server, session, auth("\ufeffBob\u00a0 Z", "#abc", null)).getString("name"));
    assertTrue(user(server, session, auth("\u3164", "#abc", null)).getString("name").startsWith("User "));
  }

  @Test
  @DisplayName("[NAME9] [NAME10] Who has no account and is called like one is shown as a guest at every door, and a second Ben as the second")
  void namesakes(RunningServer server) {
    account(server, "quentin");
    String session = Web.session(server, JsonValue.EMPTY_JSON_OBJECT);
    assertEquals("Quentin (guest)", anonymous(server, "Quentin").object().getString("username"));
    assertEquals("quentin (guest)", user(server, session, auth("quent\u200bin", "#abc", null)).getString("name"));
    assertEquals("quent1n (guest)", user(server, session, auth("quent1n", "#abc", null)).getString("name"));
    try (CollabClient writer = CollabClient.open(server, session, "QUENTIN")) {
      assertTrue(Web.get(server, "/api/v1/sessions/" + session + "/participants").text().contains("\"QUENTIN (guest)\""));
    }
    try (Client first = Client.connect(server, session)) {
      first.send(auth("Ben", "#abc", null));
      first.inbox().next("auth:success");
      assertEquals("Ben (2)", user(server, session, auth("Ben", "#abc", null)).getString("name"));
    }
  }

  @Test
  @DisplayName("[NAME8] @name mentions the account and not the guest who is called like it; a guest is mentioned by the name that is shown")
  void mentions(RunningServer server) {
    String session = Web.session(server, JsonValue.EMPTY_JSON_OBJECT);
    try (Client account = Client.joinAs(server, session, account(server, "rosalind")); Client guest = Client.connect(server, session)) {
      guest.send(auth("Rosalind", "#abc", null));
      String id = Messages.payload(guest.inbox().next("auth:success")).getString("userId");
      String known = account.welcome().getString("userId");
      assertEquals(List.of(known), mentioned(guest, "hi @Rosalind", id));
      assertEquals(List.of(id), mentioned(guest, "hi @Rosalind (guest), yes", known));
      guest.send(Messages.message("chat:send", Json.createObjectBuilder().add("content", "x").add("mentions", "x").build()));
      assertEquals("bad_message", Messages.code(guest.inbox().next("error")));
    }
  }

  private static List<String> mentioned(Client client, String text, String chosen) {
    client.send(Messages.withRef(Messages.message("chat:send", Json.createObjectBuilder().add("content", text)
        .add("mentions", Json.createArrayBuilder().add(chosen)).build()), text.replaceAll("[^A-Za-z]", "")));
    JsonObject message = Messages.payload(client.inbox().next("chat:message")).getJsonObject("message");
    return message.getJsonArray("mentions").stream().map(one -> one.asJsonObject().getString("userId")).toList();
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
