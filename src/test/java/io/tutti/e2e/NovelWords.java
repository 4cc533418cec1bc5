package io.tutti.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** What clients of the Novel Engine's design say, as JSON, made without any of the server's own code. Immutable. */
final class NovelWords {

  private NovelWords() {}

  static URI address(RunningServer server, String session, String user) {
    String escaped = URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
    return URI.create("ws://127.0.0.1:" + server.port() + "/ws/" + session + "/" + escaped);
  }

  static URI address(RunningServer server, String session, String user, String token) {
    return URI.create(address(server, session, user) + "?token=" + token);
  }

  /** Connects and waits for the state. */
  static Client join(RunningServer server, String session, String user) {
    return entered(Client.connect(address(server, session, user)));
  }

  /** Waits until a connection has the state. */
  static Client entered(Client client) {
    client.inbox().next("state_sync");
    return client;
  }

  static JsonObject action(String type, String target) {
    return Json.createObjectBuilder().add("type", "agent_action")
        .add("data", Json.createObjectBuilder().add("action_type", type).add("target", target)).build();
  }

  static JsonObject action(JsonObject data) {
    return Json.createObjectBuilder().add("type", "agent_action").add("data", data).build();
  }

  static JsonObject free(String text) {
    return action(Json.createObjectBuilder().add("text", text).build());
  }

  static JsonObject sync(long version) {
    return Json.createObjectBuilder().add("type", "state_sync")
        .add("client_state", JsonValue.EMPTY_JSON_OBJECT).add("client_version", version).build();
  }

  static JsonObject cursor(JsonValue position) {
    return Json.createObjectBuilder().add("type", "user_cursor").add("position", position).build();
  }

  static JsonObject typing(boolean typing) {
    return Json.createObjectBuilder().add("type", "user_typing").add("typing", typing).build();
  }

  /** A message about {@code user}. */
  static Predicate<JsonObject> about(String type, String user) {
    return message -> Messages.type(message).equals(type) && user.equals(message.getString("user_id", null));
  }

  /** Waits until everything that was decided before has come to {@code client}; then the types of what has come so far. */
  static List<String> settled(Client client) {
    client.send(sync(1L << 52));
    client.inbox().next("conflict");
    return client.inbox().all().stream().map(Messages::type).toList();
  }

  /** The words in which a failure is told, with its code. */
  static JsonObject failure(Client client, String text) {
    client.sendText(text);
    return client.inbox().next("system_message");
  }
}
