package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Does again what a recording says that collab-engine clients did, and compares what they get, and how they are closed. An
 * operation waits for its echo, so that the numbers are those of the recording. Confined to its test.
 */
final class CollabReplay {

  /**
   * Where this server knowingly answers otherwise. {@code unsent}: operations that are left out, because they are refused here:
   * later numbers are lower; {@code closings}: code and reason by connection; {@code texts}: the text of a {@code resync} by
   * connection; {@code replayed}: a connection that gets so many echoes where the original closed it.
   */
  record Differences(Set<String> unsent, Map<String, String> closings, Map<String, String> texts, Map<String, Integer> replayed) {
    static final Differences NONE = new Differences(Set.of(), Map.of(), Map.of(), Map.of());
  }

  private final RunningServer server;
  private final Recording recording;
  private final Differences differences;
  private final String today = UUID.randomUUID().toString().substring(0, 8);
  private final Map<String, Client> clients = new HashMap<>();
  private final Set<Long> leftOut;

  CollabReplay(RunningServer server, Recording recording, Differences differences) {
    this.server = server;
    this.recording = recording;
    this.differences = differences;
    this.leftOut = recording.received().values().stream().flatMap(List::stream)
        .filter(message -> differences.unsent().contains(message.getString("client_msg_id", "")))
        .map(message -> message.getJsonNumber("server_seq").longValue()).collect(Collectors.toSet());
  }

  /** The name that a document of the recording has today. */
  String document(String recorded) {
    return recorded.replace("mwpo3cy0", today);
  }

  /** Plays the whole recording. */
  void play() {
    recording.lines().forEach(this::play);
    recording.received().keySet().forEach(this::compare);
    clients.values().forEach(Client::close);
  }

  private void play(Recording.Line line) {
    switch (line.direction()) {
      case "open" -> clients.put(line.connection(), Client.connect(CollabClient.address(server)));
      case "send" -> send(clients.get(line.connection()), line.data());
      case "close" -> close(line);
      default -> { }
    }
  }

  private void send(Client client, JsonObject data) {
    if (client.inbox().isClosed() || differences.unsent().contains(data.getString("client_msg_id", ""))) {
      return;
    }
    if (data.containsKey("binary_base64")) {
      client.sendBinary(Base64.getDecoder().decode(data.getString("binary_base64")));
    } else {
      client.sendText(document(data.containsKey("raw") ? data.getString("raw") : data.toString()));
    }
    String name = data.getString("client_msg_id", "");
    client.inbox().find(message -> name.isEmpty() ? Messages.type(message).equals("hello_ack")
        : message.getString("client_msg_id", "").equals(name), Inbox.PATIENCE);
  }

  private void close(Recording.Line line) {
    String here = differences.closings().get(line.connection());
    Client client = clients.get(line.connection());
    if (here != null || line.isClosedBy("server")) {
      String recorded = line.data().getInt("code") + " " + line.data().getString("reason");
      if (!differences.replayed().containsKey(line.connection())) {
        assertEquals(here == null ? recorded : here, client.inbox().awaitClosing(), line.connection());
      }
    } else {
      client.inbox().awaitCount(expected(line.connection()).size());
      client.close();
    }
  }

  // ---- what they get ----

  private void compare(String connection) {
    List<JsonObject> expected = expected(connection);
    Inbox inbox = clients.get(connection).inbox();
    inbox.awaitCount(expected.size());
    List<JsonObject> actual = inbox.all();
    String told = connection + "\nexpected " + expected + "\nreceived " + actual;
    assertEquals(expected.size(), actual.size(), told);
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(new Likeness(true, true).holds(expected.get(i), actual.get(i)), told);
      assertEquals(List.copyOf(expected.get(i).keySet()), List.copyOf(actual.get(i).keySet()), "the order of members");
    }
  }

  private List<JsonObject> expected(String connection) {
    Integer replayed = differences.replayed().get(connection);
    if (differences.closings().containsKey(connection)) {
      return List.of();
    } else if (replayed != null) {
      clients.get(connection).inbox().awaitCount(replayed + 1);
      return clients.get(connection).inbox().all().subList(0, replayed + 1);
    }
    List<JsonObject> expected = new ArrayList<>();
    for (JsonObject message : recording.received().get(connection)) {
      if (!differences.unsent().contains(message.getString("client_msg_id", ""))) {
        expected.add(Messages.read(document(today(connection, message).toString())));
      }
    }
    return expected;
  }

  private JsonObject today(String connection, JsonObject message) {
    var changed = Json.createObjectBuilder(message);
    if (message.get("server_seq") instanceof JsonNumber number) {
      changed.add("server_seq", number.longValue() - leftOut.stream().filter(out -> out <= number.longValue()).count());
    }
    String text = differences.texts().get(connection);
    if (message.containsKey("full_text") && text != null) {
      changed.add("full_text", text);
    }
    return changed.build();
  }
}
