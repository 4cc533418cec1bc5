package io.tutti.edge.websocket.novel;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import java.util.Map;

/** Reads what a client says (rules NE9, NE12–NE16). Never fails. Thread-safe: holds nothing. */
final class ClientFrameReader {

  private ClientFrameReader() {}

  static ClientFrame read(String text) {
    try {
      JsonObject message = new JsonObject("message", JsonText.readObject(text));
      return switch (message.text("type")) {
        case "agent_action" -> new ClientFrame.Act(object(message, "data"));
        case "state_sync" -> sync(message);
        case "user_cursor" -> cursor(message);
        case "user_typing" -> typing(message);
        case "ping" -> new ClientFrame.Ping();
        default -> new ClientFrame.Unknown();
      };
    } catch (MalformedJson e) {
      return new ClientFrame.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> object(JsonObject message, String name) throws MalformedJson {
    JsonObject object = message.optionalObject(name);
    return object == null ? Map.of() : object.members();
  }

  /** What the client holds for the state is not compared: its version says enough. */
  private static ClientFrame sync(JsonObject message) throws MalformedJson {
    object(message, "client_state");
    Long version = message.optionalCount("client_version");
    return new ClientFrame.Sync(version == null ? 0 : version);
  }

  private static ClientFrame cursor(JsonObject message) throws MalformedJson {
    if (!message.members().containsKey("position")) {
      throw new MalformedJson("message.position is missing");
    }
    return new ClientFrame.Cursor(Position.toPlace(message.members().get("position")));
  }

  private static ClientFrame typing(JsonObject message) throws MalformedJson {
    if (!message.has("typing")) {
      throw new MalformedJson("message.typing must be true or false");
    }
    return new ClientFrame.Typing(message.optionalFlag("typing", false));
  }
}
