package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The audit log of a running server")
@Timeout(60)
class AuditIT {

  private static final String[] OPERATOR = {"Authorization", "Bearer operator-token-0123456789"};

  @Test
  @DisplayName("[DP9] [DP10] with AUDIT=all a command of any dialect has a line, with the network that it came from")
  void everyDialect() {
    ServerSetup setup = ServerSetup.empty("audit").with("ADMIN_TOKEN", "operator-token-0123456789").with("AUDIT", "all")
        .with("JWT_SECRET", PeopleServer.SECRET)
        .with("REST_PER_SECOND", "100000").with("REST_BURST", "100000");
    try (RunningServer server = setup.start()) {
      String room = PeopleServer.session(server, "alice", "public");
      try (Client alice = PeopleServer.join(server, room, "alice"); Client writing = PeopleServer.enter(server, room, "alice");
          Client telling = NovelWords.entered(Client.connect(
              NovelWords.address(server, room, "user_alice", PeopleServer.token("alice"))));
          CollabClient typing = CollabClient.greet(
              URI.create(CollabClient.address(server) + "?token=" + PeopleServer.token("alice")), room, "c", 0)) {
        alice.send(Messages.withRef(Messages.message("param:update", PeopleServer.frame("{'mu':0.6}")), "p"));
        alice.inbox().next("param:broadcast");
        writing.send(PeopleServer.frame("{'type':'chat_message','content':'x'}"));
        alice.inbox().next("chat:message");
        telling.send(NovelWords.action("wait", "inn"));
        telling.inbox().next("agent_action");
        typing.edit("m1", CollabClient.ins(CollabClient.ROOT, CollabClient.id(1, "c"), "x"));
      }
      for (String action : List.of("param:update", "chat:send", "story:act", "doc:edit")) {
        JsonObject line = line(server, room, action);
        assertEquals("127.0.0.0/24", line.getString("address", null), line.toString());
        assertEquals("user_alice", line.getString("user"));
      }
    }
  }

  /** Lines are written within about a second: asks until there is one. */
  private static JsonObject line(RunningServer server, String room, String action) {
    while (true) {
      List<JsonObject> lines = Web.get(server, "/api/v1/audit?session=" + room, OPERATOR).json().asJsonArray().stream()
          .map(JsonValue::asJsonObject).filter(line -> line.getString("action").equals(action)).toList();
      if (!lines.isEmpty()) {
        return lines.get(0);
      }
    }
  }
}
