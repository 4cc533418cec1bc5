package io.tutti.e2e;

import static io.tutti.e2e.PeopleServer.bearer;
import static io.tutti.e2e.PeopleServer.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Who comes in, by whatever protocol")
@ExtendWith(PeopleServer.class)
@Timeout(120)
class AdmissionIT {

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);

  private static URI collab(RunningServer server, String query) {
    return URI.create("ws://127.0.0.1:" + server.port() + "/ws" + query);
  }

  private static URI novel(RunningServer server, String session, String user, String query) {
    return URI.create("ws://127.0.0.1:" + server.port() + "/ws/" + session + "/" + user + query);
  }

  private static String invite(RunningServer server, String session, String role) {
    return Web.post(server, "/api/v1/sessions/" + session + "/invites", "{\"role\":\"" + role + "\"}", bearer("alice"))
        .object().getString("token");
  }

  private static void members(RunningServer server, String session) {
    Web.send(server.http("/api/v1/sessions/" + session), "PATCH", "{\"admission\":\"members\"}", bearer("alice"));
  }

  private static String role(RunningServer server, String session, String user) {
    return Web.get(server, "/api/v1/sessions/" + session + "/participants", bearer("alice")).json().asJsonArray().stream()
        .map(one -> (JsonObject) one).filter(one -> one.getString("id").equals(user)).findFirst().orElseThrow().getString("role");
  }

  @Test
  @DisplayName("[JOIN20] An account's private session is not written by who has but its id, at the addresses of any other protocol")
  void byTheLink(RunningServer server) {
    String session = PeopleServer.session(server, "alice", "private");
    try (CollabClient stranger = CollabClient.greet(server, session, "ada", 0)) {
      assertEquals(4403, stranger.inbox().awaitClose(Inbox.PATIENCE));
    }
    try (Client stranger = Client.connect(novel(server, session, "ada-" + suffix, ""))) {
      assertEquals("This session does not let you in", stranger.inbox().next("system_message").getString("message"));
      assertEquals(4403, stranger.awaitClose());
    }
    assertEquals(403, Client.handshakeStatus(PeopleServer.door(server, session, "?token=" + token("dave"))));
    PeopleServer.join(server, session, "dave").close();
    String open = PeopleServer.session(server, "alice", "public");
    CollabClient.open(server, open, "ada").close();
    NovelWords.join(server, open, "ada-" + suffix).close();
  }

  @Test
  @DisplayName("[INV4] [JOIN22] [ERR11] An invitation opens a session for members at every address; one that is not good is said to be so")
  void invited(RunningServer server) {
    String session = PeopleServer.session(server, "alice", "private");
    members(server, session);
    String editor = invite(server, session, "editor");
    try (CollabClient refused = CollabClient.greet(collab(server, "?token=" + token("bob") + "&invite=wrong"), session, "bob", 0)) {
      assertEquals(4403, refused.inbox().awaitClose(Inbox.PATIENCE));
      assertTrue(refused.inbox().awaitClosing().substring(5).startsWith("bad_invite:"), refused.inbox().awaitClosing().substring(5));
    }
    try (CollabClient bob = CollabClient.greet(collab(server, "?token=" + token("bob") + "&invite=" + editor), session, "bob", 0)) {
      bob.inbox().next("hello_ack");
      assertEquals("editor", role(server, session, "user_bob"));
    }
    try (Client refused = Client.connect(novel(server, session, "carol", "?token=" + token("carol") + "&invite=wrong"))) {
      assertEquals("This invitation is not valid", refused.inbox().next("system_message").getString("message"));
      assertEquals(4403, refused.awaitClose());
    }
    try (Client carol = Client.connect(novel(server, session, "carol", "?token=" + token("carol") + "&invite=" + editor))) {
      carol.inbox().next("state_sync");
      assertEquals("editor", role(server, session, "user_carol"));
    }
    try (Client dave = Client.connect(server, session)) {
      dave.send(Messages.message("auth", Json.createObjectBuilder().add("token", token("dave")).add("invite", "wrong").build()));
      assertEquals("bad_invite", Messages.payload(dave.inbox().next("auth:failed")).getString("code"));
    }
  }

  @Test
  @DisplayName("[ERR11] [ROLE10] Who is not let in, is removed or is banned can tell by the close's reason")
  void reasons(RunningServer server) {
    String session = PeopleServer.session(server, "alice", "private");
    try (Client bob = PeopleServer.join(server, session, "bob")) {
      Web.send(server.http("/api/v1/sessions/" + session + "/participants/user_bob"), "DELETE", "", bearer("alice"));
      assertEquals(4403, bob.awaitClose());
      assertTrue(bob.inbox().awaitClosing().substring(5).startsWith("removed:"), bob.inbox().awaitClosing().substring(5));
    }
    try (Client bob = PeopleServer.join(server, session, "bob")) {
      Web.send(server.http("/api/v1/sessions/" + session + "/participants/user_bob?ban=true"), "DELETE", "", bearer("alice"));
      assertEquals(4403, bob.awaitClose());
      assertTrue(bob.inbox().awaitClosing().substring(5).startsWith("banned:"), bob.inbox().awaitClosing().substring(5));
    }
    members(server, session);
    for (String name : List.of("bob", "erin")) {
      try (Client client = Client.connect(server, session)) {
        client.send(Messages.auth(token(name), null));
        assertEquals(4403, client.awaitClose());
        String word = name.equals("bob") ? "banned:" : "not_admitted:";
        assertTrue(client.inbox().awaitClosing().substring(5).startsWith(word), client.inbox().awaitClosing().substring(5));
      }
    }
  }

  @Test
  @DisplayName("[JOIN23] An address that is written in another way goes around no door")
  void oneForm(RunningServer server) {
    String session = PeopleServer.session(server, "alice", "private");
    assertEquals(403, RawClient.handshakeStatus(server, "/ws/session/" + session));
    for (String path : List.of("/ws//session/" + session, "//ws/session/" + session, "/ws/%73ession/" + session,
        "/%77s/session/" + session, "/ws/session/" + session + ";x=1", "/ws;x=1/session/" + session, "/ws/session;x/" + session,
        "/ws/session/" + session + "/", "/ws/./session/" + session, "/ws/x/../session/" + session, "/ws/session/%2e%2e/" + session,
        "/ws/", "/ws;x", "/api/v1/session/connect/" + session + ";x=1", "/api/v1//session/connect/" + session,
        "/api/v1/session/%63onnect/" + session, "/ws/" + session + "/a%2Fb")) {
      int status = RawClient.handshakeStatus(server, path);
      assertTrue(status >= 400 && status < 500, path + " " + status);
    }
    assertEquals(101, RawClient.handshakeStatus(server, "/ws/" + session + "/J%C3%BCrgen%20" + suffix));
    assertEquals(101, RawClient.handshakeStatus(server, "/ws"));
  }
}
