package io.tutti.edge.websocket.v1;

import io.tutti.conversation.Message;
import io.tutti.edge.json.DocumentJson;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MessageJson;
import io.tutti.edge.json.PresenceJson;
import io.tutti.edge.json.StateJson;
import io.tutti.edge.json.StorySnapshotJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.story.StoryView;

/** Writes what a client has asked for. Thread-safe: holds nothing. */
final class AnswerMessageWriter implements AnswerMessage.Cases<String> {

  /** Rule DOC6. The payload is rendered once for each view of the document, whoever opens it. */
  @Override
  public String documentState(AnswerMessage.DocumentState message) {
    AnswerMessage.LogPosition log = message.log();
    String head = "{\"type\":\"doc:state\",\"seq\":" + log.seq() + ",\"timestamp\":\"" + Timestamps.iso(message.at())
        + "\",\"payload\":{\"logId\":" + JsonText.quoted(log.logId()) + (log.reset() ? ",\"reset\":true," : ",");
    String ref = message.ref();
    String tail = ref == null ? "}" : ",\"ref\":" + JsonText.quoted(ref) + "}";
    // A join copies a state of megabytes once, a builder twice.
    return String.join("", head, DocumentJson.members(message.view()), tail);
  }

  @Override
  public String documentList(AnswerMessage.DocumentList message) {
    return new Envelope("doc:list", message.seq(), message.at(), message.ref())
        .around(generator -> DocumentJson.list(generator, message.documents()));
  }

  @Override
  public String documentText(AnswerMessage.DocumentText message) {
    return new Envelope("doc:text", message.at(), message.ref()).around(generator ->
        generator.write("doc", message.document()).write("seq", message.seq()).write("text", message.text()));
  }

  @Override
  public String sharedState(AnswerMessage.SharedState message) {
    return new Envelope("state:full", message.seq(), message.at(), message.ref())
        .around(generator -> StateJson.full(generator, message.state()));
  }

  @Override
  public String storyState(AnswerMessage.StoryState message) {
    return new Envelope("story:state", message.seq(), message.at(), message.ref()).around(generator -> {
      StoryView view = message.story().view();
      if (view == null) {
        generator.writeNull("story");
      } else {
        StorySnapshotJson.view(generator, view);
      }
      StorySnapshotJson.options(generator, message.story().options());
      generator.writeStartArray("awaited");
      message.story().awaited().forEach(user -> generator.write(user.value()));
      generator.writeEnd();
    });
  }

  @Override
  public String chatPage(AnswerMessage.ChatPage message) {
    return new Envelope("chat:page", message.at(), message.ref()).around(generator -> {
      generator.writeStartArray("messages");
      for (Message each : message.page().messages()) {
        generator.writeStartObject();
        MessageJson.members(generator, each);
        generator.writeEnd();
      }
      generator.writeEnd().write("more", message.page().more())
          .write("unread", message.unread().count()).write("unreadTo", message.unread().newest()).writeStartObject("read");
      message.readPositions().forEach((user, seq) -> generator.write(user.value(), seq));
      generator.writeEnd();
    });
  }

  @Override
  public String presenceSnapshot(AnswerMessage.PresenceSnapshot message) {
    return new Envelope("presence:snapshot", message.at(), message.ref()).around(generator -> {
      generator.writeStartArray("users");
      message.sightings().forEach(sighting ->
          PresenceJson.sighting(generator, sighting, message.names().getOrDefault(sighting.user(), "")));
      generator.writeEnd();
    });
  }
}
