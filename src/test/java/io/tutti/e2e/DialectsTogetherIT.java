package io.tutti.e2e;

import static io.tutti.e2e.PeopleServer.bearer;
import static io.tutti.e2e.PeopleServer.enter;
import static io.tutti.e2e.PeopleServer.frame;
import static io.tutti.e2e.PeopleServer.give;
import static io.tutti.e2e.PeopleServer.join;
import static io.tutti.e2e.PeopleServer.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("People of the native protocol and of the LLM Session Manager's, in one session")
@ExtendWith(PeopleServer.class)
@Timeout(60)
class DialectsTogetherIT {

  private String room;

  @BeforeEach
  void make(RunningServer server) {
    room = session(server, "alice", "private");
    give(server, room, "alice", "bob", "editor");
  }

  private static JsonObject payload(String type, String json) {
    return Messages.message(type, frame(json));
  }

  @Test
  @DisplayName("[LSM5] Coming, going, chat, comments, reactions, places, status and profile cross over in both directions")
  void crossing(RunningServer server) {
    try (Client alice = join(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      assertEquals("user_bob", Messages.payload(alice.inbox().next("session:joined")).getJsonObject("user").getString("id"));
      alice.send(payload("chat:send", "{'content':'hi @bob'}"));
      JsonObject told = bob.inbox().next("chat_message");
      assertEquals("hi @bob", told.getString("content"));
      String id = told.getString("message_id");
      alice.send(payload("chat:send", "{'content':'an answer','parentId':'" + id + "'}"));
      assertEquals(id, bob.inbox().next("chat_message").getJsonObject("message").getString("parent_id"));
      bob.send(frame("{'type':'reaction','message_id':'" + id + "','emoji':'🎉'}"));
      assertEquals("🎉", Messages.payload(alice.inbox().next("chat:reacted")).getString("emoji"));
      alice.send(payload("chat:send", "{'content':'here','kind':'comment','anchor':{'file':'a.py','line':3}}"));
      assertEquals(3, bob.inbox().next("code_comment").getJsonObject("metadata").getInt("line"));
      alice.send(payload("chat:send", "{'content':'there','kind':'comment','anchor':{'doc':'main','anchor':[0,'root']}}"));
      assertEquals("main", bob.inbox().next("code_comment").getJsonObject("metadata").getString("file"));
      alice.send(payload("presence:update", "{'status':'idle','cursor':{'file':'a.py','line':1,'column':2}}"));
      assertEquals("idle", bob.inbox().next("presence_update").getString("status"));
      assertEquals(1, bob.inbox().next("cursor_update").getJsonObject("cursor").getInt("line"));
      bob.send(frame("{'type':'viewport_update','data':{'file':'a.py','start_line':1,'end_line':9}}"));
      assertEquals(9, Messages.payload(alice.inbox().next("presence:changed")).getJsonObject("viewport").getInt("end_line"));
      alice.send(payload("session:update", "{'title':'Tune','tokenCount':7}"));
      assertEquals(frame("{'title':'Tune','token_count':7}"), bob.inbox().next("session_update").getJsonObject("changes"));
      alice.close();
      assertEquals("user_alice", bob.inbox().next("user_left").getString("user_id"));
    }
  }

  @Test
  @DisplayName("[LSM5] What the dialect has no word for is not sent there, and breaks nothing")
  void silent(RunningServer server) {
    try (Client alice = join(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      alice.send(Messages.update("mu", 0.6));
      alice.send(payload("state:patch", "{'patch':{'a':1}}"));
      alice.send(payload("chat:send", "{'content':'first'}"));
      String id = bob.inbox().next("chat_message").getString("message_id");
      alice.send(payload("chat:read", "{'messageId':'" + id + "'}"));
      alice.send(payload("chat:send", "{'content':'last'}"));
      assertEquals("last", bob.inbox().next("chat_message").getString("content"));
      assertEquals(3, bob.inbox().all().size(), () -> "connected, first, last, but " + bob.inbox().all());
    }
  }

  @Test
  @DisplayName("[LSM3] [ROLE5] [ROLE9] Who is removed is closed with 4403; who is banned is refused at the door, with 403")
  void removed(RunningServer server) {
    try (Client alice = join(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      alice.send(Messages.withRef(payload("participant:ban", "{'userId':'user_bob'}"), "ban"));
      assertEquals(4403, bob.awaitClose());
      assertTrue(Messages.payload(alice.inbox().next("session:left")).getBoolean("kicked"));
    }
    assertEquals(403, Client.handshakeStatus(
        PeopleServer.door(server, room, "?token=" + PeopleServer.token("bob"))));
  }

  @Test
  @DisplayName("[LSM14] Statistics need a token, count everything and name what the asker may read")
  void statistics(RunningServer server) {
    assertEquals(401, Web.get(server, "/ws/stats").status());
    try (Client alice = enter(server, room, "alice"); Client bob = enter(server, room, "bob")) {
      alice.inbox().next("user_joined");
      bob.send(frame("{'type':'presence_update','status':'away'}"));
      alice.inbox().next("presence_update");
      JsonObject stats = Web.get(server, "/ws/stats", bearer("alice")).object();
      assertTrue(stats.getJsonObject("connections").getInt("total_connections") >= 2);
      JsonObject here = stats.getJsonObject("connections").getJsonObject("sessions").getJsonObject(room);
      assertEquals(2, here.getInt("user_count"));
      assertEquals(frame("{'id':'user_alice','username':'alice','role':'host'}"), here.getJsonArray("users").get(0));
      JsonObject presence = stats.getJsonObject("presence").getJsonObject("sessions").getJsonObject(room);
      assertEquals(Json.createArrayBuilder().add("user_alice").add("user_bob").build(), presence.getJsonArray("users"));
      assertEquals(1, presence.getInt("active_count"));
      Web.send(server.http("/api/v1/sessions/" + room), "PATCH", "{\"admission\":\"members\"}", bearer("alice"));
      JsonObject stranger = Web.get(server, "/ws/stats?token=" + PeopleServer.token("dave")).object();
      assertTrue(stranger.getJsonObject("connections").getInt("total_connections") >= 2);
      assertEquals(false, stranger.getJsonObject("connections").getJsonObject("sessions").containsKey(room));
    }
  }
}
