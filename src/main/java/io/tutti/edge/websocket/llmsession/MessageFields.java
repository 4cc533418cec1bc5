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

/**
 * A chat message or a code comment in this dialect's words (rules LSM6–LSM8). {@code anchor}: where it stands, for an answer where
 * the comment does that it answers; null where it stands nowhere. Immutable.
 */
record MessageFields(SessionId session, Message message, @Nullable MessageAnchor anchor) {

  /** The type of the frame that brings the message. */
  String type() {
    return isChat(message) ? "chat_message" : "code_comment";
  }

  private static boolean isChat(Message message) {
    return message.kind() == Message.Kind.CHAT;
  }

  /** Puts the message, nested and at the top, into the generator's object. */
  void write(JsonGenerator generator) {
    write(generator, message.content(), message.createdAt());
  }

  /**
   * As {@link #write(JsonGenerator)}, where {@code content} and {@code at} (milliseconds since 1970) are what is said at the top: the
   * pages of the original show that as one more message.
   */
  void write(JsonGenerator generator, String content, long at) {
    generator.writeStartObject(isChat(message) ? "message" : "comment");
    nested(generator);
    generator.writeEnd()
        .write("message_id", message.id().value())
        .write("user_id", message.userId().value())
        .write("username", message.username())
        .write("content", content)
        .write("timestamp", LocalTimes.text(at));
    parent(generator);
    metadata(generator);
  }

  private void nested(JsonGenerator generator) {
    generator
        .write("id", message.id().value())
        .write("session_id", session.value())
        .write("user_id", message.userId().value())
        .write("username", message.username())
        .write("message_type", isChat(message) ? "chat" : "comment")
        .write("content", message.content());
    metadata(generator);
    parent(generator);
    generator.write("created_at", LocalTimes.text(message.createdAt()));
    time(generator, "updated_at", message.updatedAt());
    time(generator, "deleted_at", message.deletedAt());
  }

  private void parent(JsonGenerator generator) {
    MessageId parent = message.parentId();
    JsonText.member(generator, "parent_id", parent == null ? null : parent.value());
  }

  private static void time(JsonGenerator generator, String name, @Nullable Long at) {
    JsonText.member(generator, name, at == null ? null : LocalTimes.text(at));
  }

  private void metadata(JsonGenerator generator) {
    generator.writeStartObject("metadata").writeStartArray("mentions");
    message.mentions().stream().map(Mention::username).forEach(generator::write);
    MessageJson.reactions(generator.writeEnd().writeStartObject("reactions"), message.reactions());
    generator.writeEnd();
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
