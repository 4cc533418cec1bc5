package io.tutti.edge.websocket.novel;

import io.tutti.edge.json.JsonText;
import io.tutti.hub.Seat;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.session.SessionState;
import io.tutti.session.Signal;
import io.tutti.state.SharedState;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is told beside {@link EventFrames}, as frames. Thread-safe: holds nothing. */
final class ServerFrames {

  private ServerFrames() {}

  /** A frame of {@code type} with {@code members} and its stamp. */
  static String frame(String type, Stamp stamp, Consumer<JsonGenerator> members) {
    return JsonText.write(generator -> {
      generator.writeStartObject().write("type", type);
      members.accept(generator);
      stamp.write(generator);
      generator.writeEnd();
    });
  }

  /** Rule NE18. */
  static String pong(Stamp stamp) {
    return frame("pong", stamp, generator -> { });
  }

  /** Rule NE9: to the actor only. {@code code}: why, for programs. */
  static String failed(String code, String reason, Stamp stamp) {
    return frame("system_message", stamp, generator ->
        generator.write("level", "error").write("message", "Action failed: " + reason).write("code", code));
  }

  /** Rule NE2: why somebody is sent away. */
  static String sentAway(String reason, Stamp stamp) {
    return frame("system_message", stamp, generator -> generator.write("level", "error").write("message", reason));
  }

  /** Rule NE6: the session as a newcomer finds it. */
  static String initialState(Seat.Room room, Function<UserId, String> names, Stamp stamp) {
    SessionState state = room.state();
    return frame("state_sync", stamp, generator -> {
      state(generator, "state", "version", state.shared());
      generator.write("turn", state.story().turn()).writeStartArray("participants");
      state.members().forEach(member -> generator.write(names.apply(member.id())));
      generator.writeEnd();
    });
  }

  /** Rule NE11: what a client that has {@code version} lacks. */
  static String synced(SharedState state, long version, Stamp stamp) {
    if (version == state.version()) {
      return frame("up_to_date", stamp, generator -> generator.write("version", version));
    }
    return version < state.version()
        ? frame("full_sync", stamp, generator -> state(generator, "state", "version", state))
        : frame("conflict", stamp, generator -> state(generator, "server_state", "server_version", state));
  }

  private static void state(JsonGenerator generator, String value, String version, SharedState state) {
    JsonText.member(generator, value, state.value());
    generator.write(version, state.version());
  }

  /** What others see of a signal: a cursor, whether somebody types, how attentive they are (rules NE13, NE14, NE19). */
  static List<String> signal(Signal signal, Supplier<Stamp> stamps) {
    List<String> frames = new ArrayList<>(1);
    if (signal instanceof Signal.Appearance appearance) {
      var aspects = appearance.change().aspects();
      if (aspects.containsKey(Aspect.CURSOR)) {
        Object position = Position.ofPlace(aspects.get(Aspect.CURSOR));
        frames.add(about("user_cursor", appearance, "position", position, stamps.get()));
      }
      if (aspects.containsKey(Aspect.TYPING)) {
        frames.add(about("user_typing", appearance, "typing", aspects.get(Aspect.TYPING) != null, stamps.get()));
      }
    } else if (signal instanceof Signal.Attention attention) {
      frames.add(frame("user_presence", stamps.get(), generator -> generator
          .write("user_id", WireNames.of(attention.user())).write("status", attention.status().word())));
    }
    return frames;
  }

  private static String about(String type, Signal.Appearance appearance, String member, @Nullable Object value, Stamp stamp) {
    return frame(type, stamp, generator -> {
      generator.write("user_id", WireNames.of(appearance.user()));
      JsonText.member(generator, member, value);
    });
  }
}
