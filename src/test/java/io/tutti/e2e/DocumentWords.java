package io.tutti.e2e;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/** What the native protocol says about documents, as JSON, made without any of the server's own code. Immutable. */
final class DocumentWords {

  private DocumentWords() {}

  static JsonObject open(String document) {
    return Messages.message("doc:open", Json.createObjectBuilder().add("doc", document).build());
  }

  static JsonObject edit(String document, long epoch, JsonObject... ops) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (JsonObject op : ops) {
      all.add(op);
    }
    return Messages.message("doc:edit",
        Json.createObjectBuilder().add("doc", document).add("epoch", epoch).add("ops", all).build());
  }

  static JsonObject ins(String text, long lamport, String replica, long afterLamport, String afterReplica) {
    return Json.createObjectBuilder().add("ins", text)
        .add("id", Json.createArrayBuilder().add(lamport).add(replica))
        .add("after", Json.createArrayBuilder().add(afterLamport).add(afterReplica)).build();
  }

  static JsonObject del(long lamport, String replica, long count) {
    return Json.createObjectBuilder().add("del", Json.createArrayBuilder().add(
        Json.createArrayBuilder().add(lamport).add(replica).add(count))).build();
  }

  /** Another command of one document. */
  static JsonObject about(String type, String document) {
    return Messages.message(type, Json.createObjectBuilder().add("doc", document).build());
  }

  static JsonObject at(String document, long seq) {
    return Messages.message("doc:at", Json.createObjectBuilder().add("doc", document).add("seq", seq).build());
  }

  /** The text after everything that the session has decided so far. */
  static String text(Client client, String document) {
    return Messages.payload(client.ask(at(document, client.state().getJsonNumber("seq").longValue()), "doc:text")).getString("text");
  }

  /** The payload of {@code doc:state}, which may be older than the events that follow it. */
  static JsonObject state(Client client, String document) {
    return Messages.payload(client.ask(open(document), "doc:state"));
  }

  /** Sends an edit and waits until it is stored; the event. */
  static JsonObject store(Client client, String ref, JsonObject edit) {
    client.send(Messages.withRef(edit, ref));
    return client.inbox().next("doc:ops " + ref, message -> message.getString("ref", "").equals(ref));
  }
}
