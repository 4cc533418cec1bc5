package io.tutti.edge.rest.sessions;

import io.tutti.edge.json.EventJson;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.SchemaJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.hub.SessionHub;
import io.tutti.parameters.Conflict;
import io.tutti.session.Member;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionView;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Locale;

/** Sessions as they are sent. Holds nothing. */
public final class SessionJson {

  /** What is null where it is not said, under its own name. */
  private static final List<ProfileField> PARTICULARS =
      List.of(ProfileField.TYPE, ProfileField.PROJECT, ProfileField.WORKING_DIRECTORY, ProfileField.PID);

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
    about(generator, view.description(), view.profile());
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

  /** Puts what is said of a session, but its id and schema, into the generator's object. */
  static void about(JsonGenerator generator, SessionDescription description, Profile profile) {
    JsonText.member(generator, "name", profile.text(ProfileField.TITLE));
    JsonText.member(generator, "description", profile.text(ProfileField.DESCRIPTION));
    generator
        .write("created_at", Timestamps.iso(description.createdAt()))
        .write("default_role", profile.defaultRole().word())
        .write("visibility", word(profile.visibility()))
        .write("durability", word(description.durability()))
        .write("conflict_window_ms", description.conflictWindowMillis());
    JsonText.member(generator, "retention_days", profile.get(ProfileField.RETENTION_DAYS));
    generator
        .write("admission", profile.isForMembers() ? "members" : "link")
        .write("status", profile.status());
    JsonText.member(generator, "tags", profile.tags());
    for (ProfileField field : PARTICULARS) {
      JsonText.member(generator, field.name().toLowerCase(Locale.ROOT), profile.get(field));
    }
    generator
        .write("token_count", profile.count(ProfileField.TOKEN_COUNT, 0))
        .write("token_limit", profile.count(ProfileField.TOKEN_LIMIT, Profile.USUAL_TOKEN_LIMIT))
        .write("health_score", profile.number(ProfileField.HEALTH_SCORE, Profile.USUAL_HEALTH_SCORE))
        .write("file_count", profile.count(ProfileField.FILE_COUNT, 0))
        .write("error_count", profile.count(ProfileField.ERROR_COUNT, 0));
    JsonText.member(generator, "team_id", profile.text(ProfileField.TEAM));
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

  public static void user(JsonGenerator generator, SessionHub.Report report, Member member) {
    EventJson.member(generator, member);
    int connections = report.attendance().of(member.id());
    generator
        .write("connections", connections)
        .write("status", connections > 0 ? report.attendance().statusOf(member.id()) : "away");
  }

  /** Who has a connection: the log may still hold somebody for present who was lost with a stopped server. */
  public static List<Member> present(SessionHub.Report report) {
    return report.view().members().stream().filter(member -> report.attendance().of(member.id()) > 0).toList();
  }

  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
