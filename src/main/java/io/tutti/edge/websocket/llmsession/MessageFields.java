package io.tutti.edge.websocket.llmsession;

import io.tutti.conversation.Mention;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MessageJson;
import io.tutti.identity.SessionId;
import jakarta.json.stream.JsonGenerator;
import org.jspecify.annotations.Nullable;

/** Chat messages and code comments in this dialect's words (rules LSM6–LSM8). Thread-safe: holds nothing. */
final class MessageFields {

  private MessageFields() {}

  /** The type of the frame that brings {@code message}. */
  static String type(Message message) {
    return isChat(message) ? "chat_message" : "code_comment";
  }

  private static boolean isChat(Message message) {
    return message.kind() == Message.Kind.CHAT;
  }

  /** Puts the message, nested and at the top, into the generator's object. */
  static void write(JsonGenerator generator, SessionId session, Message message) {
    generator.writeStartObject(isChat(message) ? "message" : "comment");
    nested(generator, session, message);
    generator.writeEnd()
        .write("message_id", message.id().value())
        .write("user_id", message.userId().value())
        .write("username", message.username())
        .write("content", message.content())
        .write("timestamp", LocalTimes.text(message.createdAt()));
    parent(generator, message);
    metadata(generator, message);
  }

  private static void nested(JsonGenerator generator, SessionId session, Message message) {
    generator
        .write("id", message.id().value())
        .write("session_id", session.value())
        .write("user_id", message.userId().value())
        .write("username", message.username())
        .write("message_type", isChat(message) ? "chat" : "comment")
        .write("content", message.content());
    metadata(generator, message);
    parent(generator, message);
    generator.write("created_at", LocalTimes.text(message.createdAt()));
    time(generator, "updated_at", message.updatedAt());
    time(generator, "deleted_at", message.deletedAt());
  }

  private static void parent(JsonGenerator generator, Message message) {
    MessageId parent = message.parentId();
    JsonText.member(generator, "parent_id", parent == null ? null : parent.value());
  }

  private static void time(JsonGenerator generator, String name, @Nullable Long at) {
    JsonText.member(generator, name, at == null ? null : LocalTimes.text(at));
  }

  private static void metadata(JsonGenerator generator, Message message) {
    generator.writeStartObject("metadata").writeStartArray("mentions");
    message.mentions().stream().map(Mention::username).forEach(generator::write);
    MessageJson.reactions(generator.writeEnd().writeStartObject("reactions"), message.reactions());
    generator.writeEnd();
    MessageAnchor anchor = message.anchor();
    if (anchor != null) {
      anchor.match(new Place(generator));
    }
    generator.writeEnd();
  }

  /** Where a comment stands; of one in a document this dialect can say in which only. */
  private record Place(JsonGenerator generator) implements MessageAnchor.Cases<JsonGenerator> {
    @Override
    public JsonGenerator file(MessageAnchor.FilePlace place) {
      generator.write("file", place.file()).write("line", place.line());
      JsonText.member(generator, "code_snippet", place.snippet());
      return generator;
    }

    @Override
    public JsonGenerator document(MessageAnchor.DocumentPlace place) {
      return generator.write("file", place.doc()).write("line", 0).writeNull("code_snippet");
    }
  }
}
