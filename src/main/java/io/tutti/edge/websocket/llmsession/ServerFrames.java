package io.tutti.edge.websocket.llmsession;

import io.tutti.access.Role;
import io.tutti.edge.json.JsonText;
import io.tutti.hub.Notice;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.session.Member;
import io.tutti.session.Signal;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is told to one connection, and signals, in this dialect's words, as frames. Thread-safe: holds nothing. */
final class ServerFrames {

  /** What clients of the original know. */
  private static final String DENIED = "You don't have permission to edit this session";

  private ServerFrames() {}

  /** One frame of {@code type}. */
  static String frame(String type, Consumer<JsonGenerator> members) {
    return JsonText.write(generator -> {
      generator.writeStartObject().write("type", type);
      members.accept(generator);
      generator.writeEnd();
    });
  }

  /** Rule LSM4: the session as a newcomer, or somebody whose list of people is to be made anew, finds it. */
  static String connected(SessionId session, List<Member> members, Notice.Attendance attendance, Role own, long at) {
    return frame("connected", generator -> {
      generator.write("session_id", session.value());
      for (String name : List.of("participants", "users")) {
        generator.writeStartArray(name);
        members.forEach(member -> participant(generator, member, attendance, at));
        generator.writeEnd();
      }
      generator.write("your_role", own.word()).write("timestamp", LocalTimes.text(at));
    });
  }

  private static void participant(JsonGenerator generator, Member member, Notice.Attendance attendance, long now) {
    generator.writeStartObject();
    user(generator, member);
    generator
        .write("joined_at", LocalTimes.text(attendance.since().getOrDefault(member.id(), now)))
        .write("status", attendance.statusOf(member.id()));
    JsonText.member(generator, "cursor", Places.worded(attendance.cursors().get(member.id())).orElse(null));
    generator.writeEnd();
  }

  /** Puts what is said of a person, by both names of the id, into the generator's object. */
  static void user(JsonGenerator generator, Member member) {
    generator
        .write("id", member.id().value())
        .write("user_id", member.id().value())
        .write("username", member.name())
        .write("role", member.role().word());
  }

  /** Rule LSM13. */
  static String refusal(ErrorCode code, String message, Map<String, Object> details, long at) {
    return error(code, code == ErrorCode.FORBIDDEN ? DENIED : message, details, at);
  }

  /** Rule LSM20: what has happened to this connection. */
  static String error(ErrorCode code, String message, long at) {
    return error(code, message, Map.of(), at);
  }

  private static String error(ErrorCode code, String message, Map<String, Object> details, long at) {
    return frame("error", generator -> {
      generator
          .write("error_code", word(code))
          .write("message", message)
          .write("timestamp", LocalTimes.text(at));
      if (details.get("retryAfterMs") instanceof Long retryAfterMillis) {
        generator.write("retry_after_ms", retryAfterMillis);
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

  /** What becomes of a signal: {@code forAll} goes to the one whom it is about too, {@code forOthers} does not. */
  record Seen(List<String> forAll, List<String> forOthers) {
    static final Seen NOTHING = new Seen(List.of(), List.of());
  }

  /** A signal as frames; none where this dialect has no word for it (rule LSM10). */
  static Seen signal(Signal signal, long at) {
    return signal.match(new SignalFrames(at));
  }

  private record SignalFrames(long at) implements Signal.Cases<Seen> {

    @Override
    public Seen appearance(Signal.Appearance signal) {
      List<String> forOthers = new ArrayList<>(2);
      UserId user = signal.user();
      place(signal, Aspect.CURSOR).ifPresent(place -> forOthers.add(placed("cursor_update", user, "cursor", place)));
      place(signal, Aspect.VIEWPORT).ifPresent(place -> forOthers.add(placed("viewport_update", user, "viewport", place)));
      return new Seen(List.of(), forOthers);
    }

    /** Rule LSM10: a person of several connections has one status. */
    @Override
    public Seen attention(Signal.Attention signal) {
      return new Seen(List.of(frame("presence_update",
          generator -> generator.write("user_id", signal.user().value()).write("status", signal.status().word()))), List.of());
    }

    private static Optional<Map<String, Object>> place(Signal.Appearance signal, Aspect aspect) {
      return Places.worded(signal.change().aspects().get(aspect));
    }

    private static String placed(String type, UserId user, String name, Map<String, Object> place) {
      return frame(type, generator -> JsonText.member(generator.write("user_id", user.value()), name, place));
    }

    @Override
    public Seen read(Signal.Read signal) {
      return Seen.NOTHING;
    }

    /** Rule LSM11. */
    @Override
    public Seen direct(Signal.Direct signal) {
      if (signal.purpose() == Signal.Direct.Purpose.CALL) {
        return Seen.NOTHING;
      }
      return new Seen(List.of(frame("direct_message", generator -> {
        generator.write("from", signal.from().value()).write("username", signal.fromName());
        JsonText.member(generator, "content", signal.data());
        generator.write("timestamp", LocalTimes.text(at));
      })), List.of());
    }

    @Override
    public Seen narrating(Signal.Narrating signal) {
      return Seen.NOTHING;
    }
  }
}
