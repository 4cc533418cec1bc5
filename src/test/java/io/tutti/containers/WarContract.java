package io.tutti.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the WAR does wherever it is deployed, whatever the path it is deployed under. */
abstract class WarContract {

  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

  /** Where the WAR runs; ends with a slash. */
  abstract URI base();

  private Visitor visitor() {
    return new Visitor(base());
  }

  private String newSession() {
    HttpResponse<String> made = visitor().post("api/v1/sessions", "{\"name\": \"Everywhere\", \"conflict_window_ms\": 60000}");
    assertEquals(200, made.statusCode(), made.body());
    return Visitor.object(made).getString("session_id");
  }

  private static JsonObjectBuilder object() {
    return Json.createObjectBuilder();
  }

  @Test
  @DisplayName("The page is served to browsers, the description to programs, at the same address")
  void frontDoor() {
    HttpResponse<String> page = visitor().get("", HTML);
    assertEquals(200, page.statusCode());
    assertTrue(page.headers().firstValue("content-type").orElse("").startsWith("text/html"), page.headers()::toString);
    assertTrue(page.body().contains("<tutti-app>"), page.body());
    JsonObject description = Visitor.object(visitor().get("", "application/json"));
    String websocket = base().getPath() + "api/v1/session/connect/{session_id}";
    assertEquals(websocket, description.getString("websocket"));
  }

  @Test
  @DisplayName("Every module that the page leads to is there, as JavaScript, and nothing else is needed")
  void modules() {
    Map<URI, HttpResponse<String>> modules = Modules.of(visitor(), visitor().get("", HTML).body());
    modules.forEach((address, answer) -> {
      assertEquals(200, answer.statusCode(), address::toString);
      String type = answer.headers().firstValue("content-type").orElse("");
      assertTrue(type.startsWith("text/javascript"), () -> address + " is " + type);
    });
    for (String vendor : List.of("vendor/lit/index.js", "vendor/lit-html/lit-html.js", "vendor/lit-element/lit-element.js",
        "vendor/@lit/reactive-element/reactive-element.js")) {
      assertTrue(modules.containsKey(base().resolve(vendor)), () -> vendor + " is not among " + modules.keySet());
    }
  }

  @Test
  @DisplayName("The server is healthy, alive and ready")
  void health() {
    HttpResponse<String> health = visitor().get("health", "*/*");
    assertEquals(200, health.statusCode());
    assertEquals("healthy", Visitor.object(health).getString("status"));
    assertEquals(200, visitor().get("health/live", "*/*").statusCode());
    assertEquals(200, visitor().get("health/ready", "*/*").statusCode());
  }

  @Test
  @DisplayName("What is nobody's business is not served")
  void secrets() {
    for (String path : List.of("WEB-INF/web.xml", "META-INF/MANIFEST.MF", "io/tutti/launch/Launcher.class")) {
      assertEquals(404, visitor().get(path, "*/*").statusCode(), path);
    }
  }

  @Test
  @DisplayName("A session that was created is there at once, and its link leads to the page")
  void create() {
    JsonObject made = Visitor.object(visitor().post("api/v1/sessions", "{}"));
    JsonObject read = Visitor.object(visitor().get("api/v1/sessions/" + made.getString("session_id"), "*/*"));
    assertEquals(made.getString("session_id"), read.getString("session_id"));
    assertTrue(made.getString("join_url").startsWith(base().getPath() + "trilogic?"), made::toString);
    assertEquals(200, visitor().get(made.getString("join_url"), HTML).statusCode());
  }

  @Test
  @DisplayName("A refusal is a problem with a status and a reason")
  void refusals() {
    HttpResponse<String> unknown = visitor().get("api/v1/sessions/nobody-made-this", "*/*");
    assertEquals(404, unknown.statusCode());
    assertEquals("application/problem+json", unknown.headers().firstValue("content-type").orElse(""));
    HttpResponse<String> malformed = visitor().post("api/v1/sessions", "{");
    assertEquals(422, malformed.statusCode());
    assertEquals("application/problem+json", malformed.headers().firstValue("content-type").orElse(""));
  }

  @Test
  @DisplayName("Two people see each other come, change a parameter and go")
  void together() {
    String session = newSession();
    try (Guest ada = Guest.join(base(), session, "Ada")) {
      String bob;
      try (Guest guest = Guest.join(base(), session, "Bob")) {
        bob = guest.welcome().getString("userId");
        assertEquals("Bob", ada.await("session:joined").getJsonObject("payload").getJsonObject("user").getString("name"));
        ada.say("param:update", object().add("mu", 0.61), "first");
        JsonObject seen = guest.await("param:broadcast");
        JsonObject own = ada.await("param:broadcast");
        assertEquals(0.61, seen.getJsonObject("payload").getJsonObject("params").getJsonNumber("mu").doubleValue());
        assertEquals("first", own.getString("ref"));
        assertEquals(seen.getInt("seq"), own.getInt("seq"));
      }
      assertEquals(bob, ada.await("session:left").getJsonObject("payload").getString("userId"));
    }
  }

  @Test
  @DisplayName("[ACC1] [ACC13] [REV2] Somebody gets an account, logs in, joins, and is sent away when the account ends")
  void account() {
    String name = "kim" + System.nanoTime();
    String email = "\"email\": \"" + name + "@example.com\", \"password\": \"password-1\"";
    HttpResponse<String> made = visitor().post("api/auth/register/", "{\"username\": \"" + name + "\", " + email + "}");
    assertEquals(201, made.statusCode(), made.body());
    HttpResponse<String> login = visitor().post("api/v1/auth/login", "{" + email + "}");
    assertEquals(200, login.statusCode(), login.body());
    String token = Visitor.object(login).getString("token");
    try (Guest kim = Guest.join(base(), newSession(), object().add("token", token))) {
      assertEquals(Visitor.object(made).getJsonObject("user").getString("id"), kim.welcome().getString("userId"));
      assertEquals(200, visitor().delete("api/auth/account?password=password-1", token).statusCode());
      assertEquals(4401, kim.awaitClose());
    }
    assertEquals(403, visitor().post("api/auth/login", "{" + email + "}").statusCode());
  }

  @Test
  @DisplayName("A conflict is opened for both, and closed for both by the one who decides")
  void conflict() {
    String session = newSession();
    try (Guest ada = Guest.join(base(), session, "Ada"); Guest bob = Guest.join(base(), session, "Bob")) {
      int unseen = bob.welcome().getJsonObject("currentState").getInt("seq");
      ada.say("param:update", object().add("mu", 0.6), "a");
      ada.await("param:broadcast");
      bob.say("param:update", object().add("mu", 0.65).add("baseSeq", unseen), "b");
      JsonObject question = bob.await("conflict:detected").getJsonObject("payload");
      assertEquals(0.6, question.getJsonNumber("theirValue").doubleValue());
      assertEquals("Ada", question.getString("theirUserName"));
      String conflict = question.getString("conflictId");
      assertEquals(conflict, ada.await("conflict:opened").getJsonObject("payload").getString("conflictId"));
      bob.say("conflict:resolved", object().add("param", "mu").add("resolvedValue", 0.625).add("strategy", "average")
          .add("conflictId", conflict), "c");
      for (Guest guest : List.of(ada, bob)) {
        JsonObject closed = guest.await("conflict:closed").getJsonObject("payload");
        assertEquals(0.625, closed.getJsonNumber("value").doubleValue());
        assertEquals("average", closed.getString("strategy"));
      }
    }
  }

  @Test
  @DisplayName("Who comes back gets what was missed, in order and once")
  void reconnect() {
    String session = newSession();
    String token = Visitor.object(visitor().post("api/v1/auth/anonymous", "{\"username\": \"Ada\"}")).getString("token");
    try (Guest bob = Guest.join(base(), session, "Bob")) {
      int seen;
      try (Guest ada = Guest.join(base(), session, object().add("token", token).add("clientId", "ada-1"))) {
        ada.say("param:update", object().add("omega", 1.1), "kept");
        seen = ada.await("param:broadcast").getInt("seq");
      }
      int left = bob.await("session:left").getInt("seq");
      bob.say("param:update", object().add("kappa", 0.03).add("baseSeq", left), "missed");
      int missed = bob.await("param:broadcast", message -> message.containsKey("ref")).getInt("seq");
      JsonObjectBuilder again = object().add("token", token).add("clientId", "ada-1").add("lastSeenSeq", seen);
      try (Guest ada = Guest.join(base(), session, again)) {
        assertEquals(missed - seen, ada.welcome().getInt("replaying"));
        assertEquals(left, ada.await("session:left").getInt("seq"));
        assertEquals(missed, ada.await("param:broadcast").getInt("seq"));
        ada.say("param:update", object().add("omega", 1.1), "kept");
        assertEquals(seen, ada.await("param:broadcast").getInt("seq"), "the repeated command is answered as the first time");
      }
    }
  }

  @Test
  @DisplayName("The token may come with the handshake, as a header or in the address, and serves its own connection only")
  void handshakeTokens() {
    String session = newSession();
    JsonObject ada = Visitor.object(visitor().post("api/v1/auth/anonymous", "{\"username\": \"Ada\"}"));
    JsonObject bob = Visitor.object(visitor().post("api/v1/auth/anonymous", "{\"username\": \"Bob\"}"));
    try (Guest first = Guest.open(base(), session, Map.of("Authorization", "Bearer " + ada.getString("token")));
        Guest second = Guest.open(base(), session + "?token=" + bob.getString("token"), Map.of());
        Guest third = Guest.open(base(), session, Map.of())) {
      assertEquals(ada.getString("user_id"), authenticated(first).getString("userId"));
      assertEquals(bob.getString("user_id"), authenticated(second).getString("userId"));
      String stranger = authenticated(third).getString("userId");
      assertTrue(!stranger.equals(ada.getString("user_id")) && !stranger.equals(bob.getString("user_id")), stranger);
    }
  }

  private static JsonObject authenticated(Guest guest) {
    guest.say("auth", object(), null);
    return guest.await("auth:success").getJsonObject("payload");
  }

  @Test
  @DisplayName("Whoever is in a session that is deleted is sent away with 4410")
  void deleted() {
    JsonObject host = Visitor.object(visitor().post("api/v1/auth/anonymous", "{}"));
    String session = newSession();
    try (Guest guest = Guest.join(base(), session, object().add("token", host.getString("token")))) {
      HttpResponse<String> answer = visitor().delete("api/v1/sessions/" + session, host.getString("token"));
      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals(4410, guest.awaitClose());
    }
    assertEquals(410, visitor().get("api/v1/sessions/" + session, "*/*").statusCode());
  }

  @Test
  @DisplayName("Binary messages end with 1003, too large ones with 1009, malformed ones with an error and no end")
  void badMessages() {
    String session = newSession();
    try (Guest guest = Guest.join(base(), session, "Ada")) {
      guest.say("{");
      assertEquals("bad_message", guest.await("error").getJsonObject("payload").getString("code"));
      guest.sayBinary(new byte[] {1, 2, 3});
      assertEquals(1003, guest.awaitClose());
    }
    try (Guest guest = Guest.join(base(), session, "Bob")) {
      int most = guest.welcome().getJsonObject("limits").getInt("maxMessageBytes");
      guest.say("{\"type\": \"ping\", \"ref\": \"large\", \"payload\": {\"x\": \"" + "x".repeat(most - 100) + "\"}}");
      assertEquals("large", guest.await("pong").getString("ref"));
      guest.say("\"" + "x".repeat(most) + "\"");
      assertEquals(1009, guest.awaitClose());
    }
  }

  @Test
  @DisplayName("Pings are answered, the WebSocket's and the protocol's")
  void pings() {
    try (Guest guest = Guest.join(base(), newSession(), "Ada")) {
      assertEquals("hello", guest.ping("hello"));
      guest.say("ping", object(), "p");
      assertEquals("p", guest.await("pong").getString("ref"));
    }
  }

  @Test
  @DisplayName("Who asks without end and never reads is sent away, and disturbs nobody meanwhile")
  void stalled() throws IOException {
    String session = newSession();
    try (Guest ada = Guest.join(base(), session, "Ada"); Staller staller = new Staller(base(), session)) {
      String stalling = ada.await("session:joined").getJsonObject("payload").getJsonObject("user").getString("id");
      CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> staller.askForState(20_000));
      for (int i = 0; i < 20; i++) {
        ada.say("param:update", object().add("kappa", 0.011 + i / 1_000.0), "k" + i);
        ada.await("param:broadcast", own -> own.containsKey("ref"));
      }
      ada.awaitOrRecall("session:left", left -> left.getJsonObject("payload").getString("userId").equals(stalling));
      asking.orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  @Test
  @DisplayName("What can be no session id is refused at the handshake")
  void badSessionId() {
    CompletionException refused =
        assertThrows(CompletionException.class, () -> Guest.open(base(), "no.session", Map.of()));
    WebSocketHandshakeException answer = (WebSocketHandshakeException) refused.getCause();
    assertEquals(400, answer.getResponse().statusCode());
  }
}
