package io.tutti.edge.websocket.v1;

import io.tutti.access.Role;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.UserId;
import io.tutti.parameters.Strategy;
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
      case "participant:kick" -> new ClientMessage.Kick(user(payload(envelope, false)), ref);
      default -> new ClientMessage.Unknown(shortened(type), ref);
    };
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
        name == null || name.isBlank() ? null : payload.optionalName("name", 80),
        payload.optionalText("color"),
        payload.optionalName("clientId", 64),
        payload.optionalCount("lastSeenSeq"),
        ref);
  }

  private static ClientMessage update(JsonObject payload, @Nullable String ref) throws MalformedJson {
    Map<String, Double> values = new LinkedHashMap<>();
    for (var member : payload.members().entrySet()) {
      if (member.getKey().equals("baseSeq")) {
        continue;
      }
      if (!(member.getValue() instanceof Number number)) {
        return new ClientMessage.NoNumber(member.getKey(), ref);
      }
      values.put(member.getKey(), number.doubleValue());
    }
    return new ClientMessage.Update(values, payload.optionalCount("baseSeq"), ref);
  }

  private static ClientMessage resolve(JsonObject payload, @Nullable String ref) throws MalformedJson {
    String parameter = payload.text("param");
    Object value = payload.members().get("resolvedValue");
    if (!(value instanceof Number number)) {
      return new ClientMessage.NoNumber(parameter, ref);
    }
    String word = payload.optionalText("strategy");
    Strategy strategy = word == null ? Strategy.CUSTOM : Strategy.of(word).filter(Strategy::isChoice)
        .orElseThrow(() -> new MalformedJson("payload.strategy must be yours, theirs, average or custom"));
    return new ClientMessage.Resolve(
        parameter, number.doubleValue(), strategy, payload.optionalName("conflictId", 64), ref);
  }

  private static ClientMessage resync(JsonObject payload, @Nullable String ref) throws MalformedJson {
    payload.optionalCount("lastSeenSeq");
    return new ClientMessage.Resync(ref);
  }

  private static ClientMessage changeRole(JsonObject payload, @Nullable String ref) throws MalformedJson {
    Role role = Role.of(payload.text("role"))
        .orElseThrow(() -> new MalformedJson("payload.role must be host, editor or viewer"));
    return new ClientMessage.ChangeRole(user(payload), role, ref);
  }

  private static UserId user(JsonObject payload) throws MalformedJson {
    try {
      return new UserId(payload.text("userId"));
    } catch (IllegalArgumentException e) {
      throw new MalformedJson("payload.userId must have 1 to 128 printable characters");
    }
  }
}
