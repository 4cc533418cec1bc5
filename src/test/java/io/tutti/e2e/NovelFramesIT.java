package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("What every message to the Novel Engine's clients has, and what these are told besides")
@ExtendWith(SharedServer.class)
@Timeout(120)
class NovelFramesIT {

  private final String session = "nf-" + UUID.randomUUID();
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
    Client client = NovelWords.join(server, session, user);
    clients.push(client);
    return client;
  }

  @Test
  @DisplayName("[NE20] [NE18] Each message has the session, a place in its log and an id of its own, which is the same for all who are shown an event")
  void stamps() {
    Client ann = join("ann");
    Client ben = join("ben");
    ann.inbox().next("join_session");
    ann.send(Json.createObjectBuilder().add("type", "ping").build());
    assertEquals(session, ann.inbox().next("pong").getString("session_id"));
    ben.send(NovelWords.cursor(Json.createValue(7)));
    ann.inbox().next("user_cursor");
    ben.send(NovelWords.free("I look around."));
    JsonObject toAnn = ann.inbox().next("agent_action");
    JsonObject toBen = ben.inbox().next("agent_action");
    assertEquals(toBen.getString("id"), toAnn.getString("id"));
    assertEquals(toBen.getInt("sequence_id"), toAnn.getInt("sequence_id"));
    NovelWords.failure(ann, "{\"type\":\"agent_action\",\"data\":{}}");
    NovelWords.settled(ann);
    Set<String> ids = new HashSet<>();
    int sequence = 0;
    for (JsonObject message : ann.inbox().all()) {
      assertTrue(ids.add(message.getString("id")), message.toString());
      assertEquals(session, message.getString("session_id"));
      assertTrue(message.getInt("sequence_id") >= sequence, message.toString());
      sequence = message.getInt("sequence_id");
    }
  }

  @Test
  @DisplayName("[NE6] The state comes first, whoever else comes at the same moment")
  void stateFirst() {
    List<Client> together = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Client client = Client.connect(NovelWords.address(server, session, "user-" + i));
      clients.push(client);
      together.add(client);
    }
    for (Client client : together) {
      client.inbox().next("state_sync");
      assertEquals("state_sync", Messages.type(client.inbox().all().get(0)), client.inbox().toString());
    }
  }

  @Test
  @DisplayName("[NE19] Who becomes away is told of to the others, all tabs together, and so is who is back")
  void presence() {
    Client ann = join("ann");
    Client ben = join("ben");
    try (Client tab = Client.join(server, session, "cid")) {
      tab.send(Messages.message("presence:update", Json.createObjectBuilder().add("status", "away").build()));
      JsonObject away = ann.inbox().next("user_presence");
      assertEquals("away", away.getString("status"));
      assertFalse(away.getString("user_id").isEmpty());
      assertEquals("away", ben.inbox().next("user_presence").getString("status"));
      tab.send(Messages.message("presence:update", Json.createObjectBuilder().add("status", "active").build()));
      assertEquals("active", ann.inbox().next("user_presence").getString("status"));
    }
  }

  @Test
  @DisplayName("[STO4] One speaks to somebody who is here and has not acted yet")
  void dialogue() {
    Client ann = join("ann");
    Client ben = join("ben");
    ann.send(NovelWords.action("dialogue", "ben"));
    JsonObject acted = ben.inbox().next("agent_action");
    assertEquals("ann", acted.getString("user_id"));
    // Whether it goes well is left to chance; nobody's feelings change where there is nobody to speak to.
    assertFalse(acted.getJsonObject("result").getJsonArray("relationships").isEmpty(), acted.toString());
    assertTrue(acted.getJsonObject("result").getString("description").contains("ben"), acted.toString());
  }
}
