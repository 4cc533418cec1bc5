package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A story of a running server")
@ExtendWith(SharedServer.class)
@Timeout(120)
class StoryIT {

  private final Deque<Client> clients = new ArrayDeque<>();

  @AfterEach
  void leave() {
    clients.forEach(Client::close);
  }

  private Client joinAs(RunningServer server, String session, String token) {
    Client client = Client.joinAs(server, session, token);
    clients.push(client);
    return client;
  }

  private static String story(RunningServer server, String hostToken) {
    Web.Reply made = Web.post(server, "/api/stories", "{\"title\":\"The Lamp\"}", "Authorization", "Bearer " + hostToken);
    assertEquals(201, made.status(), made.text());
    return made.object().getString("session_id");
  }

  private static JsonObject action(JsonObject action, String ref) {
    return Messages.withRef(
        Messages.message("story:action", Json.createObjectBuilder().add("action", action).build()), ref);
  }

  private static JsonObject does(String type, String target) {
    return Json.createObjectBuilder().add("action_type", type).add("target", target).build();
  }

  /** Acts and waits until that has happened. */
  private static JsonObject act(Client client, JsonObject action, String ref) {
    client.send(action(action, ref));
    return Messages.payload(client.inbox().next("story:acted " + ref, message -> Messages.type(message).equals("story:acted")
        && message.getString("ref", "").equals(ref)));
  }

  private static JsonObject failure(Client client, JsonObject action) {
    client.send(action(action, "bad"));
    return Messages.payload(client.inbox().next("story:failed"));
  }

  private static JsonObject turn(Client client) {
    return Messages.payload(client.inbox().next("story:turn"));
  }

  @Test
  @DisplayName("[STO12] [STO16] [REST51] [REST53] two players, three turns, kill -9 in the middle: the story goes on")
  void threeTurns() {
    ServerSetup setup = ServerSetup.empty("story");
    String ann;
    String ben;
    String session;
    JsonObject first;
    try (RunningServer server = setup.start()) {
      ann = Web.token(server, "Ann");
      ben = Web.token(server, "Ben");
      session = story(server, ann);
      Client a = Client.joinAs(server, session, ann);
      Client b = Client.joinAs(server, session, ben);
      act(a, does("investigate", "inn"), "a0");
      act(b, does("talk", "marta"), "b0");
      first = turn(a);
      assertEquals(first, turn(b));
      act(a, does("move", "harbour"), "a1");
      server.kill();
    }
    try (RunningServer server = setup.start()) {
      // Ben first: whoever was lost with the server has left, and a turn in which all who are here have acted is over.
      Client b = joinAs(server, session, ben);
      Client a = joinAs(server, session, ann);
      JsonObject state = Messages.payload(a.ask(Messages.message("story:get"), "story:state"));
      assertEquals(1, state.getInt("turn"));
      assertEquals(1, state.getJsonArray("acted").size(), "Ann has acted, and that was told");
      assertEquals("[\"" + b.userId() + "\"]", state.get("awaited").toString());
      assertEquals("invalid_op", failure(a, does("wait", "inn")).getString("code"), "Ann has acted in this turn");
      act(b, does("wait", "inn"), "b1");
      JsonObject second = turn(a);
      assertEquals(1, second.getInt("turn"));
      act(a, does("wait", "inn"), "a2");
      act(b, does("take", "logbook"), "b2");
      JsonObject third = turn(b);
      JsonObject book = Web.get(server, "/api/stories/" + session).object();
      assertEquals(3, book.getInt("turn"));
      assertEquals(List.of(first.getString("narrative"), second.getString("narrative"), third.getString("narrative")),
          narratives(book));
    }
  }

  private static List<String> narratives(JsonObject book) {
    return book.getJsonArray("turns").stream().map(turn -> turn.asJsonObject().getString("narrative")).toList();
  }

  @Test
  @DisplayName("[STO9] [STO11] who leaves in mid-turn is not waited for; a host ends a turn, an editor does not, a viewer does nothing")
  void peopleOfATurn(RunningServer server) {
    String host = Web.token(server, "Ann");
    String session = story(server, host);
    Client ann = joinAs(server, session, host);
    Client ben = joinAs(server, session, Web.token(server, "Ben"));
    Client cy = Client.joinAs(server, session, Web.token(server, "Cy"));
    act(ann, does("wait", "inn"), "a0");
    act(ben, does("wait", "inn"), "b0");
    cy.close();
    assertEquals(0, turn(ann).getInt("turn"));
    JsonObject endTurn = Messages.message("story:end_turn");
    assertEquals("forbidden", ben.refusal(endTurn.toString()));
    act(ann, does("wait", "inn"), "a1");
    ann.send(endTurn);
    assertEquals(1, turn(ben).getInt("turn"));
    ann.send(Messages.message("participant:role",
        Json.createObjectBuilder().add("userId", ben.userId()).add("role", "viewer").build()));
    ben.inbox().next("participant:role");
    assertEquals("forbidden", ben.refusal(action(does("wait", "inn"), "b2").toString()));
  }

  @Test
  @DisplayName("[STO2] [STO3] [STO4] [STO6] [STA6] [STA7] bad input is refused to the actor alone, and nothing changes")
  void badInput(RunningServer server) {
    String host = Web.token(server, "Ann");
    String session = story(server, host);
    Client ann = joinAs(server, session, host);
    Client ben = joinAs(server, session, Web.token(server, "Ben"));
    act(ann, does("wait", "inn"), "a0");
    ben.inbox().next("story:acted");
    long before = Messages.seq(ann.ask(Messages.message("session:resync"), "session:state"));
    String character = character(ann);
    Map<JsonObject, String> bad = Map.of(
        does("wait", "inn"), "invalid_op",
        does("wait", "nowhere at all"), "not_found",
        Json.createObjectBuilder().add("action_type", "wait").add("character", "marta").build(), "forbidden",
        Json.createObjectBuilder().add("text", "x".repeat(100_000)).build(), "too_large",
        Json.createObjectBuilder().add("target", "inn").build(), "bad_message",
        Json.createObjectBuilder().add("text", "hm").add("__proto__", 1).build(), "bad_message");
    bad.forEach((action, code) ->
        assertEquals(code, failure(ann, action).getString("code"), action.toString()));
    assertEquals("forbidden", failure(ben,
        Json.createObjectBuilder().add("action_type", "wait").add("character", character).build()).getString("code"));
    badPatches(ann);
    assertEquals(before, Messages.seq(ann.ask(Messages.message("session:resync"), "session:state")));
    assertFalse(ben.inbox().all().stream().anyMatch(message -> message.toString().contains("nowhere at all")));
  }

  private static String character(Client client) {
    JsonArray characters = Messages.payload(client.ask(Messages.message("story:get"), "story:state")).getJsonArray("characters");
    return characters.stream().map(JsonValue::asJsonObject)
        .filter(one -> client.userId().equals(one.getString("player", ""))).findFirst().orElseThrow().getString("id");
  }

  private static void badPatches(Client client) {
    String deep = "{\"a\":".repeat(50) + "1" + "}".repeat(50);
    Map<String, String> bad = Map.of(
        "{\"patch\":{\"big\":\"" + "x".repeat(900_000) + "\"}}", "too_large",
        "{\"patch\":" + deep + "}", "bad_message",
        "{\"patch\":{\"__proto__\":{\"admin\":true}}}", "bad_message",
        "{\"patch\":{\"a\":1},\"baseVersion\":99}", "stale_version");
    bad.forEach((payload, code) -> assertEquals(code,
        client.refusal("{\"type\":\"state:patch\",\"payload\":" + payload + "}"), payload.substring(0, 16)));
    assertEquals("bad_message", client.refusal("{\"type\":\"state:patch\",\"payload\":{\"patch\":{\"a\":"
        + "[".repeat(10_000) + "]".repeat(10_000) + "}}}"));
  }

  @Test
  @DisplayName("[STO7] [STO17] a slow language model holds nobody up, its narrative is seen as it is written, and when it fails the rules go on")
  void languageModel() throws IOException, InterruptedException {
    try (StoryModel model = new StoryModel();
        RunningServer server = ServerSetup.empty("story-model").with("STORY_MODEL_URL", model.url())
            .with("STORY_MODEL", "teller").with("STORY_MODEL_KEY", "s3cret").start()) {
      String host = Web.token(server, "Ann");
      String session = story(server, host);
      Client ann = joinAs(server, session, host);
      Client ben = joinAs(server, session, Web.token(server, "Ben"));
      ann.send(action(spoken("investigate", "slowly"), "a0"));
      assertTrue(model.slowIsAsked.await(20, TimeUnit.SECONDS));
      meanwhile(ann, ben);
      model.release();
      ben.inbox().next("Ann's action", message -> isActionOf(message, ann.userId()));
      JsonObject told = turn(ben);
      assertEquals(String.join("", StoryModel.PIECES), told.getString("narrative"));
      assertEquals("model", told.getString("by"));
      assertEquals(told.getString("narrative"), narrated(ben));
      model.breakDown();
      JsonObject result = act(ann, does("wait", "inn"), "a1").getJsonObject("result");
      assertEquals("rules", result.getString("by"));
      act(ben, does("wait", "inn"), "b1");
      JsonObject fallback = turn(ann);
      assertEquals("rules", fallback.getString("by"));
      assertEquals("the model answered with status 400", fallback.getString("fallback"));
      assertTrue(model.keys.stream().allMatch("Bearer s3cret"::equals), model.keys.toString());
      assertFalse(server.output().contains("s3cret"));
    }
  }

  private static JsonObject spoken(String type, String text) {
    JsonObjectBuilder action = Json.createObjectBuilder(does(type, "inn"));
    return action.add("text", text).build();
  }

  /** While Ann's action is being resolved, she cannot act again, and everything else goes on. */
  private static void meanwhile(Client ann, Client ben) {
    assertEquals("invalid_op", failure(ann, does("wait", "inn")).getString("code"));
    JsonObject result = act(ben, does("wait", "inn"), "b0").getJsonObject("result");
    assertEquals(StoryModel.TELLING, result.getString("description"));
    assertEquals("model", result.getString("by"));
    ben.send(Messages.update("mu", 0.6));
    ann.inbox().next("param:broadcast");
    assertFalse(ann.inbox().all().stream().anyMatch(message -> isActionOf(message, ann.userId())));
  }

  private static boolean isActionOf(JsonObject message, String user) {
    return Messages.type(message).equals("story:acted") && user.equals(Messages.payload(message).getString("userId", null));
  }

  /** What was to be seen of the narrative before it was complete, put together by where each piece begins. */
  private static String narrated(Client client) {
    StringBuilder text = new StringBuilder();
    client.inbox().all().stream().filter(message -> Messages.type(message).equals("story:narrating"))
        .map(Messages::payload).forEach(piece -> {
          assertEquals(text.length(), piece.getInt("from"), Arrays.toString(StoryModel.PIECES));
          text.append(piece.getString("text"));
        });
    return text.toString();
  }
}
