package io.tutti.e2e;

import static io.tutti.e2e.PeopleServer.door;
import static io.tutti.e2e.PeopleServer.enter;
import static io.tutti.e2e.PeopleServer.frame;
import static io.tutti.e2e.PeopleServer.give;
import static io.tutti.e2e.PeopleServer.join;
import static io.tutti.e2e.PeopleServer.session;
import static io.tutti.e2e.PeopleServer.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

@DisplayName("The dialect of the LLM Session Manager, over a server as it is shipped")
@ExtendWith(PeopleServer.class)
@Timeout(60)
class LlmDialectIT {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}";

  private String room;

  /** A session of Alice's, in which Bob is editor and Cid viewer. */
  @BeforeEach
  void make(RunningServer server) {
    room = session(server, "alice", "private");
    give(server, room, "alice", "bob", "editor");
    give(server, room, "alice", "cid", "viewer");
  }

  @Test
  @DisplayName("[LSM1] Without a good token the handshake is 403")
  void tokens(RunningServer server) {
    assertEquals(403, Client.handshakeStatus(door(server, room, "")));
    assertEquals(403, Client.handshakeStatus(door(server, room, "?token=abc")));
    assertEquals(403, Client.handshakeStatus(door(server, room, "?token=anonymous")));
    String forged = SignedToken.of("another secret that is long enough for it, say 32", "user_alice", "tests");
    assertEquals(403, Client.handshakeStatus(door(server, room, "?token=" + forged)));
    String expired = SignedToken.of(PeopleServer.SECRET, "HS256", "user_alice", "tests", claims -> claims.add("exp", 1_000));
    assertEquals(403, Client.handshakeStatus(door(server, room, "?token=" + expired)));
    assertEquals(101, Client.handshakeStatus(door(server, room, "?token=" + token("alice"))));
    assertEquals(101, Client.handshakeStatus(door(server, room, ""), "Authorization", "Bearer " + token("alice")));
  }

  @Test
  @DisplayName("[LSM2] An unknown session, and one that does not let in, are 403; none is made by coming")
  void sessions(RunningServer server) {
    assertEquals(403, Client.handshakeStatus(door(server, "none-of-that-id", "?token=" + token("alice"))));
    assertEquals(404, Web.get(server, "/api/v1/sessions/none-of-that-id").status());
    assertEquals(403, RawClient.handshakeStatus(server, "/ws/session/a%20b?token=" + token("alice")));
    assertEquals(403, Client.handshakeStatus(door(server, room, "?token=" + token("dave"))));
    String team = session(server, "alice", "team");
    assertEquals(403, Client.handshakeStatus(door(server, team, "?token=" + token("dave"))));
  }

  @Test
  @DisplayName("[LSM3] A public session lets in whoever has a token, and so does one that no account owns")
  void open(RunningServer server) {
    String open = session(server, "alice", "public");
    try (Client dave = enter(server, open, "dave")) {
      assertEquals("editor", dave.inbox().all().get(0).getString("your_role"));
    }
    String free = Web.session(server, JsonValue.EMPTY_JSON_OBJECT);
    enter(server, free, "dave").close();
  }

  @Test
  @DisplayName("[LSM4] The newcomer is told who is here, itself included, by both names of everything, in order of arrival")
  void connected(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      JsonObject welcome = bob.inbox().all().get(0);
      assertEquals(room, welcome.getString("session_id"));
      assertEquals("editor", welcome.getString("your_role"));
      assertTrue(welcome.getString("timestamp").matches(TIME));
      assertEquals(welcome.get("participants"), welcome.get("users"));
      List<JsonObject> people = welcome.getJsonArray("participants").getValuesAs(JsonObject.class);
      assertEquals(List.of("user_alice", "user_bob"), people.stream().map(one -> one.getString("id")).toList());
      assertEquals("user_alice", people.get(0).getString("user_id"));
      assertEquals("alice", people.get(0).getString("username"));
      assertEquals("host", people.get(0).getString("role"));
      assertTrue(people.get(0).getString("joined_at").matches(TIME));
      assertTrue(people.get(0).getString("joined_at").compareTo(people.get(1).getString("joined_at")) <= 0);
      JsonObject joined = alice.inbox().next("user_joined");
      assertEquals("user_bob", joined.getJsonObject("user").getString("id"));
      assertEquals("user_bob", joined.getString("user_id"));
      assertTrue(joined.getString("timestamp").matches(TIME));
    }
  }

  @Test
  @DisplayName("[LSM15] Two tabs of one person hear everything, and come and go as one")
  void tabs(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client second = enter(server, room, "bob")) {
      Client first = enter(server, room, "bob");
      alice.inbox().next("user_joined");
      alice.send(frame("{'type':'chat_message','content':'who hears this'}"));
      first.inbox().next("chat_message");
      second.inbox().next("chat_message");
      first.close();
      alice.send(frame("{'type':'chat_message','content':'and this'}"));
      assertEquals("and this", second.inbox().next("chat_message").getString("content"));
      second.close();
      JsonObject left = alice.inbox().next("user_left");
      assertEquals("bob", left.getString("username"));
      assertEquals("user_bob", left.getString("user_id"));
      assertEquals(1, count(alice, "user_joined"));
      assertEquals(1, count(alice, "user_left"));
    }
  }

  private static long count(Client client, String type) {
    return client.inbox().all().stream().filter(message -> Messages.type(message).equals(type)).count();
  }

  @Test
  @DisplayName("[LSM6] [LSM8] A chat message comes nested and at the top, with who is mentioned, to everybody and its author")
  void chat(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      bob.send(frame("{'type':'chat_message','content':'  hello @alice and @nobody '}"));
      JsonObject mine = bob.inbox().next("chat_message");
      JsonObject message = alice.inbox().next("chat_message");
      assertEquals(mine, message);
      JsonObject nested = message.getJsonObject("message");
      assertEquals("hello @alice and @nobody", nested.getString("content"));
      assertEquals("chat", nested.getString("message_type"));
      assertEquals(room, nested.getString("session_id"));
      assertEquals(List.of("alice"), texts(nested.getJsonObject("metadata"), "mentions"));
      assertEquals(JsonValue.EMPTY_JSON_OBJECT, nested.getJsonObject("metadata").get("reactions"));
      assertEquals(JsonValue.NULL, nested.get("parent_id"));
      assertEquals(JsonValue.NULL, nested.get("deleted_at"));
      assertTrue(nested.getString("created_at").matches(TIME));
      assertEquals(nested.getString("id"), message.getString("message_id"));
      assertEquals(nested.getString("created_at"), message.getString("timestamp"));
      for (String name : List.of("user_id", "username", "content", "metadata")) {
        assertEquals(nested.get(name), message.get(name), name);
      }
    }
  }

  private static List<String> texts(JsonObject object, String name) {
    return object.getJsonArray(name).stream().map(value -> ((jakarta.json.JsonString) value).getString()).toList();
  }

  @Test
  @DisplayName("[LSM7] A code comment says where it stands; one without a file is refused")
  void comment(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      alice.send(frame("{'type':'code_comment','data':{'file':'main.py','line':42,'content':'slow','code_snippet':'def f():'}}"));
      JsonObject comment = bob.inbox().next("code_comment");
      JsonObject metadata = comment.getJsonObject("comment").getJsonObject("metadata");
      assertEquals("main.py", metadata.getString("file"));
      assertEquals(42, metadata.getInt("line"));
      assertEquals("def f():", metadata.getString("code_snippet"));
      assertEquals("comment", comment.getJsonObject("comment").getString("message_type"));
      assertEquals(metadata, comment.getJsonObject("metadata"));
      assertEquals("INVALID_MESSAGE", refusal(alice, "{'type':'code_comment','data':{'content':'where?'}}"));
    }
  }

  private static String refusal(Client client, String json) {
    client.send(frame(json));
    return client.inbox().next("error").getString("error_code");
  }

  @Test
  @DisplayName("[LSM5] [LSM9] Reactions are read from the top and from data, kept by user, and told with all there are")
  void reactions(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      bob.send(frame("{'type':'chat_message','content':'hi'}"));
      String id = alice.inbox().next("chat_message").getString("message_id");
      alice.send(frame("{'type':'reaction','message_id':'" + id + "','emoji':'👍'}"));
      assertEquals("add", bob.inbox().next("reaction_update").getString("action"));
      bob.send(frame("{'type':'reaction','data':{'message_id':'" + id + "','emoji':'👍','action':'add'}}"));
      JsonObject second = alice.inbox().next("second reaction",
          message -> Messages.type(message).equals("reaction_update") && message.getString("user_id").equals("user_bob"));
      assertEquals(List.of("user_alice", "user_bob"), texts(second.getJsonObject("reactions"), "👍"));
      alice.send(frame("{'type':'reaction','message_id':'" + id + "','emoji':'👍','action':'remove'}"));
      JsonObject third = bob.inbox().next("removal",
          message -> Messages.type(message).equals("reaction_update") && message.getString("action").equals("remove"));
      assertEquals(List.of("user_bob"), texts(third.getJsonObject("reactions"), "👍"));
    }
  }

  @Test
  @DisplayName("[LSM13] Reactions to no message, to one of another session, and with no emoji change nothing")
  void badReactions(RunningServer server) {
    String elsewhere = session(server, "alice", "private");
    try (Client alice = enter(server, room, "alice"); Client there = enter(server, elsewhere, "alice")) {
      there.send(frame("{'type':'chat_message','content':'hi'}"));
      String id = there.inbox().next("chat_message").getString("message_id");
      assertEquals("NOT_FOUND", refusal(alice, "{'type':'reaction','message_id':'" + id + "','emoji':'👍'}"));
      assertEquals("NOT_FOUND", refusal(alice, "{'type':'reaction','message_id':'nope','emoji':'👍'}"));
      assertEquals("INVALID_MESSAGE", refusal(alice, "{'type':'reaction','message_id':'" + id + "','emoji':'x'}"));
      assertEquals("INVALID_MESSAGE", refusal(alice, "{'type':'reaction','emoji':'👍'}"));
      assertEquals(0, count(there, "reaction_update"));
    }
  }

  @Test
  @DisplayName("[LSM10] Cursors and viewports go to the others, a status to everybody, and is one of three")
  void presence(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      alice.send(frame("{'type':'cursor_update','data':{'file':'main.py','line':42,'column':10}}"));
      JsonObject cursor = bob.inbox().next("cursor_update");
      assertEquals("user_alice", cursor.getString("user_id"));
      assertEquals(frame("{'file':'main.py','line':42,'column':10}"), cursor.getJsonObject("cursor"));
      bob.send(frame("{'type':'viewport_update','data':{'file':'main.py','start_line':1,'end_line':60}}"));
      assertEquals(60, alice.inbox().next("viewport_update").getJsonObject("viewport").getInt("end_line"));
      bob.send(frame("{'type':'presence_update','status':'idle'}"));
      assertEquals("idle", alice.inbox().next("presence_update").getString("status"));
      assertEquals("idle", bob.inbox().next("presence_update").getString("status"));
      bob.send(frame("{'type':'presence_update','data':{'status':'away'}}"));
      assertEquals("away", alice.inbox().next("presence_update").getString("status"));
      assertEquals("INVALID_MESSAGE", refusal(bob, "{'type':'presence_update','status':'on fire'}"));
      assertEquals("INVALID_MESSAGE", refusal(bob, "{'type':'cursor_update','data':{'line':1}}"));
      assertEquals(0, count(alice, "cursor_update"));
      assertEquals(0, count(bob, "viewport_update"));
    }
  }

  @Test
  @DisplayName("[LSM11] A direct message comes to the connections of one person, in both protocols, and to nobody else")
  void direct(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob");
        Client bobs = join(server, room, "bob"); Client cid = enter(server, room, "cid")) {
      alice.send(frame("{'type':'direct_message','to':'user_bob','content':' psst '}"));
      JsonObject told = bob.inbox().next("direct_message");
      assertEquals("user_alice", told.getString("from"));
      assertEquals("alice", told.getString("username"));
      assertEquals("psst", told.getString("content"));
      assertTrue(told.getString("timestamp").matches(TIME));
      assertEquals("psst", Messages.payload(bobs.inbox().next("user:message")).getString("content"));
      bobs.send(Messages.message("user:message", Json.createObjectBuilder().add("to", "user_alice").add("content", "yes?").build()));
      assertEquals("yes?", alice.inbox().next("direct_message").getString("content"));
      assertEquals("NOT_FOUND", refusal(alice, "{'type':'direct_message','user_id':'user_nobody','content':'x'}"));
      assertEquals("PERMISSION_DENIED", refusal(cid, "{'type':'direct_message','to':'user_bob','content':'x'}"));
      assertEquals("INVALID_MESSAGE", refusal(alice, "{'type':'direct_message','to':'user_bob','content':'  '}"));
      assertEquals(0, count(cid, "direct_message"));
    }
  }

  @Test
  @DisplayName("[LSM12] Tags, description, status and title may be changed; with any other key nothing is")
  void update(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      bob.send(frame("{'type':'session_update','changes':{'tags':['x','y'],'description':'new text','status':'paused'}}"));
      JsonObject changed = alice.inbox().next("session_update");
      assertEquals(frame("{'tags':['x','y'],'description':'new text','status':'paused'}"), changed.getJsonObject("changes"));
      assertEquals("user_bob", changed.getString("updated_by"));
      assertEquals("INVALID_MESSAGE",
          refusal(bob, "{'type':'session_update','changes':{'description':'x','token_count':7}}"));
      assertEquals("INVALID_MESSAGE", refusal(bob, "{'type':'session_update','changes':{'status':'not a status'}}"));
      assertEquals("INVALID_MESSAGE", refusal(bob, "{'type':'session_update'}"));
      JsonObject now = Web.get(server, "/api/v1/sessions/" + room, PeopleServer.bearer("alice")).object();
      assertEquals("new text", now.getString("description"));
      assertEquals("paused", now.getString("status"));
      assertEquals(1, count(alice, "session_update"));
    }
  }

  @Test
  @DisplayName("[LSM13] [LSM17] What is malformed is answered, and the connection stays; a hundred of it end with 1008")
  void malformed(RunningServer server) {
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      for (String text : List.of("{\"type\":", "[1,2]", "{\"type\":\"chat_message\",\"content\":5}", "{}", "")) {
        bob.sendText(text);
        JsonObject error = bob.inbox().next("error");
        assertEquals("INVALID_MESSAGE", error.getString("error_code"), text);
        assertFalse(error.getString("message").isBlank());
        assertTrue(error.getString("timestamp").matches(TIME));
      }
      assertEquals("UNKNOWN_TYPE", refusal(bob, "{'type':'dance'}"));
      alice.send(frame("{'type':'chat_message','content':'after'}"));
      bob.inbox().next("chat_message");
      assertEquals(0, count(alice, "user_left"));
      for (int i = 0; i < 95; i++) {
        bob.sendText("{");
      }
      assertEquals(1008, bob.awaitClose());
      alice.inbox().next("user_left");
    }
    Client binary = enter(server, room, "bob");
    binary.sendBinary(new byte[] {1, 2});
    assertEquals(1003, binary.awaitClose());
  }
}
