package io.tutti.edge.websocket.v1;

import io.tutti.edge.json.EventJson;
import io.tutti.edge.json.ProfileJson;
import io.tutti.edge.json.SchemaJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.websocket.WebSocketSettings;
import io.tutti.hub.Notice;
import io.tutti.session.LogIdentity;
import io.tutti.session.Member;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionView;
import jakarta.json.stream.JsonGenerator;

/** Writes what is said of a session as a whole. Thread-safe: holds nothing. */
final class SessionMessageWriter implements SessionMessage.Cases<String> {

  @Override
  public String state(SessionMessage.State message) {
    SessionView view = message.view();
    return new Envelope("session:state", view.seq(), message.at(), message.ref()).around(generator -> {
      log(generator, view.description().log());
      values(generator, view, view.seq());
      users(generator, view, message.attendance());
      people(generator, view);
      if (message.truncated()) {
        generator.write("truncated", true);
      }
      if (message.reset()) {
        generator.write("reset", true);
      }
    });
  }

  @Override
  public String welcome(SessionMessage.Welcome message) {
    SessionView view = message.notice().view();
    return new Envelope("auth:success", view.seq(), message.at(), message.ref()).around(generator -> {
      generator
          .write("sessionId", view.description().id().value())
          .write("userId", message.self().member().id().value())
          .write("clientId", message.self().client().value())
          .write("role", message.notice().role().word())
          .write("anonymous", message.self().member().anonymous())
          .write("serverTime", Timestamps.iso(message.at()));
      log(generator, view.description().log());
      users(generator, view, message.notice().attendance());
      // Who comes back and gets what it missed, or the whole state behind this, has met them or is about to.
      if (message.self().lastSeenSeq() == null) {
        people(generator, view);
      }
      generator.writeStartObject("currentState");
      values(generator, view, message.notice().seqBefore());
      generator.writeEnd();
      limits(generator, message.settings());
      replay(generator, message.notice());
      if (view.description().durability() == SessionDescription.Durability.RELAXED) {
        generator.write("durability", "relaxed");
      }
    });
  }

  private static void limits(JsonGenerator generator, WebSocketSettings settings) {
    generator.writeStartObject("limits")
        .write("maxMessageBytes", settings.maxMessageBytes())
        .write("maxOpsPerSecond", settings.messagesPerSecond())
        .write("heartbeatSeconds", settings.heartbeatMillis() / 1_000)
        .writeEnd();
  }

  private static void replay(JsonGenerator generator, Notice.Welcomed welcome) {
    if (welcome.reset()) {
      generator.write("reset", true);
    }
    if (!welcome.replay().isEmpty()) {
      generator.write("replaying", welcome.replay().size());
    }
  }

  private static void log(JsonGenerator generator, LogIdentity log) {
    generator.write("logId", log.id());
    if (!log.former().isEmpty()) {
      generator.writeStartArray("formerLogIds");
      log.former().forEach(generator::write);
      generator.writeEnd();
    }
  }

  private static void values(JsonGenerator generator, SessionView view, long seq) {
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

  /** Rule JOIN31: who set the value that is in force, and when. */
  private static void changes(JsonGenerator generator, SessionView view) {
    generator.writeStartObject("changes");
    view.writes().forEach((name, write) -> generator.writeStartObject(name)
        .write("userId", write.user().value()).write("seq", write.seq()).write("at", Timestamps.iso(write.at())).writeEnd());
    generator.writeEnd();
  }

  /** Rule JOIN30: those who are not here any more. */
  private static void people(JsonGenerator generator, SessionView view) {
    generator.writeStartArray("people");
    view.people().forEach((user, person) -> generator.writeStartObject()
        .write("id", user.value()).write("name", person.name()).write("color", person.color()).writeEnd());
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
