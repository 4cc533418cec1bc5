package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Does what a golden file says that clients do, line by line, and waits for what it says that each gets: in this order, with these
 * members, and nothing else. Confined to its test.
 */
final class NovelReplay {

  private final RunningServer server;
  private final Recording recording;
  private final String session = "novel-" + UUID.randomUUID().toString().substring(0, 8);
  private final Map<String, Client> clients = new HashMap<>();
  private final Map<String, Integer> heard = new HashMap<>();

  NovelReplay(RunningServer server, Recording recording) {
    this.server = server;
    this.recording = recording;
  }

  /** Plays the whole file. */
  void play() {
    for (Recording.Line line : recording.lines()) {
      switch (line.direction()) {
        case "open" -> open(line);
        case "send" -> client(line).sendText(line.data().getString("raw", line.data().toString()));
        case "recv" -> hear(line);
        case "close" -> client(line).close();
        default -> throw new IllegalArgumentException(line.direction());
      }
    }
    clients.values().forEach(Client::close);
    clients.forEach((connection, client) -> assertTrue(isNothingButFarewell(client.inbox().all(), heard.get(connection)),
        connection + " got " + client.inbox()));
  }

  /** Whether nothing stands behind the first {@code count} but that others left, as they do one by one at the end. */
  private static boolean isNothingButFarewell(List<JsonObject> messages, int count) {
    return messages.stream().skip(count).allMatch(message -> "leave_session".equals(Messages.type(message)));
  }

  private void open(Recording.Line line) {
    String path = line.data().getString("path").replace("SESSION", session);
    clients.put(line.connection(), Client.connect(URI.create("ws://127.0.0.1:" + server.port() + path)));
    heard.put(line.connection(), 0);
  }

  private void hear(Recording.Line line) {
    Client client = client(line);
    int number = heard.merge(line.connection(), 1, Integer::sum);
    client.inbox().awaitCount(number);
    List<JsonObject> all = client.inbox().all();
    assertTrue(new Likeness(true, true).holds(line.data(), all.get(number - 1)),
        line.connection() + " was to get " + line.data() + " and got " + all.get(number - 1) + "\nof " + all);
  }

  private Client client(Recording.Line line) {
    return clients.get(line.connection());
  }
}
