package io.tutti.edge.websocket.llmsession;

import io.tutti.edge.json.JsonText;
import io.tutti.hub.Notice;
import io.tutti.identity.ErrorCode;
import io.tutti.session.Member;
import jakarta.json.stream.JsonGenerator;
import jakarta.websocket.Encoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Writes what the server says. Thread-safe: holds nothing. */
public final class ServerMessageEncoder implements Encoder.Text<ServerMessage> {

  private static final ServerMessage.Cases<String> WRITERS = new Writers();
  /** What clients of the original know. */
  private static final String DENIED = "You don't have permission to edit this session";

  @Override
  public String encode(ServerMessage message) {
    return text(message);
  }

  /** {@code message} as it goes onto the wire. */
  static String text(ServerMessage message) {
    return message.match(WRITERS);
  }

  /** One message of {@code type}. */
  static String frame(String type, Consumer<JsonGenerator> members) {
    return JsonText.write(generator -> {
      generator.writeStartObject().write("type", type);
      members.accept(generator);
      generator.writeEnd();
    });
  }

  /** Puts what is said of a person, by both names of the id, into the generator's object. */
  static void user(JsonGenerator generator, Member member) {
    generator
        .write("id", member.id().value())
        .write("user_id", member.id().value())
        .write("username", member.name())
        .write("role", member.role().word());
  }

  private static final class Writers implements ServerMessage.Cases<String> {

    private static final EventMessageWriter EVENT = new EventMessageWriter();
    private static final SignalMessageWriter SIGNAL = new SignalMessageWriter();

    @Override
    public String event(EventMessage message) {
      return message.match(EVENT);
    }

    @Override
    public String signal(SignalMessage message) {
      return message.match(SIGNAL);
    }

    @Override
    public String connected(ServerMessage.Connected message) {
      return frame("connected", generator -> {
        generator.write("session_id", message.session().value());
        for (String name : List.of("participants", "users")) {
          generator.writeStartArray(name);
          message.members().forEach(member -> participant(generator, member, message.attendance(), message.at()));
          generator.writeEnd();
        }
        generator.write("your_role", message.own().word()).write("timestamp", LocalTimes.text(message.at()));
      });
    }

    private static void participant(JsonGenerator generator, Member member, Notice.Attendance attendance, long now) {
      generator.writeStartObject();
      user(generator, member);
      generator
          .write("joined_at", LocalTimes.text(attendance.since().getOrDefault(member.id(), now)))
          .write("status", attendance.statusOf(member.id()));
      JsonText.member(generator, "cursor", Positions.worded(attendance.cursors().get(member.id())).orElse(null));
      generator.writeEnd();
    }

    @Override
    public String refused(ServerMessage.Refused message) {
      return error(message.code(), message.code() == ErrorCode.FORBIDDEN ? DENIED : message.message(), message.details(),
          message.at());
    }

    @Override
    public String ended(ServerMessage.Ended message) {
      return error(message.code(), message.message(), Map.of(), message.at());
    }

    private static String error(ErrorCode code, String message, Map<String, Object> details, long at) {
      return frame("error", generator -> {
        generator
            .write("error_code", word(code))
            .write("message", message)
            .write("timestamp", LocalTimes.text(at));
        if (details.get("retryAfterMs") instanceof Number retryAfterMillis) {
          generator.write("retry_after_ms", retryAfterMillis.longValue());
        }
      });
    }

    private static String word(ErrorCode code) {
      return switch (code) {
        case FORBIDDEN -> "PERMISSION_DENIED";
        case BAD_MESSAGE, INVALID_PARAM, INVALID_OP -> "INVALID_MESSAGE";
        case UNKNOWN_TYPE, UNAUTHENTICATED, ID_TAKEN, STALE_VERSION, STALE_EPOCH, CONFLICT_CLOSED, NOT_FOUND, GONE, TOO_LARGE,
            RATE_LIMITED, UNAVAILABLE, INTERNAL -> code.word().toUpperCase(Locale.ROOT);
      };
    }
  }
}
