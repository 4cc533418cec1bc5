package io.tutti.edge.websocket.v1;

import io.tutti.edge.json.EventJson;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.ProfileJson;
import io.tutti.edge.json.SchemaJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.websocket.WebSocketSettings;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.hub.Published;
import io.tutti.identity.ClientId;
import io.tutti.identity.ErrorCode;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.LogIdentity;
import io.tutti.session.Member;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionView;
import jakarta.json.stream.JsonGenerator;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the hub shows and tells, in the native protocol's words, as frames. Thread-safe: holds nothing. */
final class ServerWords {

  private static final ServerMessageEncoder ENCODER = new ServerMessageEncoder();
  private static final Object DIALECT = ServerWords.class;

  private ServerWords() {}

  /** An entry for everybody but the one who caused it; rendered once. */
  static String event(Published published) {
    return published.rendering(DIALECT, entry -> event(entry, null));
  }

  /** An entry for the one who caused it by the command {@code ref}, or for anybody where {@code ref} is null. */
  static String event(Entry entry, @Nullable String ref) {
    Event event = entry.event();
    Consumer<JsonGenerator> beside = event instanceof Event.ParametersChanged changed
        ? generator -> JsonText.member(generator, "computed", changed.computed())
        : ServerMessage.NOTHING;
    return ENCODER.encode(new ServerMessage(
        EventJson.type(event), entry.seq(), entry.at(), generator -> EventJson.payload(generator, event), beside, ref));
  }

  /** An entry that is sent again: with its ref where it is the reader's own. */
  static String replayed(Entry entry, ClientId reader) {
    return event(entry, reader.equals(entry.client()) ? entry.ref() : null);
  }

  static String acknowledged(long seq, long at, @Nullable String ref) {
    return ENCODER.encode(new ServerMessage(
        "ack", seq, at, generator -> generator.write("seq", seq), ServerMessage.NOTHING, ref));
  }

  static String pong(long at, @Nullable String ref) {
    return ENCODER.encode(new ServerMessage("pong", null, at, ServerMessage.NOTHING, ServerMessage.NOTHING, ref));
  }

  /** {@code code}: why, in a word for programs (rule ERR11). */
  static String authFailed(String code, String error, long at, @Nullable String ref) {
    return ENCODER.encode(new ServerMessage("auth:failed", null, at,
        generator -> generator.write("error", error).write("code", code), ServerMessage.NOTHING, ref));
  }

  static String expiring(long leftMillis, long at) {
    return ENCODER.encode(new ServerMessage(
        "auth:expiring", null, at, generator -> generator.write("in", leftMillis), ServerMessage.NOTHING, null));
  }

  static String renewed(long leftMillis, long at, @Nullable String ref) {
    return ENCODER.encode(new ServerMessage("auth:renewed", null, at,
        generator -> generator.write("expiresIn", leftMillis).write("serverTime", Timestamps.iso(at)), ServerMessage.NOTHING, ref));
  }

  static String error(ErrorCode code, String message, Map<String, Object> details, long at, @Nullable String ref) {
    return ENCODER.encode(new ServerMessage("error", null, at, generator -> {
      generator.write("code", code.word()).write("message", message);
      if (ref != null) {
        generator.write("ref", ref);
      }
      if (details.get("retryAfterMs") instanceof Long retryAfterMillis) {
        generator.write("retryAfterMs", retryAfterMillis);
      }
      if (!details.isEmpty()) {
        JsonText.member(generator, "details", details);
      }
    }, ServerMessage.NOTHING, ref));
  }

  static String questioned(Notice.Questioned notice, long at) {
    var question = notice.question();
    return ENCODER.encode(new ServerMessage("conflict:detected", notice.seq(), at, generator -> generator
        .write("param", question.parameter())
        .write("yourValue", question.yourValue())
        .write("theirValue", question.theirValue())
        .write("theirUserId", question.theirUser().value())
        .write("theirUserName", question.theirName())
        .write("conflictId", question.conflictId())
        .write("theirSeq", question.theirSeq())
        .write("expiresAt", Timestamps.iso(question.expiresAt())), ServerMessage.NOTHING, notice.ref()));
  }

  /** {@code truncated}, {@code reset}: why it comes in place of a replay (rules JOIN12, LOGID2). */
  static String state(
      SessionView view, Notice.Attendance attendance, boolean truncated, boolean reset, long at, @Nullable String ref) {
    return ENCODER.encode(new ServerMessage("session:state", view.seq(), at, generator -> {
      log(generator, view.description().log());
      state(generator, view, view.seq());
      users(generator, view, attendance);
      people(generator, view);
      if (truncated) {
        generator.write("truncated", true);
      }
      if (reset) {
        generator.write("reset", true);
      }
    }, ServerMessage.NOTHING, ref));
  }

  static String welcomed(
      Notice.Welcomed welcome, Newcomer self, WebSocketSettings settings, long at, @Nullable String ref) {
    SessionView view = welcome.view();
    // Who comes back and gets what it missed, or the whole state behind this, has met them or is about to.
    boolean knowsPeople = self.lastSeenSeq() != null;
    return ENCODER.encode(new ServerMessage("auth:success", view.seq(), at, generator -> {
      generator
          .write("sessionId", view.description().id().value())
          .write("userId", self.member().id().value())
          .write("clientId", self.client().value())
          .write("role", welcome.role().word())
          .write("anonymous", self.member().anonymous())
          .write("serverTime", Timestamps.iso(at));
      log(generator, view.description().log());
      users(generator, view, welcome.attendance());
      if (!knowsPeople) {
        people(generator, view);
      }
      generator.writeStartObject("currentState");
      state(generator, view, welcome.seqBefore());
      generator.writeEnd();
      generator.writeStartObject("limits")
          .write("maxMessageBytes", settings.maxMessageBytes())
          .write("maxOpsPerSecond", settings.messagesPerSecond())
          .write("heartbeatSeconds", settings.heartbeatMillis() / 1_000)
          .writeEnd();
      if (welcome.reset()) {
        generator.write("reset", true);
      }
      if (!welcome.replay().isEmpty()) {
        generator.write("replaying", welcome.replay().size());
      }
      if (view.description().durability() == SessionDescription.Durability.RELAXED) {
        generator.write("durability", "relaxed");
      }
    }, ServerMessage.NOTHING, ref));
  }

  private static void log(JsonGenerator generator, LogIdentity log) {
    generator.write("logId", log.id());
    if (!log.former().isEmpty()) {
      generator.writeStartArray("formerLogIds");
      log.former().forEach(generator::write);
      generator.writeEnd();
    }
  }

  private static void state(JsonGenerator generator, SessionView view, long seq) {
    generator.writeStartObject("params");
    view.values().forEach(generator::write);
    view.computed().forEach(generator::write);
    generator.writeEnd().write("seq", seq).write("version", view.version()).write("turn", view.turn());
    generator.writeStartArray("conflicts");
    view.conflicts().forEach(conflict -> {
      generator.writeStartObject();
      EventJson.conflict(generator, conflict);
      generator.writeEnd();
    });
    generator.writeEnd();
    changes(generator, view);
    SchemaJson.write(generator, "schema", view.description().schema());
    ProfileJson.write(generator, "profile", view.profile().values());
  }

  /** Rule JOIN30: those who are not here any more. */
  private static void people(JsonGenerator generator, SessionView view) {
    generator.writeStartArray("people");
    view.people().forEach((user, person) -> generator.writeStartObject()
        .write("id", user.value()).write("name", person.name()).write("color", person.color()).writeEnd());
    generator.writeEnd();
  }

  /** Rule JOIN31: who set the value that is in force, and when. */
  private static void changes(JsonGenerator generator, SessionView view) {
    generator.writeStartObject("changes");
    view.writes().forEach((name, write) -> generator.writeStartObject(name)
        .write("userId", write.user().value()).write("seq", write.seq()).write("at", Timestamps.iso(write.at())).writeEnd());
    generator.writeEnd();
  }

  private static void users(JsonGenerator generator, SessionView view, Notice.Attendance attendance) {
    generator.writeStartArray("users");
    for (Member member : view.members()) {
      generator.writeStartObject();
      EventJson.member(generator, member);
      generator.write("connections", attendance.of(member.id())).write("status", attendance.statusOf(member.id())).writeEnd();
    }
    generator.writeEnd();
  }
}
