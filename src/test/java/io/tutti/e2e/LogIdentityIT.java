package io.tutti.e2e;

import static io.tutti.e2e.CollabClient.ROOT;
import static io.tutti.e2e.CollabClient.id;
import static io.tutti.e2e.CollabClient.ins;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A client that slept while its session was deleted, made again or put back is told so, in every dialect")
@Timeout(240)
class LogIdentityIT {

  private static final String ROOM = "sleepers";

  /** Comes back with what it has seen; the first frame after {@code auth:success}. */
  private record Return(Client client, JsonObject welcome, JsonObject next) {}

  private static Return comeBack(RunningServer server, String name, long lastSeen, String logId) {
    Client client = Client.connect(server, ROOM);
    JsonObjectBuilder payload = Json.createObjectBuilder().add("name", name).add("lastSeenSeq", lastSeen);
    if (logId != null) {
      payload.add("logId", logId);
    }
    client.send(Json.createObjectBuilder().add("type", "auth").add("payload", payload).build());
    JsonObject welcome = client.inbox().next("auth:success").getJsonObject("payload");
    client.send(Messages.message("state:get"));
    JsonObject next = client.inbox().next("anything", message -> !Messages.type(message).startsWith("session:joined")
        && !Messages.type(message).startsWith("presence"));
    return new Return(client, welcome, next);
  }

  private static long end(RunningServer server) {
    return log(server).getJsonNumber("current_seq").longValue();
  }

  private static JsonObject log(RunningServer server) {
    return Web.get(server, "/api/v1/sessions/" + ROOM + "/events").object();
  }

  private static void write(Client client, String ref, String text, int lamport, String replica) {
    DocumentWords.store(client, ref, DocumentWords.edit("main", 1, DocumentWords.ins(text, lamport, replica, 0, "root")));
  }

  private static JsonObject since(Client client, long epoch, long docSeq, String logId) {
    return client.ask(Messages.message("doc:open", Json.createObjectBuilder().add("doc", "main").add("since",
        Json.createObjectBuilder().add("epoch", epoch).add("docSeq", docSeq).add("logId", logId)).build()), "doc:state")
        .getJsonObject("payload");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void empty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  @DisplayName("[LOGID1] [LOGID2] [LOGID5] [LOGID6] [LOGID7] [CE31] deleted while a client sleeps, and made again by somebody")
  void deleted() {
    try (RunningServer server = ServerSetup.empty("deleted").start()) {
      Client ann = Client.join(server, ROOM, "Ann");
      write(ann, "r1", "secret", 1, "a");
      CollabClient cid = CollabClient.open(server, ROOM, "cid");
      long heard = cid.edit("1", ins(ROOT, id(40, "cid"), "!")).getJsonNumber("server_seq").longValue();
      assertEquals(2, heard);
      String logId = ann.welcome().getString("logId");
      assertTrue(logId.matches("[A-Za-z0-9]{16}"), logId);
      assertEquals(logId, log(server).getString("log_id"));
      long seen = end(server);
      assertEquals(200, Web.delete(server, "/api/v1/sessions/" + ROOM).status());
      assertEquals(4410, ann.awaitClose());

      Client again = Client.connect(server, ROOM);
      again.send(Messages.auth(null, "Ann"));
      assertEquals(4410, again.awaitClose());
      assertTrue(CollabClient.greet(server, ROOM, "cid", heard).closing().startsWith("4410"));
      assertEquals(410, Web.get(server, "/api/v1/sessions/" + ROOM).status());
      assertEquals("gone", Web.get(server, "/api/v1/sessions/" + ROOM + "/events").object().getString("code"));
      Client careful = Client.connect(server, "never-made");
      careful.send(Json.createObjectBuilder().add("type", "auth").add("payload", Json.createObjectBuilder().add("create", false)).build());
      assertEquals(4404, careful.awaitClose());

      assertEquals(200, Web.post(server, "/api/v1/sessions", "{\"session_id\":\"" + ROOM + "\"}").status());
      Client bob = Client.join(server, ROOM, "Bob");
      assertNotEquals(logId, bob.welcome().getString("logId"));
      for (int i = 1; i <= 12; i++) {
        write(bob, "n" + i, "new" + i, i * 10, "b");
      }
      assertTrue(end(server) > seen, "the new log is longer than what was seen of the old one");
      Return ann2 = comeBack(server, "Ann", seen, logId);
      assertTrue(ann2.welcome().getBoolean("reset"));
      assertFalse(ann2.welcome().containsKey("replaying"));
      assertFalse(ann2.welcome().containsKey("formerLogIds"));
      assertEquals("session:state", Messages.type(ann2.next()));
      assertTrue(ann2.next().getJsonObject("payload").getBoolean("reset"));
      JsonObject text = since(ann2.client(), 1, 1, logId);
      assertTrue(text.getBoolean("reset"));
      assertFalse(text.getString("text").contains("secret"));
      CollabClient cid2 = CollabClient.greet(server, ROOM, "cid", heard);
      JsonObject resync = cid2.inbox().next("resync");
      assertFalse(resync.getString("full_text").contains("secret"));
      assertEquals((1L << 32) + 12, resync.getJsonNumber("server_seq").longValue());
      cid2.send("late", ins(id(40, "cid"), id(41, "cid"), "?"));
      assertEquals("1008 protocol: unknown element", cid2.closing(), "an edit of the deleted text is not taken and then seen by nobody");
      CollabClient cid3 = CollabClient.greet(server, ROOM, "cid", (1L << 32) + 10);
      assertEquals((1L << 32) + 12, cid3.echo("r", message -> message.getString("client_msg_id").startsWith("n12.")
          && message.getString("client_msg_id").endsWith(".5")).getJsonNumber("server_seq").longValue());
    }
  }

  @Test
  @DisplayName("[LOGID2] [LOGID3] [LOGID4] the server is put back to an older copy of its data directory while clients sleep")
  void restored() throws IOException {
    ServerSetup setup = ServerSetup.empty("restored");
    Path backup = setup.data().resolveSibling("backup");
    String logId;
    long kept;
    long seen;
    try (RunningServer server = setup.start()) {
      Client ann = Client.join(server, ROOM, "Ann");
      logId = ann.welcome().getString("logId");
      write(ann, "r1", "kept", 1, "a");
      kept = end(server);
    }
    copy(setup.data(), backup);
    try (RunningServer server = setup.start()) {
      Return ann = comeBack(server, "Ann", kept, logId);
      assertEquals(logId, ann.welcome().getString("logId"), "a restart alone changes nothing");
      assertFalse(ann.welcome().containsKey("reset"));
      write(ann.client(), "r2", "lost", 10, "a");
      seen = end(server);
    }
    empty(setup.data());
    copy(backup, setup.data());
    try (RunningServer server = setup.start()) {
      Client bob = Client.join(server, ROOM, "Bob");
      for (int i = 1; i <= 10; i++) {
        write(bob, "n" + i, "new" + i, i * 10, "b");
      }
      assertTrue(end(server) > seen);
      Return ann = comeBack(server, "Ann", seen, logId);
      assertTrue(ann.welcome().getBoolean("reset"));
      assertEquals(List.of(logId), ann.welcome().getJsonArray("formerLogIds").getValuesAs(jakarta.json.JsonString::getString));
      JsonObject text = since(ann.client(), 1, 2, logId);
      assertTrue(text.getBoolean("reset"));
      assertTrue(text.getString("text").contains("kept"));
      assertFalse(text.getString("text").contains("lost"));
      long now = end(server);
      Return liar = comeBack(server, "Liar", now + 1_000, ann.welcome().getString("logId"));
      assertTrue(liar.welcome().getBoolean("reset"));
      assertNotEquals(ann.welcome().getString("logId"), liar.welcome().getString("logId"));
      assertFalse(comeBack(server, "Old", now, null).welcome().containsKey("reset"), "who names no log is asked none");
    }
  }
}
