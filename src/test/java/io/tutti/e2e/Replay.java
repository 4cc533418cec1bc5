package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Does again what a recording says that clients did, and compares what they get. Each step waits for the server's answer to the
 * one before; the recorded pauses are not repeated, since nothing that is expected depends on them. Confined to its test.
 */
final class Replay {

  private static final Set<String> ANSWERS = Set.of("ack", "error", "pong", "session:state", "auth:success", "auth:failed",
      "conflict:detected");

  private final RunningServer server;
  private final Recording recording;
  private final Map<String, List<JsonObject>> recorded;
  private final Map<String, Client> clients = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Map<String, String> namesToday = new HashMap<>();
  private String session = "";
  private String hostToken = "";

  Replay(RunningServer server, Recording recording) {
    this.server = server;
    this.recording = recording;
    this.recorded = recording.received();
  }

  /** Plays the whole recording. */
  void play() {
    for (Recording.Line line : recording.lines()) {
      switch (line.direction()) {
        case "open" -> open(line);
        case "send" -> send(line);
        case "http" -> request(line);
        case "close" -> close(line);
        default -> { }
      }
    }
    recorded.keySet().forEach(this::compare);
  }

  // ---- what the clients do ----

  private void open(Recording.Line line) {
    String path = line.data().getString("path");
    String id = path.substring(path.lastIndexOf('/') + 1);
    session = namesToday.computeIfAbsent(id, old -> old + "-" + UUID.randomUUID().toString().substring(0, 8));
    clients.put(line.connection(), Client.connect(server, session));
  }

  private void send(Recording.Line line) {
    Client client = client(line.connection());
    if (client.inbox().isClosed()) {
      return;
    }
    if (line.data().containsKey("binary_base64")) {
      client.sendBinary(Base64.getDecoder().decode(line.data().getString("binary_base64")));
    } else {
      String text = line.data().containsKey("raw") ? line.data().getString("raw") : today(line.data().toString());
      rememberHost(line.data().containsKey("raw") ? JsonValue.EMPTY_JSON_OBJECT : Messages.read(text));
      client.sendText(text);
    }
    client.inbox().find(message -> ANSWERS.contains(Messages.type(message)), Inbox.PATIENCE)
        .filter(answer -> Messages.type(answer).equals("auth:success"))
        .ifPresent(welcome -> open.add(line.connection()));
    if (client.inbox().isClosed()) {
      hasLeft(line.connection());
    }
  }

  /** The first who comes with a token is host. */
  private void rememberHost(JsonObject message) {
    JsonObject payload = message.get("payload") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    if (hostToken.isEmpty() && payload.get("token") instanceof JsonString token) {
      hostToken = token.getString();
    }
  }

  private void close(Recording.Line line) {
    Client client = client(line.connection());
    int code = KnownDifferences.received(recording.name(), line.connection())
        .map(KnownDifferences.Received::closed).orElse(0);
    if (code != 0) {
      // Closed by the server here; the deletion that does it may stand behind in the recording.
      return;
    }
    if (open.contains(line.connection())) {
      client.inbox().awaitCount(1);
      client.state();
    }
    if (line.isClosedBy("server")) {
      client.abort();
    } else {
      client.close();
    }
    hasLeft(line.connection());
  }

  /** The close is answered before the leaving is decided: asks until the session knows. */
  private void hasLeft(String connection) {
    if (!open.remove(connection)) {
      return;
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    int count;
    do {
      count = Web.get(server, "/api/v1/sessions/" + session).object().getInt("user_count");
    } while (count != open.size() && System.nanoTime() < deadline);
    assertEquals(open.size(), count, "connections after " + connection + " had gone");
  }

  private void request(Recording.Line line) {
    JsonObject request = line.data().getJsonObject("request");
    JsonObject response = line.data().getJsonObject("response");
    String method = request.getString("method");
    String path = today(request.getString("path"));
    String body = request.containsKey("body") ? today(request.get("body").toString()) : null;
    Web.Reply reply = exchanged(method, path, body);
    var known = KnownDifferences.answered(recording.name(), method, path, body);
    learn(response.get("body"), reply);
    int status = known.map(KnownDifferences.Answered::status).orElse(response.getInt("status"));
    String wanted = known.map(KnownDifferences.Answered::body).orElse(String.valueOf(response.get("body")));
    String told = method + " " + path + " was answered " + reply;
    assertEquals(status, reply.status(), told);
    boolean exact = !KnownDifferences.isRenumbered(recording.name());
    assertTrue(new Likeness(exact, false).holds(new Web.Reply(0, today(wanted)).json(), reply.json()),
        () -> told + "\nwhich should have " + today(wanted));
  }

  /** The original deleted for anybody; here whoever became host by a token shows it (rule REST14). */
  private Web.Reply exchanged(String method, String path, @Nullable String body) {
    Web.Reply reply = Web.send(server.http(path), method, body, method.equals("POST") && body == null
        ? new String[] {"Content-Type", "application/json"} : new String[0]);
    boolean isRefused = method.equals("DELETE") && reply.status() == 401 && !hostToken.isEmpty();
    return isRefused ? Web.send(server.http(path), method, body, "Authorization", "Bearer " + hostToken) : reply;
  }

  /** Tokens, ids and the names that are made of ids differ from day to day. */
  private void learn(JsonValue then, Web.Reply now) {
    if (!(then instanceof JsonObject old) || !(now.json() instanceof JsonObject fresh)) {
      return;
    }
    for (String member : List.of("token", "user_id", "session_id", "username")) {
      if (old.get(member) instanceof JsonString before && fresh.get(member) instanceof JsonString today
          && !namesToday.containsValue(before.getString())) {
        namesToday.putIfAbsent(before.getString(), today.getString());
      }
    }
  }

  private String today(String text) {
    List<String> longestFirst = new ArrayList<>(namesToday.keySet());
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    String result = text;
    for (String name : longestFirst) {
      result = result.replace(name, namesToday.getOrDefault(name, name));
    }
    return result;
  }

  private Client client(String connection) {
    Client client = clients.get(connection);
    if (client == null) {
      throw new IllegalStateException("no connection " + connection);
    }
    return client;
  }

  // ---- what they get ----

  private void compare(String connection) {
    Client client = client(connection);
    var known = KnownDifferences.received(recording.name(), connection);
    known.filter(difference -> difference.closed() != 0).ifPresent(
        difference -> assertEquals(difference.closed(), client.awaitClose(), connection + ": " + difference.reason()));
    List<JsonObject> all = client.inbox().all();
    assertEquals(List.of(), Numbering.faults(all), () -> connection + ": " + all);
    List<JsonObject> actual = new ArrayList<>(all);
    actual.removeIf(message -> Messages.type(message).equals("ack"));
    if (known.isEmpty() || known.get().closed() == 0) {
      removeLastState(actual);
    }
    List<String> expected = known.map(KnownDifferences.Received::messages)
        .orElseGet(() -> recorded.getOrDefault(connection, List.of()).stream().map(message -> "=").toList());
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      int place = i;
      assertTrue(i < expected.size() && i < actual.size() && isLike(connection, i, expected.get(i), actual.get(i)),
          () -> connection + ", message " + place + "\nexpected " + expected + "\nreceived " + actual
              + "\nrecorded " + recorded.get(connection));
    }
  }

  /** The state that was asked for before closing, to be sure that nothing more was under way. */
  private static void removeLastState(List<JsonObject> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (Messages.type(messages.get(i)).equals("session:state")) {
        messages.remove(i);
        return;
      }
    }
  }

  private boolean isLike(String connection, int index, String expected, JsonObject actual) {
    List<JsonObject> then = recorded.getOrDefault(connection, List.of());
    Likeness likeness = new Likeness(!KnownDifferences.isRenumbered(recording.name()), true);
    if (expected.startsWith("=")) {
      JsonObject message = then.get(expected.length() > 1 ? Integer.parseInt(expected.substring(1)) : index);
      return likeness.holds(Messages.read(today(message.toString())), actual);
    }
    int space = expected.indexOf(' ');
    JsonObject payload = Messages.read(today(expected.substring(space + 1)));
    return Messages.type(actual).equals(expected.substring(0, space)) && likeness.holds(payload, Messages.payload(actual));
  }
}
