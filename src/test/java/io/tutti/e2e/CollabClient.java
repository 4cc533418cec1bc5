package io.tutti.e2e;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/** One client of the collab-engine protocol, in its own words. Thread-safe. */
final class CollabClient implements AutoCloseable {

  static final JsonArray ROOT = id(0, "root");

  private final Client client;
  private final String document;
  private final String name;

  private CollabClient(Client client, String document, String name) {
    this.client = client;
    this.document = document;
    this.name = name;
  }

  static URI address(RunningServer server) {
    return URI.create("ws://127.0.0.1:" + server.port() + "/ws");
  }

  /** Connects and says hello; waits for nothing. */
  static CollabClient greet(RunningServer server, String document, String name, long lastSeen) {
    return greet(address(server), document, name, lastSeen);
  }

  static CollabClient greet(URI address, String document, String name, long lastSeen) {
    CollabClient client = new CollabClient(Client.connect(address), document, name);
    client.client.send(hello(document, name, lastSeen));
    return client;
  }

  /** Connects, says hello and gets the text as it is. */
  static CollabClient open(RunningServer server, String document, String name) {
    CollabClient client = greet(server, document, name, 0);
    client.inbox().next("resync");
    return client;
  }

  static JsonObject hello(String document, String name, long lastSeen) {
    return Json.createObjectBuilder().add("type", "hello").add("doc_id", document).add("client_id", name)
        .add("last_seen_server_seq", lastSeen).build();
  }

  static JsonArray id(long lamport, String replica) {
    return Json.createArrayBuilder().add(lamport).add(replica).build();
  }

  static JsonObject ins(JsonArray parent, JsonArray id, String value) {
    return Json.createObjectBuilder().add("type", "ins").add("parent_id", parent).add("id", id).add("value", value).build();
  }

  static JsonObject del(JsonArray id) {
    return Json.createObjectBuilder().add("type", "del").add("id", id).build();
  }

  Inbox inbox() {
    return client.inbox();
  }

  Client raw() {
    return client;
  }

  /** What {@code resync} said last. */
  JsonObject text() {
    return inbox().all().stream().filter(message -> Messages.type(message).equals("resync")).reduce((a, b) -> b).orElseThrow();
  }

  /** Sends an operation and waits for nothing. */
  void send(String messageId, JsonObject op) {
    client.send(Json.createObjectBuilder().add("type", "op").add("doc_id", document).add("client_id", name)
        .add("client_msg_id", messageId).add("op", op).build());
  }

  /** Sends an operation and waits for its echo. */
  JsonObject edit(String messageId, JsonObject op) {
    send(messageId, op);
    return echo(messageId);
  }

  /** The next echo of that name. */
  JsonObject echo(String messageId) {
    return echo("echo of " + messageId, message -> message.getString("client_msg_id").equals(messageId));
  }

  JsonObject echo(String what, Predicate<JsonObject> wanted) {
    return inbox().next(what, message -> Messages.type(message).equals("op_echo") && wanted.test(message));
  }

  /** Says something about itself: {@code members} as JSON, without the braces. */
  void appear(String members) {
    client.sendText("{\"type\":\"presence_update\",\"doc_id\":\"" + document + "\",\"client_id\":\"" + name + "\"," + members + "}");
  }

  /** All echoes so far, in order. */
  List<JsonObject> echoes() {
    return inbox().all().stream().filter(message -> Messages.type(message).equals("op_echo")).toList();
  }

  /** The code and the reason with which the server closed. */
  String closing() {
    return inbox().awaitClosing();
  }

  @Override
  public void close() {
    client.close();
  }
}
