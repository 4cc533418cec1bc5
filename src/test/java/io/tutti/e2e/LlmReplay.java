package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Does again what a recording of the LLM Session Manager says that clients did, and compares what they get. Accounts are made of
 * the names in the recorded tokens: Alice owns the session, Bob is editor, Charlie viewer, Dave nobody. Each step waits until all
 * that was received before it in the recording has come. Confined to its test.
 */
final class LlmReplay {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}";
  private static final Set<String> TIMES = Set.of("timestamp", "created_at", "joined_at");

  private final RunningServer server;
  private final List<Recording.Line> lines;
  private final Map<String, Client> clients = new HashMap<>();
  private final Map<String, Integer> expected = new HashMap<>();
  private final Map<String, String> today = new HashMap<>();
  private int step;

  LlmReplay(RunningServer server, Recording recording) {
    this.server = server;
    this.lines = LlmDifferences.today(recording);
  }

  void play() {
    for (step = 0; step < lines.size(); step++) {
      Recording.Line line = lines.get(step);
      switch (line.direction()) {
        case "open" -> open(line);
        case "send" -> send(line);
        case "recv" -> expected.merge(line.connection(), 1, Integer::sum);
        case "close" -> close(line);
        default -> throw new IllegalStateException(line.direction());
      }
    }
    awaitReceived();
    clients.forEach(this::compare);
    clients.values().forEach(Client::close);
  }

  /** Who came before is in first; that this one joins stands in the recording before its line, so not all can be awaited. */
  private void open(Recording.Line line) {
    clients.values().forEach(client -> client.inbox().awaitCount(1));
    clients.put(line.connection(), Client.connect(address(line)));
  }

  private java.net.URI address(Recording.Line line) {
    String path = line.data().getString("path");
    String id = path.substring("/ws/session/".length()).replaceAll("\\?.*", "");
    int token = path.indexOf("token=");
    String query = token < 0 ? "" : "?token=" + tokenOf(path.substring(token + "token=".length()));
    return PeopleServer.door(server, id.equals("none") ? id : session(id), query);
  }

  /** Whom a recorded token was for; what was none stays none. */
  private static String tokenOf(String recorded) {
    String[] parts = recorded.split("\\.");
    return parts.length != 3 ? recorded
        : PeopleServer.token(Messages.read(new String(java.util.Base64.getUrlDecoder().decode(parts[1]))).getString("sub"));
  }

  private String session(String recorded) {
    return today.computeIfAbsent(recorded, id -> {
      String visibility = id.startsWith("private") ? "private" : "team";
      String made = PeopleServer.session(server, "alice", visibility);
      PeopleServer.give(server, made, "alice", "bob", "editor");
      if (!id.startsWith("private")) {
        PeopleServer.give(server, made, "alice", "charlie", "viewer");
      }
      return made;
    });
  }

  private Client client(String connection) {
    Client client = clients.get(connection);
    if (client == null) {
      throw new IllegalStateException("no connection " + connection);
    }
    return client;
  }

  private void send(Recording.Line line) {
    awaitReceived();
    if (line.data().containsKey("binary_base64")) {
      client(line.connection()).sendBinary(java.util.Base64.getDecoder().decode(line.data().getString("binary_base64")));
      return;
    }
    String text = line.data().containsKey("raw") ? line.data().getString("raw") : line.data().toString();
    client(line.connection()).sendText(namesOfToday(text));
  }

  /** The messages that were recorded have other ids today: the n-th is the n-th. */
  private String namesOfToday(String text) {
    String result = text;
    for (Recording.Line line : lines.subList(0, step)) {
      if (line.is("recv") && nested(line.data()) != null) {
        List<JsonObject> all = client(line.connection()).inbox().all();
        String old = String.valueOf(nested(line.data()).get("id"));
        int place = placeOf(line);
        if (place < all.size() && old.length() > 2 && nested(all.get(place)) != null) {
          result = result.replace(old, String.valueOf(nested(all.get(place)).get("id")));
        }
      }
    }
    return result;
  }

  private int placeOf(Recording.Line wanted) {
    int place = 0;
    for (Recording.Line line : lines) {
      if (line == wanted) {
        return place;
      }
      place += line.is("recv") && line.connection().equals(wanted.connection()) ? 1 : 0;
    }
    throw new IllegalStateException("no such line");
  }

  private static JsonObject nested(JsonObject frame) {
    return frame.containsKey("message") && frame.get("message") instanceof JsonObject message ? message : null;
  }

  private void awaitReceived() {
    expected.forEach((connection, count) -> {
      if (clients.containsKey(connection)) {
        client(connection).inbox().awaitCount(count);
      }
    });
  }

  private void close(Recording.Line line) {
    if (line.data().containsKey("refused_http_status")) {
      assertEquals(line.connection().equals("public") ? 101 : line.data().getInt("refused_http_status"),
          Client.handshakeStatus(line.connection().equals("public") ? publicDoor() : address(line)), line.connection());
      return;
    }
    awaitReceived();
    if (line.isClosedBy("server")) {
      assertEquals(line.data().getInt("code"), client(line.connection()).awaitClose());
    } else {
      client(line.connection()).close();
    }
  }

  /** 11: a public session admits whoever has a token. */
  private java.net.URI publicDoor() {
    return PeopleServer.door(server, PeopleServer.session(server, "alice", "public"), "?token=" + PeopleServer.token("dave"));
  }

  private void compare(String connection, Client client) {
    List<JsonObject> wanted = new ArrayList<>();
    lines.stream().filter(line -> line.is("recv") && line.connection().equals(connection)).forEach(line -> wanted.add(line.data()));
    List<JsonObject> actual = client.inbox().all().stream().limit(wanted.size()).toList();
    assertEquals(wanted.size(), actual.size(), connection);
    for (int i = 0; i < wanted.size(); i++) {
      JsonObject then = wanted.get(i);
      JsonObject now = actual.get(i);
      assertTrue(isLike("", then, now), () -> connection + " received " + now + "\nand in the recording " + then);
    }
    long more = client.inbox().all().stream().skip(wanted.size())
        .filter(message -> !Messages.type(message).equals("user_left")).count();
    assertEquals(0, more, () -> connection + " received more: " + client.inbox().all());
  }

  /** Everything that was there is here; ids, times and the lost metadata (1) are as they are today. */
  private boolean isLike(String name, JsonValue then, JsonValue now) {
    if (then instanceof JsonObject old && now instanceof JsonObject fresh) {
      return name.equals("metadata") || old.entrySet().stream().allMatch(
          member -> fresh.containsKey(member.getKey()) && isLike(member.getKey(), member.getValue(), fresh.get(member.getKey())));
    }
    if (then instanceof JsonArray old && now instanceof JsonArray fresh) {
      boolean like = old.size() == fresh.size();
      for (int i = 0; like && i < old.size(); i++) {
        like = isLike(name, old.get(i), fresh.get(i));
      }
      return like;
    }
    if (TIMES.contains(name)) {
      return now instanceof JsonString time && time.getString().matches(TIME);
    }
    if (name.equals("session_id") && then instanceof JsonString old) {
      return now.toString().equals("\"" + today.get(old.getString()) + "\"");
    }
    boolean isMessageId = name.equals("message_id") || (name.equals("id") && !then.toString().startsWith("\"user_"));
    return isMessageId ? now instanceof JsonString : then.equals(now);
  }
}
