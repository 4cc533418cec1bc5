package io.tutti.e2e;

import static io.tutti.e2e.PeopleServer.bearer;
import static io.tutti.e2e.PeopleServer.door;
import static io.tutti.e2e.PeopleServer.enter;
import static io.tutti.e2e.PeopleServer.frame;
import static io.tutti.e2e.PeopleServer.join;
import static io.tutti.e2e.PeopleServer.session;
import static io.tutti.e2e.PeopleServer.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Who is where, who comes in and who is what, over a server as it is shipped")
@ExtendWith(PeopleServer.class)
@Timeout(60)
class PeopleIT {

  private String room;

  @BeforeEach
  void make(RunningServer server) {
    room = session(server, "alice", "private");
  }

  private static JsonObject say(String type, String json, String ref) {
    return Messages.withRef(Messages.message(type, frame(json)), ref);
  }

  private static JsonObject say(String type, String json) {
    return Messages.message(type, frame(json));
  }

  private static JsonObject next(Client client, String type) {
    return Messages.payload(client.inbox().next(type));
  }

  @Test
  @DisplayName("[PRES1] [PRES2] [PRES5] What one says of oneself comes to the others; what cannot be said is refused")
  void presence(RunningServer server) {
    try (Client alice = join(server, room, "alice"); Client bob = join(server, room, "bob")) {
      alice.send(say("presence:update", "{'status':'idle','cursor':{'file':'a.py','line':3,'column':1},'custom':{'x':1}}"));
      JsonObject changed = next(bob, "presence:changed");
      assertEquals("user_alice", changed.getString("userId"));
      assertEquals(alice.welcome().getString("clientId"), changed.getString("clientId"));
      assertEquals("idle", changed.getString("status"));
      assertEquals(3, changed.getJsonObject("cursor").getInt("line"));
      for (String bad : List.of("{'status':'on fire'}", "{'cursor':{'line':1}}", "{'cursor':{'file':'f','line':-1}}",
          "{'cursor':5}", "{'typing':{}}", "{'custom':'" + "x".repeat(5_000) + "'}", "{'viewport':{'start_line':1}}",
          "{'cursor':{'doc':'main','anchor':[1],'affinity':'left'}}")) {
        alice.send(say("presence:update", bad, "bad"));
        assertEquals("bad_message", Messages.code(alice.inbox().next("error")), bad);
      }
      JsonObject snapshot = Messages.payload(bob.ask(say("presence:get", "{}", "g"), "presence:snapshot"));
      assertEquals(2, snapshot.getJsonArray("users").size());
      assertEquals("alice", snapshot.getJsonArray("users").getJsonObject(0).getString("username"));
      assertEquals(0, Messages.payload(bob.ask(say("presence:get", "{'file':'b.py'}", "h"), "presence:snapshot"))
          .getJsonArray("users").size());
      JsonObject http = Web.get(server, "/api/v1/sessions/" + room + "/presence?file=a.py", bearer("alice")).object();
      assertEquals("user_alice", http.getJsonArray("users").getJsonObject(0).getString("userId"));
    }
  }

  @Test
  @DisplayName("[PRES7] [REST42] A cursor that says an index is told as an anchor")
  void anchored(RunningServer server) {
    try (Client alice = join(server, room, "alice"); Client bob = join(server, room, "bob")) {
      alice.send(say("doc:edit", "{'doc':'main','epoch':1,'ops':[{'ins':'hello','id':[1,'a'],'after':[0,'root']}]}", "e"));
      alice.inbox().next("doc:ops");
      alice.send(say("presence:update", "{'cursor':{'doc':'main','index':2,'affinity':'left'}}"));
      JsonObject cursor = next(bob, "presence:changed").getJsonObject("cursor");
      assertEquals("main", cursor.getString("doc"));
      assertEquals(2, cursor.getJsonArray("anchor").getInt(0));
      JsonObject seen = Web.get(server, "/api/v1/sessions/" + room + "/presence?file=main", bearer("alice")).object();
      assertEquals(1, seen.getJsonArray("users").size());
    }
  }

  @Test
  @DisplayName("[PRES11] rtc:signal reaches the one it names, with who sent it")
  void call(RunningServer server) {
    try (Client alice = join(server, room, "alice"); Client bob = join(server, room, "bob"); Client cid = join(server, room, "cid")) {
      alice.send(say("rtc:signal", "{'to':'user_bob','data':{'sdp':'v=0'}}"));
      JsonObject signal = next(bob, "rtc:signal");
      assertEquals("user_alice", signal.getString("from"));
      assertEquals("v=0", signal.getJsonObject("data").getString("sdp"));
      cid.state();
      assertFalse(cid.inbox().all().stream().anyMatch(message -> Messages.type(message).equals("rtc:signal")));
    }
  }

  @Test
  @DisplayName("[PRES12] A client that falls silent is gone within three heartbeats, and leaves no ghost")
  void silent() {
    try (RunningServer server = ServerSetup.empty("silent").with("HEARTBEAT_MS", "2000").start();
        Client alice = Client.join(server, "ghosts", "Alice"); RawClient mute = RawClient.join(server, "ghosts", "Mute")) {
      String id = next(alice, "session:joined").getJsonObject("user").getString("id");
      assertEquals(id, next(alice, "session:left").getString("userId"));
      assertEquals(1, Web.get(server, "/api/v1/sessions/ghosts").object().getInt("user_count"));
      assertTrue(mute.awaitClose() != 1000);
    }
  }

  /** A new invitation to the room. */
  private JsonObject invite(RunningServer server, String wishes) {
    Web.Reply reply = Web.post(server, "/api/v1/sessions/" + room + "/invites", wishes.replace('\'', '"'), bearer("alice"));
    assertEquals(201, reply.status(), reply.text());
    return reply.object();
  }

  @Test
  @DisplayName("[INV1] [INV4] [INV5] [JOIN22] An invitation opens a session for members at every door, as often as it says")
  void invited(RunningServer server) {
    Web.send(server.http("/api/v1/sessions/" + room), "PATCH", "{\"admission\":\"members\"}", bearer("alice"));
    JsonObject invite = invite(server, "{'role':'viewer','maxUses':2}");
    String token = invite.getString("token");
    assertTrue(invite.getString("url").endsWith("/trilogic?session=" + room + "&invite=" + token));
    try (Client outside = Client.connect(server, room)) {
      outside.send(Messages.auth(token("cid"), null));
      assertEquals(4403, outside.awaitClose());
    }
    assertEquals(403, Client.handshakeStatus(door(server, room, "?token=" + token("bob"))));
    assertEquals(403, Client.handshakeStatus(door(server, room, "?token=" + token("bob") + "&invite=wrong")));
    try (Client bob = Client.connect(door(server, room, "?token=" + token("bob") + "&invite=" + token))) {
      assertEquals("viewer", bob.inbox().next("connected").getString("your_role"));
    }
    enter(server, room, "bob").close();
    try (Client cid = Client.connect(server, room)) {
      cid.send(Messages.message("auth", Json.createObjectBuilder().add("token", token("cid")).add("invite", "wrong").build()));
      assertEquals("This invitation is not valid", next(cid, "auth:failed").getString("error"));
      cid.send(Messages.message("auth", Json.createObjectBuilder().add("token", token("cid")).add("invite", token).build()));
      assertEquals("viewer", next(cid, "auth:success").getString("role"));
    }
    assertEquals(403, Client.handshakeStatus(door(server, room, "?token=" + token("dave") + "&invite=" + token)));
    JsonObject listed = Web.get(server, "/api/v1/sessions/" + room + "/invites", bearer("alice")).json().asJsonArray().getJsonObject(0);
    assertEquals(2, listed.getInt("uses"));
    assertFalse(listed.containsKey("token"));
  }

  @Test
  @DisplayName("[INV5] [INV6] Who was made viewer is not raised by coming again with the same invitation; one that was ended lets nobody in")
  void notRaised(RunningServer server) {
    JsonObject invite = invite(server, "{'role':'editor'}");
    String query = "?token=" + token("bob") + "&invite=" + invite.getString("token");
    try (Client bob = Client.connect(door(server, room, query))) {
      assertEquals("editor", bob.inbox().next("connected").getString("your_role"));
    }
    PeopleServer.give(server, room, "alice", "bob", "viewer");
    try (Client bob = Client.connect(door(server, room, query))) {
      assertEquals("viewer", bob.inbox().next("connected").getString("your_role"));
    }
    assertEquals(200, Web.delete(server, "/api/v1/sessions/" + room + "/invites/" + invite.getString("id"), bearer("alice")).status());
    assertEquals(101, Client.handshakeStatus(door(server, room, query)));
    assertEquals(403, Client.handshakeStatus(door(server, room, "?token=" + token("cid") + "&invite=" + invite.getString("token"))));
    assertEquals(404, Web.delete(server, "/api/v1/sessions/" + room + "/invites/none", bearer("alice")).status());
  }

  @Test
  @DisplayName("[REST34] [REST35] [ROLE11] Banning and handing over, over HTTP, are seen at once")
  void governed(RunningServer server) {
    try (Client alice = join(server, room, "alice"); Client bob = join(server, room, "bob"); Client cid = join(server, room, "cid")) {
      String participants = "/api/v1/sessions/" + room + "/participants/";
      assertEquals("banned", Web.delete(server, participants + "user_cid?ban=true", bearer("alice")).object().getString("status"));
      assertEquals(4403, cid.awaitClose());
      try (Client again = Client.connect(server, room)) {
        again.send(Messages.auth(token("cid"), null));
        assertEquals(4403, again.awaitClose());
      }
      assertEquals(422, Web.delete(server, participants + "user_bob?ban=perhaps", bearer("alice")).status());
      assertEquals(403, Web.post(server, participants + "user_bob/transfer", "{}", bearer("bob")).status());
      assertEquals(200, Web.post(server, participants + "user_bob/transfer", "{}", bearer("alice")).status());
      assertEquals("host", next(alice, "participant:role").getString("role"));
      assertEquals("editor", next(alice, "participant:role").getString("role"));
      assertEquals(404, Web.post(server, participants + "nobody/transfer", "{}", bearer("bob")).status());
      assertEquals(403, Web.post(server, participants + "user_bob/transfer", "{}", bearer("alice")).status());
    }
  }
}
