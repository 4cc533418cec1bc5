package io.tutti.edge.json;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Message;
import jakarta.json.stream.JsonGenerator;

/** What is said, in the native protocol's words: the types and payloads of a conversation's events as they are sent. Thread-safe: holds nothing. */
final class ConversationJson {

  private static final ConversationEvent.Cases<String> TYPE = new Types();

  private ConversationJson() {}

  /** The native protocol's type of {@code event}, for example {@code chat:message}. */
  static String type(ConversationEvent event) {
    return event.match(TYPE);
  }

  /** Puts the members of the event's payload into the generator's object, as they are sent. */
  static void payload(JsonGenerator generator, ConversationEvent event) {
    event.match(new Payload(generator));
  }

  private static final class Types implements ConversationEvent.Cases<String> {
    @Override
    public String posted(ConversationEvent.Posted event) {
      return "chat:message";
    }

    @Override
    public String edited(ConversationEvent.Edited event) {
      return "chat:edited";
    }

    @Override
    public String deleted(ConversationEvent.Deleted event) {
      return "chat:deleted";
    }

    @Override
    public String reacted(ConversationEvent.Reacted event) {
      return "chat:reacted";
    }

    @Override
    public String resolved(ConversationEvent.Resolved event) {
      return "chat:resolved";
    }

    @Override
    public String moved(ConversationEvent.Moved event) {
      return "chat:moved";
    }
  }

  private record Payload(JsonGenerator generator) implements ConversationEvent.Cases<JsonGenerator> {
    @Override
    public JsonGenerator posted(ConversationEvent.Posted event) {
      return message(event.message());
    }

    @Override
    public JsonGenerator edited(ConversationEvent.Edited event) {
      return message(event.message());
    }

    private JsonGenerator message(Message message) {
      MessageJson.members(generator.writeStartObject("message"), message);
      return generator.writeEnd();
    }

    @Override
    public JsonGenerator deleted(ConversationEvent.Deleted event) {
      return generator.write("messageId", event.messageId().value()).write("userId", event.by().value());
    }

    @Override
    public JsonGenerator reacted(ConversationEvent.Reacted event) {
      generator
          .write("messageId", event.messageId().value())
          .write("userId", event.userId().value())
          .write("emoji", event.emoji())
          .write("action", event.added() ? "add" : "remove");
      MessageJson.reactions(generator.writeStartObject("reactions"), event.reactions());
      return generator.writeEnd();
    }

    @Override
    public JsonGenerator resolved(ConversationEvent.Resolved event) {
      return generator
          .write("messageId", event.messageId().value())
          .write("resolved", event.resolved())
          .write("userId", event.by().value());
    }

    @Override
    public JsonGenerator moved(ConversationEvent.Moved event) {
      generator.writeStartObject("anchors");
      event.anchors().forEach((id, anchor) -> MessageJson.anchor(generator, id.value(), anchor));
      return generator.writeEnd();
    }
  }
}
