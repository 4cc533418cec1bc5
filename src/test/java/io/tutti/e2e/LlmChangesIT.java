package io.tutti.e2e;

import static io.tutti.e2e.PeopleServer.enter;
import static io.tutti.e2e.PeopleServer.frame;
import static io.tutti.e2e.PeopleServer.give;
import static io.tutti.e2e.PeopleServer.join;
import static io.tutti.e2e.PeopleServer.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("What changes reaches the LLM Session Manager's clients in words that they know")
@ExtendWith(PeopleServer.class)
@Timeout(60)
class LlmChangesIT {

  private String room;

  /** A session of Alice's, in which Bob is editor and Cid viewer. */
  @BeforeEach
  void make(RunningServer server) {
    room = session(server, "alice", "private");
    give(server, room, "alice", "bob", "editor");
    give(server, room, "alice", "cid", "viewer");
  }

  private static JsonObject after(Client client, String type, JsonObject before) {
    return client.inbox().next("another " + type, message -> Messages.type(message).equals(type) && !message.equals(before));
  }

  @Test
  @DisplayName("[LSM18] An edited message comes again under its id, with its new text")
  void edited(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob"); Client bobs = join(server, room, "bob")) {
      bob.send(frame("{'type':'chat_message','content':'hello'}"));
      JsonObject first = alice.inbox().next("chat_message");
      bobs.send(Messages.message("chat:edit", Json.createObjectBuilder()
          .add("messageId", first.getString("message_id")).add("content", "hello world").build()));
      JsonObject edited = after(alice, "chat_message", first);
      assertEquals(first.getString("message_id"), edited.getString("message_id"));
      assertEquals("hello world", edited.getString("content"));
      assertTrue(edited.getBoolean("edited"));
      assertEquals("bob", edited.getString("username"));
      JsonObject nested = edited.getJsonObject("message");
      assertEquals("hello world", nested.getString("content"));
      assertEquals(first.getJsonObject("message").getString("created_at"), nested.getString("created_at"));
      assertEquals(nested.getString("updated_at"), edited.getString("timestamp"));
      assertEquals(edited, after(bob, "chat_message", first));
    }
  }

  @Test
  @DisplayName("[LSM18] A deleted message comes again without its text, whoever deletes it, and says so where pages look")
  void deleted(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob");
        Client host = join(server, room, "alice"); Client author = join(server, room, "bob")) {
      bob.send(frame("{'type':'chat_message','content':'a secret'}"));
      JsonObject first = alice.inbox().next("chat_message");
      host.send(Messages.message("chat:delete", Json.createObjectBuilder().add("messageId", first.getString("message_id")).build()));
      JsonObject deleted = after(alice, "chat_message", first);
      assertEquals(first.getString("message_id"), deleted.getString("message_id"));
      assertEquals("This message was deleted by a host.", deleted.getString("content"));
      assertTrue(deleted.getBoolean("deleted"));
      assertEquals("user_alice", deleted.getString("deleted_by"));
      assertEquals("", deleted.getJsonObject("message").getString("content"));
      assertNotEquals(JsonValue.NULL, deleted.getJsonObject("message").get("deleted_at"));
      assertFalse(deleted.toString().contains("a secret"));
      bob.send(frame("{'type':'code_comment','data':{'file':'main.py','line':42,'content':'slow','code_snippet':'def f():'}}"));
      JsonObject comment = alice.inbox().next("code_comment");
      author.send(Messages.message("chat:delete", Json.createObjectBuilder().add("messageId", comment.getString("message_id")).build()));
      JsonObject gone = after(alice, "code_comment", comment);
      assertEquals("This message was deleted.", gone.getString("content"));
      assertEquals("main.py", gone.getJsonObject("metadata").getString("file"));
    }
  }

  @Test
  @DisplayName("[LSM7] Answers to a code comment say where it stands, also when they are edited")
  void answers(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob"); Client bobs = join(server, room, "bob")) {
      alice.send(frame("{'type':'code_comment','data':{'file':'main.py','line':42,'content':'slow','code_snippet':'def f():'}}"));
      JsonObject comment = bob.inbox().next("code_comment");
      bob.send(frame("{'type':'code_comment','parent_id':'" + comment.getString("message_id")
          + "','data':{'file':'main.py','line':42,'content':'why?','code_snippet':'def f():'}}"));
      JsonObject answer = after(alice, "code_comment", comment);
      assertEquals("why?", answer.getString("content"));
      assertEquals(comment.getString("message_id"), answer.getString("parent_id"));
      assertEquals(comment.get("metadata"), answer.get("metadata"));
      assertEquals(comment.get("metadata"), answer.getJsonObject("comment").get("metadata"));
      bobs.send(Messages.message("chat:edit", Json.createObjectBuilder()
          .add("messageId", answer.getString("message_id")).add("content", "why so?").build()));
      assertEquals(comment.get("metadata"), after(alice, "code_comment", answer).get("metadata"));
    }
  }

  @Test
  @DisplayName("[LSM19] A new role is told to everybody, by word and by listing the people anew, each with the own role")
  void roles(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      give(server, room, "alice", "bob", "viewer");
      JsonObject changed = alice.inbox().next("role_changed");
      assertEquals("user_bob", changed.getString("user_id"));
      assertEquals("bob", changed.getString("username"));
      assertEquals("viewer", changed.getString("role"));
      assertEquals("user_alice", changed.getString("changed_by"));
      JsonObject people = alice.inbox().next("connected");
      assertEquals("host", people.getString("your_role"));
      assertEquals(List.of("host", "viewer"), people.getJsonArray("users").getValuesAs(JsonObject.class).stream()
          .map(user -> user.getString("role")).toList());
      assertEquals("viewer", bob.inbox().next("connected").getString("your_role"));
      give(server, room, "alice", "dave", "editor");
      assertEquals("user_dave", alice.inbox().next("role_changed").getString("user_id"));
      alice.send(frame("{'type':'chat_message','content':'done'}"));
      alice.inbox().next("chat_message");
      assertEquals(2, alice.inbox().all().stream().filter(message -> Messages.type(message).equals("connected")).count(),
          "who is not here is in no list");
    }
  }

  @Test
  @DisplayName("[LSM20] Who is removed is told why before the close, and the others that it was a removal")
  void removals(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob"); Client host = join(server, room, "alice")) {
      host.send(Messages.message("participant:ban", Json.createObjectBuilder().add("userId", "user_bob").build()));
      JsonObject banned = alice.inbox().next("user_banned");
      assertEquals("user_bob", banned.getString("user_id"));
      assertEquals("user_alice", banned.getString("banned_by"));
      JsonObject left = alice.inbox().next("user_left");
      assertEquals("user_bob", left.getString("user_id"));
      assertTrue(left.getBoolean("kicked"));
      assertEquals("A host has banned you from this session", bob.inbox().next("error").getString("message"));
      assertEquals(4403, bob.awaitClose());
      host.send(Messages.message("participant:ban", Json.createObjectBuilder().add("userId", "user_bob").add("banned", false).build()));
      assertEquals("user_bob", alice.inbox().next("user_unbanned").getString("user_id"));
      try (Client cid = enter(server, room, "cid")) {
        host.send(Messages.message("participant:kick", Json.createObjectBuilder().add("userId", "user_cid").build()));
        assertEquals("A host has removed you from this session", cid.inbox().next("error").getString("message"));
        assertEquals(4403, cid.awaitClose());
      }
    }
  }

  @Test
  @DisplayName("[LSM4] Who comes is shown with a status and since when; who comes is shown where the others' cursors are")
  void arrivals(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client watcher = enter(server, room, "cid")) {
      alice.send(frame("{'type':'cursor_update','data':{'file':'main.py','line':42,'column':10}}"));
      watcher.inbox().next("cursor_update");
      try (Client bob = enter(server, room, "bob")) {
        JsonObject joined = alice.inbox().next("bob", message -> Messages.type(message).equals("user_joined")
            && message.getString("user_id").equals("user_bob")).getJsonObject("user");
        assertEquals("active", joined.getString("status"));
        List<JsonObject> people = bob.inbox().all().get(0).getJsonArray("users").getValuesAs(JsonObject.class);
        assertEquals(people.get(2).getString("joined_at").length(), joined.getString("joined_at").length());
        assertEquals(frame("{'file':'main.py','line':42,'column':10}"), people.get(0).getJsonObject("cursor"));
        assertEquals(JsonValue.NULL, people.get(1).get("cursor"));
      }
    }
  }

  @Test
  @DisplayName("[TOK13] A token as the original made it opens the door to who has an account")
  void originalToken(RunningServer server) {
    JsonObject registered = Web.post(server, "/api/auth/register", "{\"email\":\"olga@example.com\",\"username\":\"olga\","
        + "\"password\":\"long enough 1\"}").object();
    String id = registered.getJsonObject("user").getString("id");
    String open = session(server, "alice", "public");
    String original = SignedToken.of(PeopleServer.SECRET, "HS256", id, "tests", claims ->
        claims.add("sub", "olga").remove("username").remove("iat").remove("is_anonymous").remove("aud"));
    try (Client olga = Client.connect(PeopleServer.door(server, open, "?token=" + original))) {
      JsonObject connected = olga.inbox().next("connected");
      assertEquals("olga", connected.getJsonArray("users").getJsonObject(0).getString("username"));
      assertEquals(id, connected.getJsonArray("users").getJsonObject(0).getString("id"));
    }
    String stranger = SignedToken.of(PeopleServer.SECRET, "HS256", "user_9", "tests", claims ->
        claims.add("sub", "igor").remove("username"));
    assertEquals(403, Client.handshakeStatus(PeopleServer.door(server, open, "?token=" + stranger)));
  }

  @Test
  @DisplayName("[LSM10] Two connections of one person have one status, wherever it is told: the most attentive one")
  void oneStatus(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client first = enter(server, room, "bob")) {
      Client second = enter(server, room, "bob");
      first.send(frame("{'type':'presence_update','status':'idle'}"));
      assertEquals("active", status(alice), "the other one is active");
      try (Client cid = enter(server, room, "cid")) {
        JsonObject bob = cid.inbox().all().get(0).getJsonArray("users").getJsonObject(1);
        assertEquals("active", bob.getString("status"));
      }
      second.send(frame("{'type':'presence_update','status':'away'}"));
      assertEquals("idle", statusOtherThan(alice, "active"));
      first.close();
      assertEquals("away", statusOtherThan(alice, "idle"));
      second.close();
    }
  }

  private static String status(Client client) {
    return client.inbox().next("presence_update").getString("status");
  }

  private static String statusOtherThan(Client client, String passed) {
    return client.inbox().next("a status that is not " + passed, message -> Messages.type(message).equals("presence_update")
        && !message.getString("status").equals(passed)).getString("status");
  }
}
