package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("long")
@DisplayName("Presence in batches")
@ExtendWith(SharedServer.class)
@Timeout(60)
class PresenceBatchesIT {

  private final RunningServer server;
  private String session = "";

  PresenceBatchesIT(RunningServer server) {
    this.server = server;
  }

  @BeforeEach
  void makeSession() {
    session = Web.session(server, JsonValue.EMPTY_JSON_OBJECT);
  }

  private Client enter(String name, boolean batch) {
    Client client = Client.connect(server, session);
    client.sendText("{\"type\":\"auth\",\"payload\":{\"name\":\"" + name + "\",\"clientId\":\"" + name + "\",\"batch\":" + batch + "}}");
    client.inbox().next("auth:success");
    return client;
  }

  private static void move(Client client, int line) {
    client.sendText("{\"type\":\"presence:update\",\"payload\":{\"cursor\":{\"file\":\"a\",\"line\":" + line + "}}}");
  }

  private static List<JsonObject> changes(JsonObject batch) {
    return Messages.payload(batch).getJsonArray("changes").getValuesAs(JsonObject.class);
  }

  private static boolean shows(JsonObject change, String client, int line) {
    return change.getString("clientId").equals(client) && change.containsKey("cursor")
        && change.getJsonObject("cursor").getInt("line") == line;
  }

  private static boolean isBatchWith(JsonObject message, String client, int line) {
    return Messages.type(message).equals("presence:batch") && changes(message).stream().anyMatch(one -> shows(one, client, line));
  }

  private static boolean isChange(JsonObject message, String client, int line) {
    return Messages.type(message).equals("presence:changed") && shows(Messages.payload(message), client, line);
  }

  @Test
  @DisplayName("[BATCH1] [BATCH2] Who asks for batches gets nothing else, own changes only beside others'; who does not gets single changes")
  void batches() {
    try (Client ann = enter("ann", true); Client bob = enter("bob", true); Client cid = enter("cid", false)) {
      for (int line = 1; line <= 30; line++) {
        move(ann, line);
        move(bob, line);
        move(cid, line);
      }
      for (Client reader : List.of(ann, bob, cid)) {
        for (Client mover : List.of(ann, bob, cid)) {
          String name = mover.welcome().getString("clientId");
          if (reader == cid && mover != cid) {
            assertTrue(cid.inbox().find(message -> isChange(message, name, 30), Inbox.PATIENCE).isPresent() || seen(cid, name));
          } else if (reader != mover) {
            assertTrue(reader.inbox().find(message -> isBatchWith(message, name, 30), Inbox.PATIENCE).isPresent() || seen(reader, name));
          }
        }
      }
      assertEquals(Set.of("presence:batch"), presenceTypes(ann));
      assertEquals(Set.of("presence:batch"), presenceTypes(bob));
      assertEquals(Set.of("presence:changed"), presenceTypes(cid));
      for (Client reader : List.of(ann, bob)) {
        String self = reader.welcome().getString("clientId");
        reader.inbox().all().stream().filter(message -> Messages.type(message).equals("presence:batch"))
            .forEach(batch -> assertTrue(changes(batch).stream().anyMatch(one -> !one.getString("clientId").equals(self)), batch::toString));
      }
      assertFalse(cid.inbox().all().stream().anyMatch(message -> isChange(message, "cid", 30)));
    }
  }

  /** Whether the last line of {@code mover} came among what was passed over. */
  private static boolean seen(Client reader, String mover) {
    return reader.inbox().all().stream().anyMatch(message -> isChange(message, mover, 30) || isBatchWith(message, mover, 30));
  }

  private static Set<String> presenceTypes(Client client) {
    Set<String> types = new TreeSet<>();
    client.inbox().all().stream().map(Messages::type).filter(type -> type.startsWith("presence:")).forEach(types::add);
    return types;
  }

  @Test
  @DisplayName("[BATCH3] A call comes singly to those who have batches, too")
  void others() {
    try (Client ann = enter("ann", true); Client bob = enter("bob", true)) {
      ann.send(Messages.message("rtc:signal", Json.createObjectBuilder().add("to", bob.userId()).add("data", "ring").build()));
      assertEquals("ring", Messages.payload(bob.inbox().next("rtc:signal")).getString("data"));
    }
  }

  @Test
  @DisplayName("[BATCH1] A wish for batches that is neither true nor false is no auth")
  void nonsense() {
    try (Client ann = Client.connect(server, session)) {
      assertEquals("bad_message", ann.refusal("{\"type\":\"auth\",\"payload\":{\"name\":\"ann\",\"batch\":\"yes\"}}"));
    }
  }
}
