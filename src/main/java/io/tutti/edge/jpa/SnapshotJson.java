package io.tutti.edge.jpa;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationSnapshot;
import io.tutti.documents.DocumentSnapshot;
import io.tutti.edge.json.ConversationJson;
import io.tutti.edge.json.EventJson;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.ProfileJson;
import io.tutti.edge.json.StateJson;
import io.tutti.edge.json.StorySnapshotJson;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Write;
import io.tutti.session.JournalFailure;
import io.tutti.session.Member;
import io.tutti.session.Profile;
import io.tutti.session.SessionSnapshot;
import io.tutti.state.SharedState;
import io.tutti.state.StateSnapshot;
import io.tutti.story.Story;
import io.tutti.story.StorySnapshot;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A snapshot as the column {@code snapshot} holds it, without the documents, which have rows of their own: a JSON object. Thread-safe: holds nothing. */
final class SnapshotJson {

  private SnapshotJson() {}

  static String write(SessionSnapshot snapshot) {
    return JsonText.write(generator -> {
      generator.writeStartObject();
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
      snapshot.banned().forEach(user -> generator.write(user.value()));
      generator.writeEnd().writeStartArray("people");
      snapshot.people().forEach((user, name) ->
          generator.writeStartObject().write("id", user.value()).write("name", name).writeEnd());
      generator.writeEnd();
      ProfileJson.write(generator, "profile", snapshot.profile().values());
      generator.writeStartObject("conversation");
      ConversationJson.snapshot(generator, snapshot.conversation());
      generator.writeEnd().writeStartObject("state");
      StateJson.snapshot(generator, snapshot.shared());
      generator.writeEnd().writeStartObject("story");
      StorySnapshotJson.write(generator, snapshot.story());
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
    EventJson.conflict(generator, conflict);
    generator.writeEnd();
  }

  private static void member(JsonGenerator generator, Member member) {
    generator.writeStartObject();
    EventJson.member(generator, member);
    generator.write("guest", member.guest()).writeEnd();
  }

  /**
   * Reads what {@link #write} wrote of the snapshot at {@code seq}.
   *
   * @throws JournalFailure where the column holds something else
   */
  static SessionSnapshot read(long seq, String text, List<DocumentSnapshot> documents) {
    try {
      JsonObject json = new JsonObject("snapshot", JsonText.readObject(text));
      return new SessionSnapshot(seq, EventJson.numbers(required(json, "values")), writes(required(json, "writes")),
          conflicts(json), members(json), roles(required(json, "roles")), banned(json), people(json), profile(json), documents,
          conversation(json), shared(json), story(json));
    } catch (MalformedJson | IllegalArgumentException | java.time.DateTimeException | java.util.NoSuchElementException e) {
      throw new JournalFailure("the snapshot at " + seq + " of a session cannot be read: " + e.getMessage(), e, false);
    }
  }

  private static Map<String, Write> writes(JsonObject json) throws MalformedJson {
    Map<String, Write> writes = new LinkedHashMap<>();
    for (String name : json.members().keySet()) {
      JsonObject write = required(json, name);
      writes.put(name, new Write(new UserId(write.text("user")), number(write, "seq").longValue(),
          number(write, "at").longValue(), number(write, "value").doubleValue()));
    }
    return writes;
  }

  private static List<Conflict> conflicts(JsonObject json) throws MalformedJson {
    List<Conflict> conflicts = new ArrayList<>();
    for (JsonObject conflict : json.objects("conflicts")) {
      conflicts.add(EventJson.conflict(conflict));
    }
    return conflicts;
  }

  private static List<Member> members(JsonObject json) throws MalformedJson {
    List<Member> members = new ArrayList<>();
    for (JsonObject member : json.objects("present")) {
      members.add(EventJson.member(member));
    }
    return members;
  }

  private static Map<UserId, Role> roles(JsonObject json) throws MalformedJson {
    Map<UserId, Role> roles = new LinkedHashMap<>();
    for (String user : json.members().keySet()) {
      roles.put(new UserId(user), Role.of(json.text(user)).orElseThrow());
    }
    return roles;
  }

  private static Set<UserId> banned(JsonObject json) {
    Set<UserId> banned = new LinkedHashSet<>();
    if (json.members().get("banned") instanceof List<?> users) {
      users.forEach(user -> banned.add(new UserId(String.valueOf(user))));
    }
    return banned;
  }

  private static Map<UserId, String> people(JsonObject json) throws MalformedJson {
    Map<UserId, String> people = new LinkedHashMap<>();
    for (JsonObject person : json.objects("people")) {
      people.put(new UserId(person.text("id")), person.text("name"));
    }
    return people;
  }

  // What follows is absent in snapshots of before there was any of it: then there was nothing.

  private static Profile profile(JsonObject json) throws MalformedJson {
    JsonObject profile = json.optionalObject("profile");
    return new Profile(Map.of()).with(profile == null ? Map.of() : ProfileJson.fields(profile));
  }

  private static ConversationSnapshot conversation(JsonObject json) throws MalformedJson {
    JsonObject conversation = json.optionalObject("conversation");
    return conversation == null ? ConversationSnapshot.EMPTY : ConversationJson.snapshot(conversation);
  }

  private static StateSnapshot shared(JsonObject json) throws MalformedJson {
    JsonObject state = json.optionalObject("state");
    return state == null ? SharedState.empty().snapshot() : StateJson.snapshot(state);
  }

  private static StorySnapshot story(JsonObject json) throws MalformedJson {
    JsonObject story = json.optionalObject("story");
    return story == null ? new Story(0).snapshot() : StorySnapshotJson.read(story);
  }

  private static Number number(JsonObject json, String name) throws MalformedJson {
    if (json.members().get(name) instanceof Number number) {
      return number;
    }
    throw new MalformedJson(name + " must be a number");
  }

  private static JsonObject required(JsonObject json, String name) throws MalformedJson {
    JsonObject object = json.optionalObject(name);
    if (object == null) {
      throw new MalformedJson(name + " must be an object");
    }
    return object;
  }
}
