package io.tutti.edge.websocket.v1;

import io.tutti.access.Role;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.PresenceJson;
import io.tutti.edge.json.ProfileJson;
import io.tutti.hub.Newcomer;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import io.tutti.parameters.Strategy;
import io.tutti.session.Command;
import io.tutti.session.Whisper;
import io.tutti.state.StateCommand;
import jakarta.websocket.Decoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client says. Never fails: what cannot be understood becomes a {@link ClientMessage.Malformed}, because
 * containers treat a decoder's exception differently. Thread-safe: holds nothing.
 */
public final class ClientMessageDecoder implements Decoder.Text<ClientMessage> {

  private static final int MAX_REF_LENGTH = 64;
  private static final int MAX_TOKEN_LENGTH = 8_192;
  static final int MAX_LOG_ID_LENGTH = 64;
  private static final int MAX_CALL_CHARACTERS = 65_536;

  @Override
  public boolean willDecode(String text) {
    return true;
  }

  @Override
  public ClientMessage decode(String text) {
    String ref = null;
    try {
      JsonObject envelope = new JsonObject("message", JsonText.readObject(text));
      ref = envelope.optionalName("ref", MAX_REF_LENGTH);
      return message(envelope.text("type"), envelope, ref);
    } catch (MalformedJson e) {
      return new ClientMessage.Malformed(String.valueOf(e.getMessage()), ref);
    }
  }

  private static ClientMessage message(String type, JsonObject envelope, @Nullable String ref) throws MalformedJson {
    return switch (type) {
      case "ping" -> new ClientMessage.Ping(ref);
      case "auth" -> auth(payload(envelope, true), ref);
      case "param:update" -> update(payload(envelope, false), ref);
      case "conflict:resolved" -> resolve(payload(envelope, false), ref);
      case "session:resync" -> resync(payload(envelope, true), ref);
      case "participant:role" -> changeRole(payload(envelope, false), ref);
      case "participant:kick" -> command(new Command.Kick(user(payload(envelope, false), "userId")), ref);
      case "participant:ban" -> ban(payload(envelope, false), ref);
      case "participant:transfer" -> command(new Command.Transfer(user(payload(envelope, false), "userId")), ref);
      case "session:update" ->
          command(new Command.ChangeProfile(ProfileJson.fields(payload(envelope, false))), ref);
      case "state:patch" -> patch(payload(envelope, false), ref);
      case "state:get" -> new MemberMessage.GetState(ref);
      case "presence:update" -> new MemberMessage.UpdatePresence(PresenceJson.change(payload(envelope, false)), ref);
      case "presence:get" -> new MemberMessage.PresenceQuery(payload(envelope, true).optionalName("file", 1_024), ref);
      case "rtc:signal" -> call(payload(envelope, false), ref);
      case "user:message" -> whisper(payload(envelope, false), ref);
      default -> ofFeature(type, envelope, ref);
    };
  }

  private static ClientMessage ofFeature(String type, JsonObject envelope, @Nullable String ref) throws MalformedJson {
    if (type.startsWith("doc:")) {
      return DocumentReader.message(type, payload(envelope, type.equals("doc:list")), ref);
    } else if (type.startsWith("chat:")) {
      return ChatReader.message(type, payload(envelope, type.equals("chat:history")), ref);
    } else if (type.startsWith("story:")) {
      return StoryReader.message(type, payload(envelope, !type.equals("story:action")), ref);
    }
    return unknown(type, ref);
  }

  static ClientMessage command(Command command, @Nullable String ref) {
    return new MemberMessage.Perform(command, ref);
  }

  static ClientMessage unknown(String type, @Nullable String ref) {
    return new MemberMessage.Unknown(shortened(type), ref);
  }

  private static String shortened(String type) {
    return type.codePointCount(0, type.length()) > 64 ? type.substring(0, type.offsetByCodePoints(0, 64)) : type;
  }

  private static JsonObject payload(JsonObject envelope, boolean optional) throws MalformedJson {
    JsonObject payload = envelope.optionalObject("payload");
    if (payload == null && !optional) {
      throw new MalformedJson("message.payload must be an object");
    }
    return payload == null ? new JsonObject("payload", Map.of()) : payload;
  }

  private static ClientMessage auth(JsonObject payload, @Nullable String ref) throws MalformedJson {
    String token = payload.optionalText("token");
    if (token != null && token.length() > MAX_TOKEN_LENGTH) {
      throw new MalformedJson("payload.token is too long");
    }
    String name = payload.optionalText("name");
    return new ClientMessage.Auth(
        token,
        name == null || PersonName.isBlank(name) ? null : PersonName.of(name).orElseThrow(
            () -> new MalformedJson("payload.name must have 1 to " + PersonName.MAX_LENGTH + " characters that can be seen")),
        payload.optionalText("color"),
        payload.optionalName("clientId", 64),
        payload.optionalFlag("batch", false),
        seen(payload),
        payload.optionalFlag("create", true),
        payload.optionalName("invite", 128),
        ref);
  }

  private static Newcomer.@Nullable Seen seen(JsonObject payload) throws MalformedJson {
    Long seq = payload.optionalCount("lastSeenSeq");
    String logId = payload.optionalName("logId", MAX_LOG_ID_LENGTH);
    return seq == null && logId == null ? null : new Newcomer.Seen(seq, logId);
  }

  private static ClientMessage update(JsonObject payload, @Nullable String ref) throws MalformedJson {
    Map<String, Double> values = new LinkedHashMap<>();
    for (var member : payload.members().entrySet()) {
      if (member.getKey().equals("baseSeq")) {
        continue;
      }
      if (!(member.getValue() instanceof Number number)) {
        return new MemberMessage.NoNumber(member.getKey(), ref);
      }
      values.put(member.getKey(), number.doubleValue());
    }
    return command(new Command.UpdateParameters(values, payload.optionalCount("baseSeq")), ref);
  }

  private static ClientMessage resolve(JsonObject payload, @Nullable String ref) throws MalformedJson {
    String parameter = payload.text("param");
    Object value = payload.members().get("resolvedValue");
    if (!(value instanceof Number number)) {
      return new MemberMessage.NoNumber(parameter, ref);
    }
    String word = payload.optionalText("strategy");
    Strategy strategy = word == null ? Strategy.CUSTOM : Strategy.of(word).filter(Strategy::isChoice)
        .orElseThrow(() -> new MalformedJson("payload.strategy must be yours, theirs, average or custom"));
    return command(new Command.ResolveConflict(
        parameter, number.doubleValue(), strategy, payload.optionalName("conflictId", 64)), ref);
  }

  private static ClientMessage resync(JsonObject payload, @Nullable String ref) throws MalformedJson {
    payload.optionalCount("lastSeenSeq");
    return new MemberMessage.Resync(ref);
  }

  private static ClientMessage changeRole(JsonObject payload, @Nullable String ref) throws MalformedJson {
    Role role = Role.of(payload.text("role"))
        .orElseThrow(() -> new MalformedJson("payload.role must be host, editor or viewer"));
    return command(new Command.ChangeRole(user(payload, "userId"), role), ref);
  }

  private static ClientMessage ban(JsonObject payload, @Nullable String ref) throws MalformedJson {
    return command(new Command.Ban(user(payload, "userId"), payload.optionalFlag("banned", true)), ref);
  }

  private static ClientMessage patch(JsonObject payload, @Nullable String ref) throws MalformedJson {
    JsonObject patch = payload.optionalObject("patch");
    if (patch == null) {
      throw new MalformedJson("payload.patch must be an object");
    }
    return command(new Command.PatchState(
        new StateCommand.Patch(patch.members(), payload.optionalCount("baseVersion"))), ref);
  }

  private static ClientMessage call(JsonObject payload, @Nullable String ref) throws MalformedJson {
    Object data = payload.members().get("data");
    if (JsonText.sizeOf(data) > MAX_CALL_CHARACTERS) {
      throw new MalformedJson("payload.data is too large");
    }
    return new MemberMessage.CallSignal(user(payload, "to"), data, ref);
  }

  private static ClientMessage whisper(JsonObject payload, @Nullable String ref) throws MalformedJson {
    return new MemberMessage.SendDirect(new Whisper(user(payload, "to"), payload.text("content")), ref);
  }

  private static UserId user(JsonObject payload, String name) throws MalformedJson {
    try {
      return new UserId(payload.text(name));
    } catch (IllegalArgumentException e) {
      throw new MalformedJson("payload." + name + " must have 1 to 128 printable characters");
    }
  }
}
