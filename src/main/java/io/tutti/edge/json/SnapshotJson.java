package io.tutti.edge.json;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationSnapshot;
import io.tutti.documents.DocumentSnapshot;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Write;
import io.tutti.session.Ban;
import io.tutti.session.Member;
import io.tutti.session.Person;
import io.tutti.session.Profile;
import io.tutti.session.SessionSnapshot;
import io.tutti.state.SharedState;
import io.tutti.state.StateSnapshot;
import io.tutti.story.Story;
import io.tutti.story.StorySnapshot;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A snapshot as it is stored and exported, without the documents, which are kept apart: a JSON object. Thread-safe: holds nothing. */
public final class SnapshotJson {

  private SnapshotJson() {}

  /** The snapshot without its documents as one JSON object. */
  public static String write(SessionSnapshot snapshot) {
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
      snapshot.bans().forEach(ban -> ban(generator, ban));
      generator.writeEnd().writeStartArray("people");
      snapshot.people().forEach((user, person) -> person(generator, user, person));
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
   * Reads what {@link #write} wrote of the snapshot at {@code seq}.
   *
   * @throws MalformedJson where that is something else
   */
  public static SessionSnapshot read(long seq, JsonObject json, List<DocumentSnapshot> documents) throws MalformedJson {
    try {
      return new SessionSnapshot(seq, EventJson.numbers(required(json, "values")), writes(required(json, "writes")),
          conflicts(json), members(json), roles(required(json, "roles")), bans(json), people(json), profile(json), documents,
          conversation(json), shared(json), story(json));
    } catch (IllegalArgumentException | java.time.DateTimeException | java.util.NoSuchElementException e) {
      throw new MalformedJson("The snapshot at " + seq + " is damaged: " + e.getMessage());
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
      members.add(EventJson.member(member).via(member.optionalText("viaTeam")));
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

  /** Snapshots of before bans were lists of ids. */
  private static List<Ban> bans(JsonObject json) throws MalformedJson {
    List<Ban> bans = new ArrayList<>();
    if (json.members().get("banned") instanceof List<?> listed) {
      for (Object ban : listed) {
        if (ban instanceof Map<?, ?> map) {
          Object by = map.get("by");
          bans.add(new Ban(new UserId(String.valueOf(map.get("id"))), map.get("name") instanceof String name ? name : null,
              map.get("since") instanceof Number since ? since.longValue() : 0, by instanceof String id ? new UserId(id) : null));
        } else {
          bans.add(new Ban(new UserId(String.valueOf(ban)), null, 0, null));
        }
      }
    }
    return bans;
  }

  /** In snapshots of before they had colours, these are given to them. */
  private static Map<UserId, Person> people(JsonObject json) throws MalformedJson {
    Map<UserId, Person> people = new LinkedHashMap<>();
    for (JsonObject person : json.objects("people")) {
      UserId user = new UserId(person.text("id"));
      String color = person.optionalText("color");
      people.put(user, new Person(person.text("name"), color == null ? Person.colorOf(user) : color,
          Boolean.TRUE.equals(person.members().get("guest"))));
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
