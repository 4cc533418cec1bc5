package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Who is in a document is seen by clients of collab-engine that show themselves, and by native ones")
@ExtendWith(SharedServer.class)
@Timeout(60)
class CollabPresenceIT {

  private final String session = "cp-" + UUID.randomUUID().toString().substring(0, 8);

  private static JsonObject update(CollabClient client, String what, java.util.function.Predicate<JsonObject> wanted) {
    return client.inbox().next(what, message -> Messages.type(message).equals("presence_update") && wanted.test(message));
  }

  @Test
  @DisplayName("[CE20] [CE21] [CE22] [CE23] the first presence_update is answered with a snapshot; others, and native clients, see it; who sent none gets none")
  void presence(RunningServer server) {
    try (Client nora = Client.join(server, session, "Nora");
        CollabClient plain = CollabClient.open(server, session, "plain");
        CollabClient ada = CollabClient.open(server, session, "ada");
        CollabClient ben = CollabClient.open(server, session, "ben")) {
      ada.appear("\"cursor\":{\"anchor\":[3,\"x\"],\"affinity\":\"left\"},\"name\":\"Ada L.\"");
      assertEquals(0, ada.inbox().next("presence_snapshot").getJsonArray("users").size());
      JsonObject seen = Messages.payload(nora.inbox().next("presence:changed", message -> message.toString().contains("anchor")));
      assertEquals("{\"doc\":\"main\",\"anchor\":[3,\"x\"],\"affinity\":\"left\"}", seen.getJsonObject("cursor").toString());
      assertEquals("ada", seen.getString("clientId"));
      ben.appear("\"status\":\"active\"");
      JsonObject there = ben.inbox().next("presence_snapshot").getJsonArray("users").getJsonObject(0);
      assertEquals("ada", there.getString("client_id"));
      assertEquals("Ada L.", there.getString("name"));
      assertEquals("{\"anchor\":[3,\"x\"],\"affinity\":\"left\"}", there.getJsonObject("cursor").toString());
      nora.sendText("{\"type\":\"presence:update\",\"payload\":{\"cursor\":{\"doc\":\"main\",\"anchor\":[0,\"root\"],"
          + "\"affinity\":\"right\"},\"selection\":{\"doc\":\"main\",\"to\":1}}}");
      JsonObject native1 = update(ada, "Nora's cursor", message -> message.containsKey("selection"));
      assertEquals("{\"to\":1}", native1.getJsonObject("selection").toString());
      assertEquals("[0,\"root\"]", native1.getJsonObject("cursor").getJsonArray("anchor").toString());
      nora.sendText("{\"type\":\"presence:update\",\"payload\":{\"cursor\":{\"file\":\"main\",\"line\":1},\"selection\":null}}");
      assertEquals(JsonValue.NULL, update(ada, "Nora elsewhere", message -> true).get("cursor"));
      ada.close();
      assertEquals("away", update(ben, "Ada's leaving", message -> message.getString("client_id").equals("ada")
          && message.get("cursor") == JsonValue.NULL).getString("status"));
      ben.edit("1", CollabClient.ins(CollabClient.ROOT, CollabClient.id(1, "b"), "x"));
      plain.echo("1");
      assertTrue(plain.inbox().all().stream().noneMatch(message -> Messages.type(message).startsWith("presence")));
    }
  }

  @Test
  @DisplayName("[CE30] who says a name and a status without a cursor is told of, is in the snapshot, and stays when the cursor goes")
  void withoutCursor(RunningServer server) {
    try (CollabClient ada = CollabClient.open(server, session, "ada");
        CollabClient ben = CollabClient.open(server, session, "ben");
        CollabClient cid = CollabClient.open(server, session, "cid")) {
      ada.appear("\"status\":\"active\"");
      ada.inbox().next("presence_snapshot");
      ben.appear("\"name\":\"Ben B.\",\"status\":\"idle\"");
      JsonObject named = update(ada, "Ben", message -> message.containsKey("name"));
      assertEquals("Ben B.", named.getString("name"));
      assertEquals("idle", named.getString("status"));
      cid.appear("\"status\":\"active\"");
      JsonObject there = cid.inbox().next("presence_snapshot").getJsonArray("users").getValuesAs(JsonObject.class).stream()
          .filter(user -> user.getString("client_id").equals("ben")).findFirst().orElseThrow();
      assertEquals("Ben B.", there.getString("name"));
      assertEquals("idle", there.getString("status"));
      ben.appear("\"cursor\":{\"anchor\":[0,\"root\"]}");
      update(ada, "a cursor", message -> message.containsKey("cursor") && message.get("cursor") != JsonValue.NULL);
      ben.appear("\"cursor\":null");
      update(ada, "no cursor", message -> message.get("cursor") == JsonValue.NULL);
      ben.appear("\"status\":\"away\"");
      assertEquals("away", update(ada, "still there", message -> message.containsKey("status")).getString("status"));
    }
  }

  @Test
  @DisplayName("[CE20] a presence_update of another document, another client or another form closes like any message")
  void badPresence(RunningServer server) {
    for (String members : new String[] {"\"cursor\":3", "\"cursor\":{}", "\"status\":\"asleep\"", "\"cursor\":{\"anchor\":[1.5,\"x\"]}",
        "\"selection\":{\"x\":\"" + "y".repeat(5_000) + "\"}"}) {
      try (CollabClient ada = CollabClient.open(server, session, "ada")) {
        ada.appear(members);
        assertEquals("1002 protocol: invalid message", ada.closing(), members);
      }
    }
    try (CollabClient ada = CollabClient.open(server, session, "ada")) {
      ada.raw().sendText("{\"type\":\"presence_update\",\"doc_id\":\"" + session + "\",\"client_id\":\"ben\"}");
      assertEquals("1008 protocol: client_id mismatch", ada.closing());
    }
  }

  @Test
  @DisplayName("[CE20] [CE22] who moves from one document to another is told of in each by its own name: gone there, come here")
  void betweenDocuments(RunningServer server) {
    try (CollabClient ada = CollabClient.open(server, session + "/a", "ada");
        CollabClient ben = CollabClient.open(server, session + "/b", "ben");
        Client nora = Client.join(server, session, "Nora")) {
      for (CollabClient client : new CollabClient[] {ada, ben}) {
        client.appear("\"status\":\"active\"");
        client.inbox().next("presence_snapshot");
      }
      for (String document : new String[] {"a", "b"}) {
        nora.sendText("{\"type\":\"presence:update\",\"payload\":{\"cursor\":{\"doc\":\"" + document
            + "\",\"anchor\":[0,\"root\"],\"affinity\":\"right\"}}}");
        CollabClient here = document.equals("a") ? ada : ben;
        JsonObject come = update(here, "Nora's cursor", message -> message.get("cursor") instanceof JsonObject);
        assertEquals(session + "/" + document, come.getString("doc_id"));
      }
      JsonObject gone = update(ada, "Nora's going", message -> message.containsKey("cursor"));
      assertEquals(session + "/a", gone.getString("doc_id"));
      assertEquals(JsonValue.NULL, gone.get("cursor"));
    }
  }
}
