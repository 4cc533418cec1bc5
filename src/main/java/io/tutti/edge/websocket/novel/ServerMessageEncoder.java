package io.tutti.edge.websocket.novel;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.StoryJson;
import io.tutti.story.StoryEvent;
import jakarta.json.stream.JsonGenerator;
import jakarta.websocket.Encoder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what the server says. Thread-safe: holds nothing. */
public final class ServerMessageEncoder implements Encoder.Text<ServerMessage> {

  private static final ServerMessage.Cases<String> WRITERS = new Writers();

  @Override
  public String encode(ServerMessage message) {
    return text(message);
  }

  /** {@code message} as it goes onto the wire. */
  static String text(ServerMessage message) {
    return message.match(WRITERS);
  }

  /** A message of {@code type} with {@code members} and its stamp. */
  private static String frame(String type, Stamp stamp, Consumer<JsonGenerator> members) {
    return JsonText.write(generator -> {
      generator.writeStartObject().write("type", type);
      members.accept(generator);
      stamp.write(generator);
      generator.writeEnd();
    });
  }

  private static final class Writers implements ServerMessage.Cases<String> {

    private static final EventWriter EVENT = new EventWriter();
    private static final SignalWriter SIGNAL = new SignalWriter();

    @Override
    public String event(EventMessage message) {
      return message.match(EVENT);
    }

    @Override
    public String signal(SignalMessage message) {
      return message.match(SIGNAL);
    }

    @Override
    public String initialState(ServerMessage.InitialState message) {
      return frame("state_sync", message.stamp(), generator -> {
        state(generator, "state", "version", message.state());
        generator.write("turn", message.turn()).writeStartArray("participants");
        message.participants().forEach(generator::write);
        generator.writeEnd();
      });
    }

    private static void state(JsonGenerator generator, String value, String version, ServerMessage.State state) {
      JsonText.member(generator, value, state.value());
      generator.write(version, state.version());
    }

    @Override
    public String upToDate(ServerMessage.UpToDate message) {
      return frame("up_to_date", message.stamp(), generator -> generator.write("version", message.version()));
    }

    @Override
    public String fullSync(ServerMessage.FullSync message) {
      return frame("full_sync", message.stamp(), generator -> state(generator, "state", "version", message.state()));
    }

    @Override
    public String conflict(ServerMessage.Conflict message) {
      return frame("conflict", message.stamp(),
          generator -> state(generator, "server_state", "server_version", message.state()));
    }

    @Override
    public String pong(ServerMessage.Pong message) {
      return frame("pong", message.stamp(), generator -> { });
    }

    @Override
    public String failed(ServerMessage.Failed message) {
      return frame("system_message", message.stamp(), generator -> generator
          .write("level", "error").write("message", "Action failed: " + message.reason()).write("code", message.code()));
    }

    @Override
    public String sentAway(ServerMessage.SentAway message) {
      return frame("system_message", message.stamp(),
          generator -> generator.write("level", "error").write("message", message.reason()));
    }
  }

  private static final class EventWriter implements EventMessage.Cases<String> {

    @Override
    public String joined(EventMessage.Joined message) {
      return frame("join_session", message.stamp(),
          generator -> generator.write("user_id", message.user()).write("username", message.username()));
    }

    @Override
    public String left(EventMessage.Left message) {
      return frame("leave_session", message.stamp(), generator -> generator.write("user_id", message.user()));
    }

    @Override
    public String stateChanged(EventMessage.StateChanged message) {
      return frame("state_sync", message.stamp(), generator -> {
        JsonText.member(generator, "state_delta", message.change().patch());
        generator.write("version", message.change().version());
        JsonText.member(generator, "source_user", message.user());
      });
    }

    @Override
    public String acted(EventMessage.Acted message) {
      StoryEvent.Acted event = message.event();
      return frame("agent_action", message.stamp(), generator -> {
        JsonText.member(generator, "user_id", message.user());
        generator.write("character", event.character());
        JsonText.member(generator, "action", event.action());
        generator.writeStartObject("result");
        StoryJson.result(generator, event.result());
        JsonText.member(generator, "state_updates", event.stateUpdates());
        generator.writeEnd();
        JsonText.member(generator, "state_updates", event.stateUpdates());
        if (event.stateVersion() > 0) {
          generator.write("version", event.stateVersion());
        }
        generator.write("turn", event.turn());
      });
    }

    @Override
    public String turnCompleted(EventMessage.TurnCompleted message) {
      StoryEvent.TurnCompleted event = message.event();
      return frame("story_update", message.stamp(), generator -> generator.write("turn", event.turn())
          .write("narrative", event.narrative().text()).write("by", event.narrative().authorship().by()));
    }
  }

  private static final class SignalWriter implements SignalMessage.Cases<String> {

    @Override
    public String cursor(SignalMessage.Cursor message) {
      return about("user_cursor", message.user(), "position", message.position(), message.stamp());
    }

    @Override
    public String typing(SignalMessage.Typing message) {
      return about("user_typing", message.user(), "typing", message.isTyping(), message.stamp());
    }

    @Override
    public String presence(SignalMessage.Presence message) {
      return about("user_presence", message.user(), "status", message.status().word(), message.stamp());
    }

    private static String about(String type, String user, String member, @Nullable Object value, Stamp stamp) {
      return frame(type, stamp, generator -> JsonText.member(generator.write("user_id", user), member, value));
    }
  }
}
