package io.tutti.edge.json.stored;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.ConversationSnapshot;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.edge.json.JsonMembers;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.UserId;
import jakarta.json.stream.JsonGenerator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A conversation's events and what a snapshot keeps of it, as they are stored. Thread-safe: holds nothing. */
final class ConversationFormat {

  /** The types of a conversation's events. */
  static final Set<String> TYPES =
      Set.of("chat:message", "chat:edited", "chat:deleted", "chat:reacted", "chat:resolved", "chat:moved");

  private static final ConversationEvent.Cases<String> TYPE = new Types();

  private ConversationFormat() {}

  /** The stored type of {@code event}, for example {@code chat:message}. */
  static String type(ConversationEvent event) {
    return event.match(TYPE);
  }

  /** Puts the members of the event's payload into the generator's object. */
  static void payload(JsonGenerator generator, ConversationEvent event) {
    event.match(new Payload(generator));
  }

  /**
   * Reads the event of one of the {@link #TYPES} from its stored payload.
   *
   * @throws MalformedJson if the payload is none of that type; IllegalArgumentException or DateTimeException, as
   *     {@link StoredEvents#read} expects them, where a name or a time in it is none
   */
  static ConversationEvent event(String type, JsonObject json) throws MalformedJson {
    return switch (type) {
      case "chat:message" -> new ConversationEvent.Posted(message(json));
      case "chat:edited" -> new ConversationEvent.Edited(message(json));
      case "chat:deleted" -> new ConversationEvent.Deleted(id(json), user(json));
      case "chat:reacted" -> new ConversationEvent.Reacted(id(json), user(json), json.text("emoji"),
          added(json.text("action")), MessageFormat.reactions(json.optionalObject("reactions")));
      case "chat:resolved" -> resolved(json);
      case "chat:moved" -> new ConversationEvent.Moved(anchors(json));
      default -> throw new MalformedJson("There is no event of type " + type);
    };
  }

  private static MessageId id(JsonObject json) throws MalformedJson {
    return new MessageId(json.text("messageId"));
  }

  private static UserId user(JsonObject json) throws MalformedJson {
    return new UserId(json.text("userId"));
  }

  private static Message message(JsonObject json) throws MalformedJson {
    return MessageFormat.message(JsonMembers.required(json, "message"));
  }

  private static boolean added(String action) throws MalformedJson {
    return switch (action) {
      case "add" -> true;
      case "remove" -> false;
      default -> throw new MalformedJson("action must be add or remove");
    };
  }

  private static ConversationEvent resolved(JsonObject json) throws MalformedJson {
    if (!(json.members().get("resolved") instanceof Boolean resolved)) {
      throw new MalformedJson("resolved must be true or false");
    }
    JsonObject anchor = json.optionalObject("anchor");
    return new ConversationEvent.Resolved(
        id(json), resolved, user(json), anchor == null ? null : MessageFormat.documentPlace(anchor));
  }

  private static Map<MessageId, MessageAnchor> anchors(JsonObject json) throws MalformedJson {
    JsonObject places = JsonMembers.required(json, "anchors");
    Map<MessageId, MessageAnchor> anchors = new LinkedHashMap<>();
    for (String id : places.members().keySet()) {
      anchors.put(new MessageId(id), MessageFormat.anchor(JsonMembers.required(places, id)));
    }
    return anchors;
  }

  /** Puts the members of {@code snapshot} into the generator's object. */
  static void snapshot(JsonGenerator generator, ConversationSnapshot snapshot) {
    generator.write("changedAt", snapshot.changedAt()).writeStartObject("counts");
    snapshot.counts().forEach((kind, count) -> generator.write(kind.word(), count));
    generator.writeEnd().writeStartObject("anchored");
    snapshot.anchored().forEach((id, place) -> MessageFormat.anchor(generator, id.value(), place));
    generator.writeEnd();
  }

  /**
   * A snapshot as {@link #snapshot(JsonGenerator, ConversationSnapshot)} writes it.
   *
   * @throws MalformedJson if it is none
   */
  static ConversationSnapshot snapshot(JsonObject json) throws MalformedJson {
    Long changedAt = json.optionalCount("changedAt");
    JsonObject counts = JsonMembers.required(json, "counts");
    JsonObject places = JsonMembers.required(json, "anchored");
    Map<Message.Kind, Long> byKind = new EnumMap<>(Message.Kind.class);
    for (Message.Kind kind : Message.Kind.values()) {
      Long count = counts.optionalCount(kind.word());
      if (count != null) {
        byKind.put(kind, count);
      }
    }
    Map<MessageId, MessageAnchor.DocumentPlace> anchored = new LinkedHashMap<>();
    for (String id : places.members().keySet()) {
      anchored.put(new MessageId(id), MessageFormat.documentPlace(JsonMembers.required(places, id)));
    }
    return new ConversationSnapshot(changedAt == null ? 0 : changedAt, byKind, anchored);
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
      MessageFormat.members(generator.writeStartObject("message"), message);
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
      MessageFormat.reactions(generator.writeStartObject("reactions"), event.reactions());
      return generator.writeEnd();
    }

    @Override
    public JsonGenerator resolved(ConversationEvent.Resolved event) {
      generator
          .write("messageId", event.messageId().value())
          .write("resolved", event.resolved())
          .write("userId", event.by().value());
      if (event.anchor() != null) {
        MessageFormat.anchor(generator, "anchor", event.anchor());
      }
      return generator;
    }

    @Override
    public JsonGenerator moved(ConversationEvent.Moved event) {
      generator.writeStartObject("anchors");
      event.anchors().forEach((id, anchor) -> MessageFormat.anchor(generator, id.value(), anchor));
      return generator.writeEnd();
    }
  }
}
