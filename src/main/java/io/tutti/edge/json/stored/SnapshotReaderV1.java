package io.tutti.edge.json.stored;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationSnapshot;
import io.tutti.documents.DocumentSnapshot;
import io.tutti.edge.json.JsonMembers;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the first version of stored snapshots, also as it was written before it had a number. Immutable. */
final class SnapshotReaderV1 implements StoredSnapshots.SnapshotReader {

  @Override
  public SessionSnapshot read(long seq, JsonObject json, List<DocumentSnapshot> documents) throws MalformedJson {
    return new SessionSnapshot(seq, ParameterFormat.numbers(JsonMembers.required(json, "values")),
        writes(JsonMembers.required(json, "writes")), conflicts(json), members(json), roles(JsonMembers.required(json, "roles")),
        bans(json), people(json), profile(json), documents, conversation(json), shared(json), story(json));
  }

  private static Map<String, Write> writes(JsonObject json) throws MalformedJson {
    Map<String, Write> writes = new LinkedHashMap<>();
    for (String name : json.members().keySet()) {
      JsonObject write = JsonMembers.required(json, name);
      writes.put(name, new Write(new UserId(write.text("user")), number(write, "seq").longValue(),
          number(write, "at").longValue(), number(write, "value").doubleValue()));
    }
    return writes;
  }

  private static List<Conflict> conflicts(JsonObject json) throws MalformedJson {
    List<Conflict> conflicts = new ArrayList<>();
    for (JsonObject conflict : json.objects("conflicts")) {
      conflicts.add(ParameterFormat.conflict(conflict));
    }
    return conflicts;
  }

  private static List<Member> members(JsonObject json) throws MalformedJson {
    List<Member> members = new ArrayList<>();
    for (JsonObject member : json.objects("present")) {
      members.add(PeopleFormat.member(member).via(member.optionalText("viaTeam")));
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
    return new Profile(Map.of()).with(profile == null ? Map.of() : ProfileFormat.fields(profile));
  }

  private static ConversationSnapshot conversation(JsonObject json) throws MalformedJson {
    JsonObject conversation = json.optionalObject("conversation");
    return conversation == null ? ConversationSnapshot.EMPTY : ConversationFormat.snapshot(conversation);
  }

  private static StateSnapshot shared(JsonObject json) throws MalformedJson {
    JsonObject state = json.optionalObject("state");
    return state == null ? SharedState.empty().snapshot() : StateFormat.snapshot(state);
  }

  private static StorySnapshot story(JsonObject json) throws MalformedJson {
    JsonObject story = json.optionalObject("story");
    return story == null ? new Story(0).snapshot() : StorySnapshotFormat.read(story);
  }

  private static Number number(JsonObject json, String name) throws MalformedJson {
    if (json.members().get(name) instanceof Number number) {
      return number;
    }
    throw new MalformedJson(name + " must be a number");
  }
}
