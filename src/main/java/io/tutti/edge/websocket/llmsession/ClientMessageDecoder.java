package io.tutti.edge.websocket.llmsession;

import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.PresenceJson;
import io.tutti.edge.json.ProfileJson;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.presence.Status;
import io.tutti.session.Command;
import io.tutti.session.ProfileField;
import io.tutti.session.Whisper;
import jakarta.websocket.Decoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client says. Members stand at the top of a message or in its {@code data}: the server of the original read the
 * one, its pages sent the other (rule LSM9). Never fails: what cannot be understood becomes a {@link ClientMessage.Malformed}.
 * Thread-safe: holds nothing.
 */
public final class ClientMessageDecoder implements Decoder.Text<ClientMessage> {

  private static final int MAX_LINE = 1_000_000_000;
  private static final int SHOWN_CHARACTERS = 64;

  /** What {@code session_update} may change; the native protocol and HTTP change the rest. */
  private static final Set<String> CHANGEABLE = Set.of("tags", "description", "status", "title");

  @Override
  public boolean willDecode(String text) {
    return true;
  }

  @Override
  public ClientMessage decode(String text) {
    try {
      JsonObject message = new JsonObject("message", JsonText.readObject(text));
      return message(message.text("type"), message);
    } catch (MalformedJson e) {
      return new ClientMessage.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static ClientMessage message(String type, JsonObject message) throws MalformedJson {
    return switch (type) {
      case "chat_message" -> send(both(message));
      case "code_comment" -> comment(both(message));
      case "reaction" -> react(both(message));
      case "cursor_update" -> appear(Aspect.CURSOR, message);
      case "viewport_update" -> appear(Aspect.VIEWPORT, message);
      case "presence_update" -> status(both(message));
      case "session_update" -> update(both(message));
      case "direct_message" -> whisper(both(message));
      default -> new ClientMessage.Unknown(shortened(type));
    };
  }

  private static String shortened(String type) {
    int length = type.codePointCount(0, type.length());
    return length > SHOWN_CHARACTERS ? type.substring(0, type.offsetByCodePoints(0, SHOWN_CHARACTERS)) : type;
  }

  /** The members at the top and in {@code data}; those at the top count where both are there. */
  private static JsonObject both(JsonObject message) throws MalformedJson {
    JsonObject data = message.optionalObject("data");
    if (data == null) {
      return message;
    }
    Map<String, Object> members = new HashMap<>(data.members());
    members.putAll(message.members());
    return new JsonObject("message", members);
  }

  private static ClientMessage send(JsonObject message) throws MalformedJson {
    String parent = message.optionalText("parent_id");
    return converse(new ConversationCommand.Send(
        message.text("content"), parent == null ? null : id(parent), Message.Kind.CHAT, null));
  }

  private static ClientMessage comment(JsonObject message) throws MalformedJson {
    String parent = message.optionalText("parent_id");
    Long line = message.optionalCount("line");
    if (line != null && line > MAX_LINE) {
      throw new MalformedJson("line must be an integer of 0 to " + MAX_LINE);
    }
    String file = message.optionalText("file");
    MessageAnchor place = parent != null ? null : new MessageAnchor.FilePlace(
        file == null ? "" : file, line == null ? 0 : line.intValue(), null, message.optionalText("code_snippet"));
    return converse(new ConversationCommand.Send(
        message.text("content"), parent == null ? null : id(parent), Message.Kind.COMMENT, place));
  }

  /** Without an action it is added; what is neither word is refused, where the original removed. */
  private static ClientMessage react(JsonObject message) throws MalformedJson {
    String action = message.optionalText("action");
    if (action != null && !action.equals("add") && !action.equals("remove")) {
      throw new MalformedJson("action must be add or remove");
    }
    return converse(new ConversationCommand.React(
        id(message.text("message_id")), message.text("emoji"), !"remove".equals(action)));
  }

  private static ClientMessage converse(ConversationCommand command) {
    return new ClientMessage.Perform(new Command.Converse(command));
  }

  private static MessageId id(String id) throws MalformedJson {
    if (!MessageId.isValid(id)) {
      throw new MalformedJson("message_id must have 1 to " + MessageId.MAX_LENGTH + " printable characters");
    }
    return new MessageId(id);
  }

  /** A place stands in {@code data}; where there is none, at the top. */
  private static ClientMessage appear(Aspect aspect, JsonObject message) throws MalformedJson {
    JsonObject data = message.optionalObject("data");
    Map<String, Object> place = new HashMap<>(data == null ? message.members() : data.members());
    place.remove("type");
    Map<String, Object> payload = new HashMap<>();
    payload.put(aspect.word(), place);
    return new ClientMessage.UpdatePresence(PresenceJson.change(new JsonObject("data", payload)));
  }

  private static ClientMessage status(JsonObject message) throws MalformedJson {
    String word = message.optionalText("status");
    Status status = word == null ? Status.ACTIVE
        : Status.of(word).orElseThrow(() -> new MalformedJson("status must be active, idle or away"));
    return new ClientMessage.UpdatePresence(new Change(status, Map.of()));
  }

  /** Rule LSM12: one change that cannot be refuses all. */
  private static ClientMessage update(JsonObject message) throws MalformedJson {
    JsonObject changes = message.optionalObject("changes");
    if (changes == null) {
      throw new MalformedJson("changes must be an object");
    }
    if (!CHANGEABLE.containsAll(changes.members().keySet())) {
      throw new MalformedJson("changes may have tags, description, status and title only");
    }
    Map<ProfileField, @Nullable Object> fields = ProfileJson.fields(changes);
    return new ClientMessage.Perform(new Command.ChangeProfile(fields));
  }

  private static ClientMessage whisper(JsonObject message) throws MalformedJson {
    String to = message.optionalText("to");
    String user = to == null ? message.text("user_id") : to;
    try {
      return new ClientMessage.SendDirect(new Whisper(new UserId(user), message.text("content")));
    } catch (IllegalArgumentException e) {
      throw new MalformedJson("to must have 1 to " + UserId.MAX_LENGTH + " printable characters");
    }
  }
}
