package io.tutti.e2e;

import static io.tutti.e2e.PeopleServer.bearer;
import static io.tutti.e2e.PeopleServer.frame;
import static io.tutti.e2e.PeopleServer.give;
import static io.tutti.e2e.PeopleServer.join;
import static io.tutti.e2e.PeopleServer.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("What people say to each other, over a server as it is shipped")
@ExtendWith(PeopleServer.class)
@Timeout(60)
class ChatIT {

  private String room;

  @BeforeEach
  void make(RunningServer server) {
    room = session(server, "alice", "private");
    give(server, room, "alice", "bob", "editor");
  }

  private static JsonObject say(String type, String json, String ref) {
    return Messages.withRef(Messages.message(type, frame(json)), ref);
  }

  /** Posts something; its id. */
  private static String post(Client client, String json, String ref) {
    client.send(say("chat:send", json, ref));
    return Messages.payload(client.inbox().next("own message", message -> message.getString("ref", "").equals(ref)))
        .getJsonObject("message").getString("id");
  }

  private static String refusal(Client client, String type, String json) {
    client.send(say(type, json, "bad"));
    return Messages.code(client.inbox().next("error"));
  }

  @Test
  @DisplayName("[CHAT3] [CHAT4] [CHAT7] [CHAT8] [CHAT11] A thread with a mention, an edit, a reaction and a deletion, as both see it")
  void thread(RunningServer server) {
    try (Client alice = join(server, room, "alice"); Client bob = join(server, room, "bob")) {
      String first = post(alice, "{'content':'<b>hi</b> @bob'}", "a1");
      JsonObject message = Messages.payload(bob.inbox().next("chat:message")).getJsonObject("message");
      assertEquals("<b>hi</b> @bob", message.getString("content"));
      assertEquals("user_bob", message.getJsonArray("mentions").getJsonObject(0).getString("userId"));
      assertEquals(first, Messages.payload(bob.inbox().next("chat:mentioned")).getString("messageId"));
      String answer = post(bob, "{'content':'yes','parentId':'" + first + "'}", "b1");
      String deep = post(alice, "{'content':'no','parentId':'" + answer + "'}", "a2");
      assertEquals(first, Messages.payload(bob.inbox().next("answer", one -> Messages.type(one).equals("chat:message")
          && Messages.payload(one).getJsonObject("message").getString("id").equals(deep)))
          .getJsonObject("message").getString("parentId"));
      alice.send(say("chat:edit", "{'messageId':'" + first + "','content':'bye'}", "a3"));
      assertEquals("bye", Messages.payload(bob.inbox().next("chat:edited")).getJsonObject("message").getString("content"));
      bob.send(say("chat:react", "{'messageId':'" + first + "','emoji':'👍'}", "b2"));
      assertEquals(1, Messages.payload(alice.inbox().next("chat:reacted")).getJsonObject("reactions").getJsonArray("👍").size());
      assertEquals("forbidden", refusal(bob, "chat:edit", "{'messageId':'" + first + "','content':'x'}"));
      alice.send(say("chat:delete", "{'messageId':'" + first + "'}", "a4"));
      assertEquals(first, Messages.payload(bob.inbox().next("chat:deleted")).getString("messageId"));
      assertEquals("not_found", refusal(bob, "chat:send", "{'content':'late','parentId':'" + first + "'}"));
    }
  }

  @Test
  @DisplayName("[CHAT2] [CHAT9] [CHAT13] Bad content, emoji and ids are refused and change nothing; ten thousand mentions are text")
  void bad(RunningServer server) {
    String elsewhere = session(server, "alice", "private");
    try (Client alice = join(server, room, "alice"); Client there = join(server, elsewhere, "alice")) {
      String other = post(there, "{'content':'elsewhere'}", "e1");
      assertEquals("bad_message", refusal(alice, "chat:send", "{'content':'  '}"));
      assertEquals("too_large", refusal(alice, "chat:send", "{'content':'" + "x".repeat(10_001) + "'}"));
      assertEquals("too_large", refusal(alice, "chat:send", "{'content':'" + "x".repeat(1_000_000) + "'}"));
      assertEquals("too_large", refusal(alice, "chat:send", "{'content':'" + "@alice ".repeat(10_000) + "'}"));
      assertEquals("bad_message", refusal(alice, "chat:react", "{'messageId':'" + other + "','emoji':'no emoji'}"));
      assertEquals("not_found", refusal(alice, "chat:react", "{'messageId':'" + other + "','emoji':'👍'}"));
      assertEquals("not_found", refusal(alice, "chat:delete", "{'messageId':'" + other + "'}"));
      assertEquals("not_found", refusal(alice, "chat:send", "{'content':'x','parentId':'" + other + "'}"));
      post(alice, "{'content':'" + "@alice ".repeat(1_400) + "'}", "a1");
      assertEquals(1, messages(server, room, "").size());
      assertEquals(1, messages(server, room, "").getJsonObject(0).getJsonArray("mentions").size());
    }
  }

  private static JsonArray messages(RunningServer server, String session, String query) {
    Web.Reply reply = Web.get(server, "/api/v1/sessions/" + session + "/messages" + query, bearer("alice"));
    assertEquals(200, reply.status(), reply.text());
    return reply.object().getJsonArray("messages");
  }

  private static List<String> contents(JsonArray messages) {
    return messages.getValuesAs(JsonObject.class).stream().map(message -> message.getString("content")).toList();
  }

  @Test
  @DisplayName("[CHAT16] [CHAT18] [CHAT19] [CHAT22] [REST37] [REST38] History by page over both; how far each has read, and what is unread")
  void history(RunningServer server) {
    try (Client alice = join(server, room, "alice"); Client bob = join(server, room, "bob")) {
      String third = "";
      for (int i = 1; i <= 5; i++) {
        String id = post(alice, "{'content':'number " + i + "'}", "a" + i);
        third = i == 3 ? id : third;
      }
      post(alice, "{'content':'look','kind':'comment','anchor':{'file':'f.py','line':7}}", "c1");
      JsonObject page = Messages.payload(bob.ask(say("chat:history", "{'limit':2,'kind':'chat'}", "h1"), "chat:page"));
      assertEquals(List.of("number 4", "number 5"), contents(page.getJsonArray("messages")));
      assertTrue(page.getBoolean("more"));
      assertEquals(6, page.getInt("unread"));
      assertTrue(page.getInt("unreadTo") > page.getJsonArray("messages").getJsonObject(1).getInt("seq"), "the comment is counted");
      assertEquals(List.of("look"), contents(Messages.payload(
          bob.ask(say("chat:history", "{'file':'f.py','line':7}", "h2"), "chat:page")).getJsonArray("messages")));
      bob.send(say("chat:read", "{'messageId':'" + third + "'}", "r1"));
      assertEquals("user_bob", Messages.payload(alice.inbox().next("chat:read")).getString("userId"));
      JsonObject after = Messages.payload(bob.ask(say("chat:history", "{'limit':1}", "h3"), "chat:page"));
      assertEquals(3, after.getInt("unread"));
      assertTrue(after.getJsonObject("read").containsKey("user_bob"));
      assertEquals(List.of("number 1", "number 2"), contents(messages(server, room, "?before=" + third)));
      assertEquals(List.of("number 2"), contents(messages(server, room, "?before=" + third + "&limit=1")));
      assertEquals(List.of("look"), contents(messages(server, room, "?kind=comment")));
      assertEquals(List.of("number 4"), contents(messages(server, room, "?q=number%204")));
      JsonObject stats = Web.get(server, "/api/v1/sessions/" + room + "/messages/stats", bearer("alice")).object();
      assertEquals(6, stats.getInt("total"));
      assertEquals(1, stats.getJsonObject("by_kind").getInt("comment"));
      assertEquals(1, stats.getInt("authors"));
    }
  }

  @Test
  @DisplayName("[REST39] [CHAT17] One searches in one's own sessions and in no others")
  void search(RunningServer server) {
    String bobs = session(server, "bob", "private");
    try (Client alice = join(server, room, "alice"); Client bob = join(server, bobs, "bob")) {
      post(alice, "{'content':'the needle of Alice'}", "a1");
      post(bob, "{'content':'the needle of Bob'}", "b1");
      JsonArray found = JsonValue.EMPTY_JSON_ARRAY;
      long deadline = System.nanoTime() + java.time.Duration.ofSeconds(15).toNanos();
      while (found.isEmpty() && System.nanoTime() < deadline) {
        found = Web.get(server, "/api/v1/search/messages?q=need", bearer("alice")).json().asJsonArray();
      }
      List<String> contents = found.getValuesAs(JsonObject.class).stream()
          .map(one -> one.getJsonObject("message").getString("content")).toList();
      assertTrue(contents.contains("the needle of Alice"), contents.toString());
      assertTrue(!contents.contains("the needle of Bob"), contents.toString());
      assertEquals(room, found.getJsonObject(0).getString("session_id"));
      assertEquals(401, Web.get(server, "/api/v1/search/messages?q=need").status());
      assertEquals(422, Web.get(server, "/api/v1/search/messages?q=%20", bearer("alice")).status());
    }
  }

  @Test
  @Timeout(240)
  @DisplayName("[CHAT21] [PROF5] [ENV6] kill -9: messages, reactions and profile are there when the server is back")
  void killed() {
    ServerSetup setup = ServerSetup.empty("chat-killed").with("JWT_SECRET", PeopleServer.SECRET);
    RunningServer server = setup.start();
    try {
      String session = session(server, "alice", "private");
      Client alice = join(server, session, "alice");
      String id = post(alice, "{'content':'kept'}", "a1");
      alice.send(say("chat:react", "{'messageId':'" + id + "','emoji':'👍'}", "a2"));
      alice.inbox().next("chat:reacted");
      alice.send(say("session:update", "{'title':'Kept'}", "a3"));
      alice.inbox().next("session:updated");
      server.kill();
      server = setup.start();
      assertEquals(List.of("kept"), contents(messages(server, session, "")));
      JsonObject kept = messages(server, session, "").getJsonObject(0);
      assertEquals(id, kept.getString("id"));
      assertEquals(1, kept.getJsonObject("reactions").getJsonArray("👍").size());
      assertEquals("Kept", Web.get(server, "/api/v1/sessions/" + session, bearer("alice")).object().getString("name"));
      assertEquals(JsonValue.NULL, kept.get("deletedAt"));
    } finally {
      server.close();
    }
  }
}
