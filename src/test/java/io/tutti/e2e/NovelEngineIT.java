package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Clients of the Novel Engine's design")
@ExtendWith(SharedServer.class)
@Timeout(60)
class NovelEngineIT {

  private final String session = "ne-" + UUID.randomUUID();
  private final Deque<Client> clients = new ArrayDeque<>();
  private RunningServer server;

  @BeforeEach
  void use(RunningServer shared) {
    server = shared;
  }

  @AfterEach
  void leave() {
    clients.forEach(Client::close);
  }

  private Client join(String user) {
    return kept(NovelWords.join(server, session, user));
  }

  private Client kept(Client client) {
    clients.push(client);
    return client;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {
    "join-and-leave", "two-tabs", "turn", "sync", "cursors", "failures", "refused-ids"
  })
  @DisplayName("[NE2] [NE6] [NE7] [NE8] [NE9] [NE10] [NE11] [NE13] [NE14] [NE16] [NED1] [NED5] golden frames")
  void golden(String name) {
    new NovelReplay(server, Recording.read("novel", name)).play();
  }

  @Test
  @DisplayName("[NE1] [NED3] the first message that anybody sends may be an action: session and story come into being")
  void atOnce() {
    Client client = kept(Client.connect(NovelWords.address(server, session, "Zoë of Saltmoor")));
    client.send(NovelWords.action("talk", "marta"));
    JsonObject acted = client.inbox().next("agent_action");
    assertEquals("Zoë of Saltmoor", acted.getString("user_id"));
    assertFalse(acted.getJsonObject("result").getString("description").isEmpty());
    assertEquals(0, client.inbox().next("story_update").getInt("turn"));
  }

  @Test
  @DisplayName("[NED2] every type is a plain string, and every time a time")
  void plainTypes() {
    Client alice = join("alice");
    Client bob = join("bob");
    bob.send(NovelWords.action("wait", "inn"));
    bob.send(NovelWords.cursor(Json.createValue(4)));
    alice.inbox().next("user_cursor");
    alice.inbox().next("agent_action");
    alice.inbox().all().forEach(message -> {
      assertTrue(message.get("type") instanceof JsonString, message.toString());
      assertTrue(message.getString("timestamp").matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"), message.toString());
    });
  }

  @Test
  @DisplayName("[NED4] [NE8] state changes by actions have versions, and whoever comes later has them")
  void versions() {
    Client alice = join("alice");
    alice.send(NovelWords.action("move", "harbour"));
    JsonObject acted = alice.inbox().next("agent_action");
    assertEquals(1, acted.getInt("version"));
    assertFalse(acted.getJsonObject("state_updates").isEmpty());
    assertEquals(acted.get("state_updates"), acted.getJsonObject("result").get("state_updates"));
    alice.inbox().next("story_update");
    alice.send(NovelWords.sync(0));
    JsonObject full = alice.inbox().next("full_sync");
    assertTrue(full.getInt("version") >= 1, full.toString());
    assertFalse(full.getJsonObject("state").isEmpty());
    Client bob = join("bob");
    JsonObject first = bob.inbox().all().get(0);
    assertEquals(full.get("state"), first.get("state"));
    assertEquals(full.get("version"), first.get("version"));
    assertEquals(1, first.getInt("turn"));
  }

  @Test
  @DisplayName("[NED5] malformed JSON and refused actions end nobody's connection; a hundred malformed messages a minute do")
  void patience() {
    Client alice = join("alice");
    Client bob = join("bob");
    for (int i = 1; i < 100; i++) {
      alice.sendText(i % 2 == 0 ? "{" : "null");
    }
    assertEquals(99, count(NovelWords.settled(alice), "system_message"));
    alice.sendText("}");
    assertEquals(1008, alice.awaitClose());
    bob.inbox().next("leave_session");
    assertEquals(0, count(NovelWords.settled(bob), "system_message"));
  }

  private static long count(List<String> types, String type) {
    return types.stream().filter(type::equals).count();
  }

  @Test
  @DisplayName("[NE15] binary frames and messages of more than the limit end the connection")
  void frames() {
    Client alice = join("alice");
    alice.sendBinary(new byte[] {1, 2});
    assertEquals(1003, alice.awaitClose());
    Client bob = join("bob");
    bob.sendText("{\"type\":\"agent_action\",\"data\":{\"text\":\"" + "x".repeat(1 << 20) + "\"}}");
    assertEquals(1009, bob.awaitClose());
  }

  @Test
  @DisplayName("[NE9] [NE12] what is too large, too deep or has forbidden names is refused to its sender alone, and changes nothing")
  void badInput() {
    Client alice = join("alice");
    Client bob = join("bob");
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    Map<String, String> bad = Map.of(
        "{\"type\":\"agent_action\",\"data\":{\"text\":\"" + "x".repeat(100_000) + "\"}}", "too_large",
        "{\"type\":\"agent_action\",\"data\":{\"text\":\"hm\",\"parameters\":" + deep + "}}", "bad_message",
        "{\"type\":\"agent_action\",\"data\":{\"text\":\"hm\",\"__proto__\":{}}}", "bad_message",
        "{\"type\":\"agent_action\",\"data\":{\"action_type\":\"wait\",\"character\":\"tobin\",\"target\":\"no\"}}", "not_found",
        "{\"type\":\"user_cursor\",\"position\":" + deep + "}", "bad_message",
        "{\"type\":\"user_cursor\",\"position\":\"" + "x".repeat(5_000) + "\"}", "bad_message",
        "{\"type\":\"user_cursor\",\"position\":1e999}", "bad_message",
        "{\"type\":\"user_cursor\",\"position\":{\"constructor\":1}}", "bad_message",
        "{\"type\":\"user_cursor\",\"position\":{\"doc\":\"main\",\"anchor\":[1]}}", "bad_message",
        "{\"type\":\"state_sync\",\"client_version\":-1}", "bad_message");
    bad.forEach((text, code) -> {
      JsonObject failure = NovelWords.failure(alice, text);
      assertEquals(code, failure.getString("code"), text.substring(0, Math.min(80, text.length())));
      assertEquals("error", failure.getString("level"));
      assertTrue(failure.getString("message").startsWith("Action failed: "), failure.toString());
    });
    assertEquals(List.of("state_sync", "conflict"), NovelWords.settled(bob));
    JsonObject session = Web.get(server, "/api/v1/sessions/" + this.session).object();
    assertEquals(2, session.getInt("current_seq"), "two came in, and nothing else happened");
  }

  @Test
  @DisplayName("[NE7] [NED6] who leaves in mid-turn is not waited for, whatever happens while the others come and go")
  void leaveInMidTurn() {
    Client alice = join("alice");
    Client bob = join("bob");
    alice.send(NovelWords.action("wait", "inn"));
    alice.inbox().next("agent_action");
    bob.close();
    alice.inbox().next("bob's leaving", NovelWords.about("leave_session", "bob"));
    assertEquals(0, alice.inbox().next("story_update").getInt("turn"));
  }

  @Test
  @DisplayName("[NED6] a user in two sessions leaves one of them and stays in the other")
  void twoSessions() {
    Client here = join("alice");
    Client watcher = join("bob");
    Client there = kept(NovelWords.join(server, session + "-2", "alice"));
    there.close();
    here.send(NovelWords.free("Hello?"));
    watcher.inbox().next("alice's action", NovelWords.about("agent_action", "alice"));
    assertEquals(0, count(NovelWords.settled(watcher), "leave_session"));
  }

  @Test
  @DisplayName("[NE9] a viewer's action is refused, and a host of another dialect decides who is one")
  void viewers() {
    String token = Web.token(server, "Host");
    Web.session(server, Json.createObjectBuilder().add("session_id", session).add("default_role", "viewer").build(),
        "Authorization", "Bearer " + token);
    Client alice = join("alice");
    JsonObject refused = NovelWords.failure(alice, NovelWords.action("wait", "inn").toString());
    assertEquals("forbidden", refused.getString("code"));
    Client host = kept(Client.joinAs(server, session, token));
    host.send(Messages.message("participant:role",
        Json.createObjectBuilder().add("userId", "anon_novel_alice").add("role", "editor").build()));
    host.inbox().next("ack");
    alice.send(NovelWords.action("wait", "inn"));
    alice.inbox().next("agent_action");
    host.send(Messages.message("participant:kick", Json.createObjectBuilder().add("userId", "anon_novel_alice").build()));
    assertEquals("A host has removed you from this session", alice.inbox().next("system_message").getString("message"));
    assertEquals(4403, alice.awaitClose());
    assertFalse(alice.inbox().all().stream().anyMatch(message -> Messages.type(message).equals("leave_session")));
  }

  @Test
  @DisplayName("[NE5] [NE10] [NE13] [NE14] a native client and this one are in one session and one story")
  void mixed() {
    Client alice = join("alice");
    Client ben = kept(Client.joinAs(server, session, Web.token(server, "Ben")));
    String benId = ben.userId();
    assertEquals("Ben", alice.inbox().next("Ben", NovelWords.about("join_session", benId)).getString("username"));
    ben.send(Messages.message("state:patch", Json.createObjectBuilder()
        .add("patch", Json.createObjectBuilder().add("weather", "rain")).build()));
    JsonObject delta = alice.inbox().next("state_sync");
    assertEquals("{\"weather\":\"rain\"}", delta.get("state_delta").toString());
    assertEquals(1, delta.getInt("version"));
    assertEquals(benId, delta.getString("source_user"));
    alice.send(NovelWords.action("wait", "inn"));
    JsonObject acted = Messages.payload(ben.inbox().next("story:acted"));
    assertEquals("anon_novel_alice", acted.getString("userId"));
    ben.send(Messages.message("story:action", Json.createObjectBuilder().add("action",
        Json.createObjectBuilder().add("action_type", "talk").add("target", "anon_novel_alice")).build()));
    alice.inbox().next("Ben's action", NovelWords.about("agent_action", benId));
    String narrative = alice.inbox().next("story_update").getString("narrative");
    assertEquals(narrative, Messages.payload(ben.inbox().next("story:turn")).getString("narrative"));
    crossCursors(alice, ben, benId);
  }

  private static void crossCursors(Client alice, Client ben, String benId) {
    JsonObject place = Json.createObjectBuilder().add("file", "a.txt").add("line", 3).build();
    ben.send(Messages.message("presence:update", Json.createObjectBuilder().add("cursor", place)
        .add("typing", Json.createObjectBuilder().add("in", "story")).build()));
    assertEquals(place, alice.inbox().next("Ben's cursor", NovelWords.about("user_cursor", benId)).get("position"));
    assertTrue(alice.inbox().next("Ben's typing", NovelWords.about("user_typing", benId)).getBoolean("typing"));
    alice.send(NovelWords.cursor(place));
    assertEquals(place, cursorAt(ben));
    alice.send(NovelWords.cursor(Json.createValue("door")));
    assertEquals("{\"position\":\"door\"}", cursorAt(ben).toString());
    alice.send(NovelWords.cursor(Json.createObjectBuilder().add("doc", "main").add("index", 0).build()));
    assertEquals("[0,\"root\"]", cursorAt(ben).asJsonObject().get("anchor").toString());
  }

  private static JsonValue cursorAt(Client native1) {
    return Messages.payload(native1.inbox().next("a cursor",
        message -> Messages.type(message).equals("presence:changed") && Messages.payload(message).containsKey("cursor")))
        .get("cursor");
  }
}
