package io.tutti.edge.websocket.novel;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import jakarta.websocket.Decoder;
import java.util.Map;

/** Reads what a client says (rules NE9, NE12–NE16). Never fails. Thread-safe: holds nothing. */
public final class ClientMessageDecoder implements Decoder.Text<ClientMessage> {

  @Override
  public boolean willDecode(String text) {
    return true;
  }

  @Override
  public ClientMessage decode(String text) {
    try {
      JsonObject message = new JsonObject("message", JsonText.readObject(text));
      return switch (message.text("type")) {
        case "agent_action" -> new ClientMessage.Act(object(message, "data"));
        case "state_sync" -> sync(message);
        case "user_cursor" -> cursor(message);
        case "user_typing" -> typing(message);
        case "ping" -> new ClientMessage.Ping();
        default -> new ClientMessage.Unknown();
      };
    } catch (MalformedJson e) {
      return new ClientMessage.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> object(JsonObject message, String name) throws MalformedJson {
    JsonObject object = message.optionalObject(name);
    return object == null ? Map.of() : object.members();
  }

  /** What the client holds for the state is not compared: its version says enough. */
  private static ClientMessage sync(JsonObject message) throws MalformedJson {
    object(message, "client_state");
    Long version = message.optionalCount("client_version");
    return new ClientMessage.Sync(version == null ? 0 : version);
  }

  private static ClientMessage cursor(JsonObject message) throws MalformedJson {
    if (!message.members().containsKey("position")) {
      throw new MalformedJson("message.position is missing");
    }
    return new ClientMessage.Cursor(Position.toPlace(message.members().get("position")));
  }

  private static ClientMessage typing(JsonObject message) throws MalformedJson {
    if (!message.has("typing")) {
      throw new MalformedJson("message.typing must be true or false");
    }
    return new ClientMessage.Typing(message.optionalFlag("typing", false));
  }
}
