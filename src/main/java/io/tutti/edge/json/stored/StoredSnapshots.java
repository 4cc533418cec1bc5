package io.tutti.edge.json.stored;

import io.tutti.documents.DocumentSnapshot;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Write;
import io.tutti.session.Ban;
import io.tutti.session.Member;
import io.tutti.session.Person;
import io.tutti.session.SessionSnapshot;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Map;

/**
 * Snapshots as they are stored and exported, without the documents, which are kept apart: one JSON object that begins with the version of
 * the format (rules FMT1–FMT4). Thread-safe: holds nothing.
 */
public final class StoredSnapshots {

  /** The version that is written. */
  static final int VERSION = 1;

  private static final Map<Long, SnapshotReader> READERS = Map.of(1L, new SnapshotReaderV1());

  private StoredSnapshots() {}

  /** Reads the snapshots of one version of the format. Immutable. */
  interface SnapshotReader {
    /**
     * Reads the snapshot at {@code seq}, to which {@code documents} belong.
     *
     * @throws MalformedJson if it is none of that version
     */
    SessionSnapshot read(long seq, JsonObject json, List<DocumentSnapshot> documents) throws MalformedJson;
  }

  /** The snapshot without its documents as one JSON object. */
  public static String write(SessionSnapshot snapshot) {
    return JsonText.write(generator -> {
      FormatVersion.write(generator.writeStartObject(), VERSION);
      JsonText.member(generator, "values", snapshot.values());
      generator.writeStartObject("writes");
      snapshot.writes().forEach((name, write) -> write(generator, name, write));
      generator.writeEnd().writeStartArray("conflicts");
      snapshot.conflicts().forEach(conflict -> conflict(generator, conflict));
      generator.writeEnd().writeStartArray("present");
      snapshot.present().forEach(member -> member(generator, member));
      generator.writeEnd().writeStartObject("roles");
      snapshot.roles().forEach((user, role) -> generator.write(user.value(), role.word()));
      generator.writeEnd().writeStartArray("banned");
      snapshot.bans().forEach(ban -> ban(generator, ban));
      generator.writeEnd().writeStartArray("people");
      snapshot.people().forEach((user, person) -> person(generator, user, person));
      generator.writeEnd();
      ProfileFormat.write(generator, "profile", snapshot.profile().values());
      generator.writeStartObject("conversation");
      ConversationFormat.snapshot(generator, snapshot.conversation());
      generator.writeEnd().writeStartObject("state");
      StateFormat.snapshot(generator, snapshot.shared());
      generator.writeEnd().writeStartObject("story");
      StorySnapshotFormat.write(generator, snapshot.story());
      generator.writeEnd().writeEnd();
    });
  }

  private static void write(JsonGenerator generator, String name, Write write) {
    generator
        .writeStartObject(name)
        .write("user", write.user().value())
        .write("seq", write.seq())
        .write("at", write.at())
        .write("value", write.value())
        .writeEnd();
  }

  private static void conflict(JsonGenerator generator, Conflict conflict) {
    generator.writeStartObject();
    ParameterFormat.conflict(generator, conflict);
    generator.writeEnd();
  }

  private static void member(JsonGenerator generator, Member member) {
    generator.writeStartObject();
    PeopleFormat.member(generator, member);
    generator.write("guest", member.guest());
    JsonText.member(generator, "viaTeam", member.viaTeam());
    generator.writeEnd();
  }

  private static void ban(JsonGenerator generator, Ban ban) {
    generator.writeStartObject().write("id", ban.user().value()).write("since", ban.since());
    JsonText.member(generator, "name", ban.name());
    UserId by = ban.by();
    JsonText.member(generator, "by", by == null ? null : by.value());
    generator.writeEnd();
  }

  private static void person(JsonGenerator generator, UserId user, Person person) {
    generator.writeStartObject().write("id", user.value()).write("name", person.name()).write("color", person.color());
    if (person.guest()) {
      generator.write("guest", true);
    }
    generator.writeEnd();
  }

  /**
   * Reads what any version of {@link #write} wrote of the snapshot at {@code seq}.
   *
   * @throws MalformedJson where that is something else
   */
  public static SessionSnapshot read(long seq, JsonObject json, List<DocumentSnapshot> documents) throws MalformedJson {
    try {
      return FormatVersion.reader(READERS, json).read(seq, json, documents);
    } catch (IllegalArgumentException | java.time.DateTimeException | java.util.NoSuchElementException e) {
      throw new MalformedJson("The snapshot at " + seq + " is damaged: " + e.getMessage());
    }
  }
}
