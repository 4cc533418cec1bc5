package io.tutti.edge.websocket.v1;

import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.MessageJson;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a client says in and about the conversation (rules CHAT1–CHAT20). Thread-safe: holds nothing. */
final class ChatReader {

  private static final int USUAL_PAGE = 50;
  private static final int MAX_CHOSEN = 50;

  private ChatReader() {}

  static ClientMessage message(String type, JsonObject payload, @Nullable String ref) throws MalformedJson {
    return switch (type) {
      case "chat:send" -> send(payload, ref);
      case "chat:edit" -> command(new ConversationCommand.Edit(
          id(payload, "messageId"), payload.text("content"), mentions(payload)), ref);
      case "chat:delete" -> command(new ConversationCommand.Delete(id(payload, "messageId")), ref);
      case "chat:react" -> command(new ConversationCommand.React(
          id(payload, "messageId"), payload.text("emoji"), isAdded(payload)), ref);
      case "chat:resolve" -> command(new ConversationCommand.Resolve(
          id(payload, "messageId"), payload.optionalFlag("resolved", true)), ref);
      case "chat:history" -> history(payload, ref);
      case "chat:read" -> new MemberMessage.ChatRead(id(payload, "messageId"), ref);
      default -> ClientMessageDecoder.unknown(type, ref);
    };
  }

  private static ClientMessage command(ConversationCommand command, @Nullable String ref) {
    return new MemberMessage.Perform(new Command.Converse(command), ref);
  }

  private static ClientMessage send(JsonObject payload, @Nullable String ref) throws MalformedJson {
    JsonObject anchor = payload.optionalObject("anchor");
    MessageAnchor place = anchor == null ? null : MessageJson.anchor(anchor);
    Message.Kind kind = kind(payload);
    return command(new ConversationCommand.Send(payload.text("content"), optionalId(payload, "parentId"),
        kind == null ? Message.Kind.CHAT : kind, place, mentions(payload)), ref);
  }

  /** Whom the author chose to mention: at most {@value #MAX_CHOSEN} user ids, none where it is absent. */
  private static Set<UserId> mentions(JsonObject payload) throws MalformedJson {
    Object given = payload.members().get("mentions");
    if (given == null) {
      return Set.of();
    }
    if (given instanceof List<?> ids && ids.size() <= MAX_CHOSEN && ids.stream().allMatch(ChatReader::isUserId)) {
      return ids.stream().map(id -> new UserId((String) id)).collect(Collectors.toUnmodifiableSet());
    }
    throw new MalformedJson("payload.mentions must be a list of at most " + MAX_CHOSEN + " user ids");
  }

  private static boolean isUserId(@Nullable Object id) {
    return id instanceof String text && UserId.isValid(text);
  }

  private static boolean isAdded(JsonObject payload) throws MalformedJson {
    String action = payload.optionalText("action");
    if (action == null || action.equals("add")) {
      return true;
    }
    if (action.equals("remove")) {
      return false;
    }
    throw new MalformedJson("payload.action must be add or remove");
  }

  private static ClientMessage history(JsonObject payload, @Nullable String ref) throws MalformedJson {
    Long limit = payload.optionalCount("limit");
    if (limit != null && (limit < 1 || limit > Messages.MAX_LIMIT)) {
      throw new MalformedJson("payload.limit must be an integer of 1 to " + Messages.MAX_LIMIT);
    }
    Long line = payload.optionalCount("line");
    Object before = payload.members().get("before");
    String beforeMessage = before instanceof String text ? text : null;
    return new MemberMessage.ChatHistory(new Messages.Query(
        beforeMessage == null ? payload.optionalCount("before") : null,
        limit == null ? USUAL_PAGE : limit.intValue(), kind(payload), optionalId(payload, "parentId"),
        payload.optionalName("file", 1_024), line == null ? null : (int) Math.min(line, Integer.MAX_VALUE),
        payload.optionalName("q", 200)), beforeMessage, ref);
  }

  private static Message.@Nullable Kind kind(JsonObject payload) throws MalformedJson {
    String word = payload.optionalText("kind");
    return word == null ? null : Message.Kind.of(word)
        .orElseThrow(() -> new MalformedJson("payload.kind must be chat, comment or annotation"));
  }

  private static @Nullable MessageId optionalId(JsonObject payload, String name) throws MalformedJson {
    return payload.optionalText(name) == null ? null : id(payload, name);
  }

  private static MessageId id(JsonObject payload, String name) throws MalformedJson {
    try {
      return new MessageId(payload.text(name));
    } catch (IllegalArgumentException e) {
      throw new MalformedJson("payload." + name + " must have 1 to 64 printable characters");
    }
  }
}
