package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Who may be called what at the Novel Engine's endpoint")
@ExtendWith(SharedServer.class)
@Timeout(60)
class NovelPeopleIT {

  private static final String TAKEN = "That user id is somebody's: connect with ?token= or choose another";

  private final String session = "np-" + UUID.randomUUID();
  private final Deque<Client> clients = new ArrayDeque<>();

  @AfterEach
  void leave() {
    clients.forEach(Client::close);
  }

  private Client kept(Client client) {
    clients.push(client);
    return client;
  }

  /** The close code and the reason with which a connection is refused. */
  private static String refusal(URI address, String... headers) {
    Client client = Client.connect(address, headers);
    JsonObject message = client.inbox().next("system_message");
    assertEquals("error", message.getString("level"));
    return client.awaitClose() + " " + message.getString("message");
  }

  @Test
  @DisplayName("[NE1] [NE2] ids that can be none are refused, with the reason")
  void impossible(RunningServer server) {
    assertEquals("4404 A session id is 1–64 letters, digits, _ or -", refusal(NovelWords.address(server, "a.b", "alice")));
    assertEquals("4403 A user id is 1–80 printable characters",
        refusal(NovelWords.address(server, session, "x".repeat(81))));
  }

  @Test
  @DisplayName("[NE4] [NED7] an account's id and user name, also one that looks the same, are nobody else's without a token")
  void accounts(RunningServer server) {
    String name = "kim" + UUID.randomUUID().toString().substring(0, 8);
    JsonObject account = Web.post(server, "/api/auth/register", Json.createObjectBuilder().add("email", name + "@example.com")
        .add("username", name).add("password", "password of " + name).build().toString()).object();
    String id = account.getJsonObject("user").getString("id");
    String token = account.getString("access_token");
    assertEquals("4403 " + TAKEN, refusal(NovelWords.address(server, session, name)));
    assertEquals("4403 " + TAKEN, refusal(NovelWords.address(server, session, name.toUpperCase(java.util.Locale.ROOT))));
    assertEquals("4403 " + TAKEN, refusal(NovelWords.address(server, session, id)));
    Client watcher = kept(NovelWords.join(server, session, "watcher"));
    Client kim = kept(NovelWords.entered(Client.connect(NovelWords.address(server, session, name, token))));
    assertEquals(name, watcher.inbox().next("Kim", NovelWords.about("join_session", id)).getString("username"));
    kim.send(NovelWords.action("wait", "inn"));
    kim.inbox().next("the own action", NovelWords.about("agent_action", name));
    watcher.inbox().next("Kim's action", NovelWords.about("agent_action", id));
    Client tab = kept(NovelWords.entered(Client.connect(
        NovelWords.address(server, session, id), "Authorization", "Bearer " + token)));
    tab.send(NovelWords.free("Again"));
    assertEquals("invalid_op", tab.inbox().next("system_message").getString("code"), "it is the same person");
  }

  @Test
  @DisplayName("[NE4] [NED7] a token lets in its own user only")
  void tokens(RunningServer server) {
    String token = Web.token(server, "Ada");
    assertEquals("4403 That user id is not the token's", refusal(NovelWords.address(server, session, "bob", token)));
    assertEquals("4401 Invalid authentication token", refusal(NovelWords.address(server, session, "Ada", token + "x")));
    assertEquals("4403 " + TAKEN, refusal(NovelWords.address(server, session, "anon_0123456789ab")));
    Client ada = kept(Client.connect(NovelWords.address(server, session, "Ada", token)));
    assertEquals("[\"Ada\"]", ada.inbox().next("state_sync").get("participants").toString());
  }

  @Test
  @DisplayName("[NE3] [NE5] [NE17] a second connection by a guest's user id is somebody else, who cannot act as that guest")
  void impostor(RunningServer server) {
    Client ben = kept(NovelWords.join(server, session, "ben"));
    Client other = kept(NovelWords.join(server, session, "ben"));
    assertEquals("ben-2", ben.inbox().next("join_session").getString("user_id"));
    other.send(NovelWords.action("wait", "inn"));
    assertEquals("ben-2", ben.inbox().next("agent_action").getString("user_id"));
    assertEquals("ben", other.inbox().next("the own action", NovelWords.about("agent_action", "ben")).getString("user_id"));
    Client watcher = kept(Client.join(server, session, "Watcher"));
    other.close();
    assertEquals("ben-2", ben.inbox().next("leave_session").getString("user_id"));
    watcher.inbox().next("session:left");
  }

  @Test
  @DisplayName("[NE3] without a token the same user id comes back to the same character, where nobody has it meanwhile")
  void comesBack(RunningServer server) {
    Client bob = kept(NovelWords.join(server, session, "bob"));
    Client alice = NovelWords.join(server, session, "alice");
    alice.send(NovelWords.action("wait", "inn"));
    String character = bob.inbox().next("agent_action").getString("character");
    alice.close();
    bob.inbox().next("leave_session");
    Client again = kept(NovelWords.join(server, session, "alice"));
    bob.inbox().next("join_session");
    bob.send(NovelWords.action("wait", "inn"));
    bob.inbox().next("the own action", NovelWords.about("agent_action", "bob"));
    again.send(NovelWords.action("wait", "inn"));
    assertEquals(character, again.inbox().next("the action", NovelWords.about("agent_action", "alice")).getString("character"));
  }

  @Test
  @DisplayName("[NE4] a guest who is called what turns out to be somebody's id makes room")
  void makesRoom() {
    String secret = "a secret of this test's own, of more than thirty-two bytes";
    String id = "outsider-7";
    try (RunningServer server = ServerSetup.empty("novel").with("JWT_SECRET", secret).start()) {
      Client guest = NovelWords.join(server, session, id);
      try (Client owner = Client.joinAs(server, session, SignedToken.of(secret, id, ""))) {
        assertEquals(4403, guest.awaitClose());
        assertEquals("4403 That user id is somebody's who takes part: choose another",
            refusal(NovelWords.address(server, session, id)));
        assertEquals(id, owner.userId());
      }
    }
  }

  @Test
  @DisplayName("[NE2] where anonymous people may not come in, a token is needed, and one that ends closes its connections")
  void noGuests() {
    try (RunningServer server = ServerSetup.empty("novel-known").with("ANONYMOUS", "off").with("BCRYPT_COST", "4").start()) {
      assertEquals("4401 Authentication required: connect with ?token=",
          refusal(NovelWords.address(server, session, "alice")));
      JsonObject account = Web.post(server, "/api/auth/register",
          "{\"email\":\"kim@example.com\",\"username\":\"kim\",\"password\":\"password of kim\"}").object();
      String token = account.getString("access_token");
      Client kim = NovelWords.entered(Client.connect(NovelWords.address(server, session, "kim", token)));
      assertEquals(200, Web.post(server, "/api/auth/logout", "", "Authorization", "Bearer " + token).status());
      assertEquals("Your token has ended", kim.inbox().next("system_message").getString("message"));
      assertEquals(4401, kim.awaitClose());
    }
  }
}
