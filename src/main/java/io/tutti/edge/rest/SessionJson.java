package io.tutti.edge.rest;

import io.tutti.edge.json.EventJson;
import io.tutti.edge.json.SchemaJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.hub.SessionHub;
import io.tutti.parameters.Conflict;
import io.tutti.session.Member;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionView;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sessions as they are sent. Holds nothing. */
final class SessionJson {

  private SessionJson() {}

  /** Puts what is said of a session in lists into the generator's object. */
  static void summary(JsonGenerator generator, SessionHub.Report report) {
    SessionView view = report.view();
    generator
        .write("session_id", view.description().id().value())
        .write("user_count", report.connections())
        .write("current_seq", view.seq());
    generator.writeStartObject("state");
    parameters(generator, view);
    generator.writeEnd();
    about(generator, view.description());
  }

  /** Puts everything that is said of one session into the generator's object. */
  static void whole(JsonGenerator generator, SessionHub.Report report) {
    summary(generator, report);
    SchemaJson.write(generator, "schema", report.view().description().schema());
    conflicts(generator, report.view().conflicts());
    users(generator, report, present(report));
  }

  /** Puts the values in force, computed ones included, into the generator's object. */
  static void parameters(JsonGenerator generator, SessionView view) {
    view.description().schema().parameters().keySet().forEach(name -> {
      Double value = view.values().getOrDefault(name, view.computed().get(name));
      if (value == null) {
        generator.writeNull(name);
      } else {
        generator.write(name, value);
      }
    });
  }

  /** Puts what a session was created with, but its id and schema, into the generator's object. */
  static void about(JsonGenerator generator, SessionDescription description) {
    nullable(generator, "name", description.name());
    nullable(generator, "description", description.description());
    generator
        .write("created_at", Timestamps.iso(description.createdAt()))
        .write("default_role", description.defaultRole().word())
        .write("visibility", word(description.visibility()))
        .write("durability", word(description.durability()))
        .write("conflict_window_ms", description.conflictWindowMillis());
    if (description.retentionDays() == null) {
      generator.writeNull("retention_days");
    } else {
      generator.write("retention_days", description.retentionDays());
    }
  }

  static void conflicts(JsonGenerator generator, List<Conflict> conflicts) {
    generator.writeStartArray("conflicts");
    for (Conflict conflict : conflicts) {
      generator.writeStartObject();
      EventJson.conflict(generator, conflict);
      generator.writeEnd();
    }
    generator.writeEnd();
  }

  /** Puts {@code members} under {@code users}, with their connections. */
  static void users(JsonGenerator generator, SessionHub.Report report, List<Member> members) {
    generator.writeStartArray("users");
    for (Member member : members) {
      generator.writeStartObject();
      user(generator, report, member);
      generator.writeEnd();
    }
    generator.writeEnd();
  }

  static void user(JsonGenerator generator, SessionHub.Report report, Member member) {
    EventJson.member(generator, member);
    int connections = report.attendance().of(member.id());
    generator.write("connections", connections).write("status", connections > 0 ? "active" : "away");
  }

  /** Who has a connection: the log may still hold somebody for present who was lost with a stopped server. */
  static List<Member> present(SessionHub.Report report) {
    return report.view().members().stream().filter(member -> report.attendance().of(member.id()) > 0).toList();
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static void nullable(JsonGenerator generator, String name, @Nullable String text) {
    if (text == null) {
      generator.writeNull(name);
    } else {
      generator.write(name, text);
    }
  }
}
