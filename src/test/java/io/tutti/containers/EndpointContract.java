package io.tutti.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.TokenIssuer;
import io.tutti.hub.Purpose;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.tyrus.client.ClientManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the endpoint does on every implementation of WebSocket: they differ in how they bring messages and take them. */
abstract class EndpointContract {

  /** What the kernel is to keep of what a client does not read, in bytes. */
  static final int SEND_BUFFER = 16_384;

  /** Where the endpoint runs; ends with a slash. */
  abstract URI base();

  /** Who stands behind it. */
  abstract Lobby lobby();

  private static JsonObjectBuilder object() {
    return Json.createObjectBuilder();
  }

  @Test
  @DisplayName("[JOIN6] A newcomer is welcomed, the others are told")
  void join() {
    try (Guest ada = Guest.join(base(), "join", "Ada"); Guest bob = Guest.join(base(), "join", "Bob")) {
      assertEquals(2, bob.welcome().getJsonArray("users").size());
      JsonObject joined = ada.await("session:joined").getJsonObject("payload").getJsonObject("user");
      assertEquals(bob.welcome().getString("userId"), joined.getString("id"));
    }
  }

  private Guest join(String session, TokenIssuer.Issued token) {
    return Guest.join(base(), session, object().add("token", token.token()));
  }

  @Test
  @DisplayName("[REV2] Whose token ends is sent away with 4401 and cannot come back by it; everybody else stays")
  void expels() {
    TokenIssuer.Issued ended = lobby().token("user_kim");
    try (Guest kim = join("expel", ended); Guest again = join("expel", ended); Guest other = join("expel", lobby().token("user_kim"));
        Guest bob = Guest.join(base(), "expel", "Bob")) {
      lobby().revocations().end(ended.identity());
      assertEquals(4401, kim.awaitClose());
      assertEquals(4401, again.awaitClose());
      other.say("ping", object(), "still");
      assertEquals("still", other.await("pong").getString("ref"));
      bob.say("ping", object(), "here");
      assertEquals("here", bob.await("pong").getString("ref"));
    }
    try (Guest back = Guest.open(base(), "expel", Map.of())) {
      back.say("auth", object().add("token", ended.token()), null);
      assertEquals("Invalid or missing authentication token", back.await("auth:failed").getJsonObject("payload").getString("error"));
    }
  }

  @Test
  @DisplayName("[REV2] A token that ends while somebody comes in by it lets nobody in")
  void expelsAtTheDoor() {
    TokenIssuer.Issued ended = lobby().token("user_lee");
    lobby().afterNextJudgement(judgement -> lobby().revocations().end(ended.identity()));
    try (Guest lee = Guest.open(base(), "door", Map.of())) {
      lee.say("auth", object().add("token", ended.token()), null);
      assertEquals(4401, lee.awaitClose());
    }
    assertTrue(lobby().reception().gate().open(new SessionId("door"), Caller.NOBODY, Purpose.READ).isEmpty(), "somebody came in");
  }

  @Test
  @DisplayName("[TOK10] [TOK11] Whose token is about to end is told once, and sent away with 4401 when it has; guests without one stay")
  void tokensEnd() {
    TokenIssuer.Issued token = lobby().token("user_kim");
    long end = token.identity().expiresAt();
    try (Guest kim = join("ending", token); Guest bob = Guest.join(base(), "ending", "Bob")) {
      assertTrue(Math.abs(Instant.parse(kim.welcome().getString("serverTime")).toEpochMilli() - System.currentTimeMillis()) < 60_000);
      lobby().reception().lookAtTokens(end - 60_001);
      lobby().reception().lookAtTokens(end - 59_000);
      lobby().reception().lookAtTokens(end - 58_000);
      assertEquals(59_000, kim.await("auth:expiring").getJsonObject("payload").getInt("in"));
      lobby().reception().lookAtTokens(end - 1);
      kim.say("ping", object(), "once");
      kim.await("pong");
      assertFalse(kim.hasHeard("auth:expiring"), "it was told before");
      lobby().reception().lookAtTokens(end);
      assertEquals(4401, kim.awaitClose());
      bob.say("ping", object(), "here");
      assertEquals("here", bob.await("pong").getString("ref"));
    }
  }

  @Test
  @DisplayName("[TOK10] The server looks by itself")
  void tokensEndByThemselves() {
    try (Guest kim = join("brief", lobby().token("user_kim", 3))) {
      assertEquals(4401, kim.awaitClose());
    }
  }

  @Test
  @DisplayName("[TOK12] Another token of the same person renews a connection without its leaving; anybody else's does not")
  void renews() {
    TokenIssuer.Issued first = lobby().token("anon_ada");
    long end = first.identity().expiresAt();
    try (Guest ada = join("renewing", first); Guest bob = Guest.join(base(), "renewing", "Bob")) {
      ada.say("auth", object().add("token", lobby().token("anon_eve").token()), "eve");
      assertEquals("eve", ada.await("auth:failed").getString("ref"));
      ada.say("auth", object().add("token", "forged"), "forged");
      assertEquals("forged", ada.await("auth:failed").getString("ref"));
      ada.say("auth", object(), "none");
      assertEquals("bad_message", ada.await("error").getJsonObject("payload").getString("code"));
      bob.say("auth", object().add("token", first.token()), "bob");
      bob.await("auth:failed");
      ada.say("auth", object().add("token", lobby().token("anon_ada", 1_000).token()), "next");
      JsonObject renewed = ada.await("auth:renewed");
      assertEquals("next", renewed.getString("ref"));
      assertTrue(renewed.getJsonObject("payload").getInt("expiresIn") > 900_000);
      lobby().reception().lookAtTokens(end);
      ada.say("ping", object(), "still");
      assertEquals("still", ada.await("pong").getString("ref"));
      bob.say("ping", object(), "seen");
      bob.await("pong");
      assertFalse(bob.hasHeard("session:left"), "nobody has left");
      lobby().reception().lookAtTokens(end + 401_000);
      assertEquals(4401, ada.awaitClose());
    }
  }

  @Test
  @DisplayName("[OUT6] Who shows a token whose issuer does not answer is told so")
  void unreachable() {
    try (Guest kim = Guest.open(base(), "unreachable", Map.of())) {
      kim.say("auth", object().add("token", "unreachable"), null);
      String error = kim.await("auth:failed").getJsonObject("payload").getString("error");
      assertTrue(error.contains("issuer of this token cannot be reached"), error);
    }
  }

  @Test
  @DisplayName("[ENV4] A thousand quick messages are answered in their order, and everybody sees the same numbers")
  void order() {
    int updates = 1_000;
    try (Guest ada = Guest.join(base(), "order", "Ada"); Guest bob = Guest.join(base(), "order", "Bob")) {
      for (int i = 0; i < updates; i++) {
        ada.say("param:update", object().add("omega", 0.5 + i / 2_000.0), "u" + i);
      }
      int before = 0;
      for (int i = 0; i < updates; i++) {
        JsonObject own = ada.await("param:broadcast");
        JsonObject other = bob.await("param:broadcast");
        assertEquals("u" + i, own.getString("ref"));
        assertEquals(own.getInt("seq"), other.getInt("seq"));
        assertTrue(before == 0 || own.getInt("seq") == before + 1, () -> "a gap before " + own);
        before = own.getInt("seq");
      }
    }
  }

  @Test
  @DisplayName("A message may come in a thousand frames, cut anywhere, even within a character")
  void fragments() {
    String text = "{\"type\": \"ping\", \"ref\": \"cut\", \"payload\": {\"x\": \"" + "aé€😀".repeat(1_000) + "\"}}";
    try (Guest guest = Guest.join(base(), "fragments", "Ada")) {
      guest.sayInParts(text, 5);
      assertEquals("cut", guest.await("pong").getString("ref"));
      guest.say("ping", object(), "after");
      assertEquals("after", guest.await("pong").getString("ref"));
    }
  }

  @Test
  @DisplayName("[ENV13] A message of exactly 1 MiB is taken, in one frame or in many, one byte more ends with 1009")
  void large() throws Exception {
    String head = "{\"type\": \"ping\", \"ref\": \"large\", \"payload\": {\"x\": \"";
    String tail = "\"}}";
    String largest = head + "x".repeat(Lobby.MAX_MESSAGE_BYTES - head.length() - tail.length()) + tail;
    try (Guest guest = Guest.join(base(), "large", "Ada")) {
      guest.say(largest);
      assertEquals("large", guest.await("pong").getString("ref"));
      guest.sayInParts(largest, 10_000);
      assertEquals("large", guest.await("pong").getString("ref"));
      guest.say(largest + " ");
      assertEquals(1009, guest.awaitClose());
    }
    assertEquals("large", answerToOneFrame(largest).getString("ref"));
  }

  /** The JDK's client cuts long messages into frames; Tyrus's does not. */
  private JsonObject answerToOneFrame(String text) throws DeploymentException, IOException {
    CompletableFuture<String> welcome = new CompletableFuture<>();
    CompletableFuture<String> answer = new CompletableFuture<>();
    Endpoint endpoint = new Endpoint() {
      @Override
      public void onOpen(Session session, EndpointConfig config) {
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) message -> {
          (welcome.isDone() ? answer : welcome).complete(message);
        });
      }
    };
    URI address = URI.create(base().toString().replaceFirst("^http", "ws") + "api/v1/session/connect/one-frame");
    try (Session session =
        ClientManager.createClient().connectToServer(endpoint, ClientEndpointConfig.Builder.create().build(), address)) {
      // Who has not said who it is may say little (rule JOIN24).
      session.getBasicRemote().sendText("{\"type\": \"auth\", \"payload\": {\"token\": \"anonymous\"}}");
      welcome.orTimeout(20, TimeUnit.SECONDS).join();
      session.getBasicRemote().sendText(text);
      String json = answer.orTimeout(20, TimeUnit.SECONDS).join();
      try (var reader = Json.createReader(new java.io.StringReader(json))) {
        return reader.readObject();
      }
    }
  }

  @Test
  @DisplayName("[ENV13] A binary message ends with 1003")
  void binary() {
    try (Guest guest = Guest.join(base(), "binary", "Ada")) {
      guest.sayBinary(new byte[100_000]);
      assertEquals(1003, guest.awaitClose());
    }
  }

  @Test
  @DisplayName("The WebSocket's ping is answered with what it carried, before signing in and after")
  void ping() {
    try (Guest guest = Guest.open(base(), "ping", java.util.Map.of())) {
      assertEquals("hello", guest.ping("hello"));
    }
    try (Guest guest = Guest.join(base(), "ping", "Ada")) {
      assertEquals("again", guest.ping("again"));
    }
  }

  @Test
  @DisplayName("A long answer and many short ones at once arrive whole and in order")
  void bursts() {
    try (Guest ada = Guest.join(base(), "bursts", "Ada")) {
      for (int i = 0; i < 300; i++) {
        ada.say("param:update", object().add("mu", 0.5 + i / 2_000.0), "m" + i);
      }
      int seen = ada.await("param:broadcast", message -> message.getString("ref").equals("m299")).getInt("seq");
      JsonObjectBuilder late = object().add("name", "Late").add("lastSeenSeq", 0);
      try (Guest bob = Guest.join(base(), "bursts", late)) {
        for (int seq = 2; seq <= seen; seq++) {
          assertEquals(seq, bob.await("param:broadcast").getInt("seq"));
        }
      }
    }
  }

  @Test
  @DisplayName("[DOC6] A text of 900 KB, of characters of all widths, comes whole among short messages")
  void longText() {
    String text = "aé€😀".repeat(90_000);
    try (Guest ada = Guest.join(base(), "long", "Ada"); Guest bob = Guest.join(base(), "long", "Bob")) {
      ada.type("main", text);
      ada.say("ping", object(), "before");
      ada.say("doc:open", object().add("doc", "main"), "open");
      ada.say("ping", object(), "after");
      assertEquals("before", ada.await("pong").getString("ref"));
      JsonObject state = ada.await("doc:state");
      assertEquals("open", state.getString("ref"));
      assertEquals(text, state.getJsonObject("payload").getString("text"));
      assertEquals("after", ada.await("pong").getString("ref"));
      bob.say("ping", object(), "unharmed");
      assertEquals("unharmed", bob.await("pong").getString("ref"));
    }
  }

  @Test
  @DisplayName("Who does not read is sent away after the send time-out, and disturbs nobody meanwhile")
  void stalled() throws IOException {
    try (Guest ada = Guest.join(base(), "stalled", "Ada"); Guest bob = Guest.join(base(), "stalled", "Bob");
        Staller staller = new Staller(base(), "stalled")) {
      JsonObject joined = ada.await("session:joined", message -> isCalled(message, "Staller"));
      String stalling = joined.getJsonObject("payload").getJsonObject("user").getString("id");
      staller.askForState(4_500);
      for (int i = 0; i < 20; i++) {
        ada.say("param:update", object().add("kappa", 0.011 + i / 1_000.0), "k" + i);
        assertEquals("k" + i, ada.await("param:broadcast").getString("ref"));
        bob.await("param:broadcast");
      }
      JsonObject left = ada.awaitOrRecall(
          "session:left", message -> message.getJsonObject("payload").getString("userId").equals(stalling));
      long millis = Duration.between(time(joined), time(left)).toMillis();
      assertTrue(millis >= Lobby.SEND_TIMEOUT_MILLIS, () -> "it did not stall, but was sent away after " + millis + " ms");
      staller.awaitEnd();
    }
  }

  @Test
  @DisplayName("A client that is told to close and does not is cut off after the send time-out")
  void deaf() throws IOException {
    try (Staller staller = new Staller(base(), "deaf")) {
      staller.misbehave();
      staller.awaitEnd();
    }
  }

  private static Instant time(JsonObject message) {
    return Instant.parse(message.getString("timestamp"));
  }

  private static boolean isCalled(JsonObject joined, String name) {
    return joined.getJsonObject("payload").getJsonObject("user").getString("name").equals(name);
  }
}
