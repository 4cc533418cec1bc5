package io.tutti.edge.json;

import io.tutti.access.Role;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Strategy;
import io.tutti.session.Event;
import io.tutti.session.Member;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events in the native protocol's words: the type and the payload under which they are sent, stored and exported.
 * The stored payload has, beside the sent one, what is sent elsewhere in the envelope. Thread-safe: holds nothing.
 */
public final class EventJson {

  private static final Event.Cases<String> TYPES = new Types();
  private static final String TEAM = "team";

  private EventJson() {}

  /** The native protocol's type of {@code event}, for example {@code param:broadcast}. */
  public static String type(Event event) {
    return event.match(TYPES);
  }

  /** Puts the members of the event's payload into the generator's object, as they are sent. */
  public static void payload(JsonGenerator generator, Event event) {
    event.match(new Payload(generator));
  }

  /** The payload as it is stored: one JSON object, enough for {@link #event} to read it back. */
  public static String stored(Event event) {
    return JsonText.write(generator -> {
      generator.writeStartObject();
      if (event instanceof Event.StoryTold told) {
        StoryJson.stored(generator, told.event());
      } else {
        payload(generator, event);
      }
      if (event instanceof Event.ParametersChanged changed) {
        JsonText.member(generator, "computed", changed.computed());
      } else if (event instanceof Event.Conversed conversed) {
        ConversationJson.unsent(generator, conversed.event());
      } else if (event instanceof Event.Joined joined && joined.member().viaTeam() != null) {
        generator.write("viaTeam", joined.member().viaTeam());
      }
      generator.writeEnd();
    });
  }

  /**
   * Reads a stored event.
   *
   * @throws MalformedJson if type or payload is none that {@link #stored} writes
   */
  public static Event event(String type, String payload) throws MalformedJson {
    return event(type, new JsonObject(type, JsonText.readObject(payload)));
  }

  /** The same of a payload that was read already. */
  public static Event event(String type, JsonObject json) throws MalformedJson {
    try {
      return switch (type) {
        case "session:joined" -> new Event.Joined(member(required(json, "user")).via(json.optionalText("viaTeam")));
        case "session:left" -> new Event.Left(new UserId(json.text("userId")),
            Boolean.TRUE.equals(json.members().get("kicked")), TEAM.equals(json.optionalText("reason")));
        case "param:broadcast" -> new Event.ParametersChanged(
            new UserId(json.text("userId")), numbers(required(json, "params")), numbers(required(json, "computed")));
        case "conflict:opened" -> new Event.ConflictOpened(conflict(json));
        case "conflict:closed" -> new Event.ConflictClosed(json.text("conflictId"), json.text("param"),
            number(json, "value"), Strategy.of(json.text("strategy")).orElseThrow(), user(json, "userId"));
        case "participant:role" -> new Event.RoleChanged(
            new UserId(json.text("userId")), Role.of(json.text("role")).orElseThrow(), user(json, "by"));
        case "participant:banned" -> new Event.Banned(
            new UserId(json.text("userId")), Boolean.TRUE.equals(json.members().get("banned")), user(json, "by"));
        case "session:updated" ->
            new Event.ProfileChanged(user(json, "userId"), ProfileJson.fields(required(json, "changes")));
        case "state:changed" -> new Event.StateChanged(new UserId(json.text("userId")), StateJson.changed(json));
        default -> ofFeature(type, json);
      };
    } catch (IllegalArgumentException | java.time.DateTimeException | java.util.NoSuchElementException e) {
      throw new MalformedJson("The stored " + type + " is damaged");
    }
  }

  private static Event ofFeature(String type, JsonObject json) throws MalformedJson {
    if (DocumentEventJson.isType(type)) {
      String client = json.optionalText("clientId");
      return new Event.DocumentChanged(
          user(json, "userId"), client == null ? null : new ClientId(client), DocumentEventJson.event(type, json));
    }
    if (ConversationJson.TYPES.contains(type)) {
      return new Event.Conversed(ConversationJson.event(type, json));
    }
    if (StoryJson.reads(type)) {
      return new Event.StoryTold(StoryJson.event(type, json));
    }
    throw new MalformedJson("There is no event of type " + type);
  }

  /** Puts what everybody may know of {@code member} into the generator's object. */
  public static void member(JsonGenerator generator, Member member) {
    generator
        .write("id", member.id().value())
        .write("name", member.name())
        .writeNull("avatar")
        .write("color", member.color())
        .write("role", member.role().word())
        .write("anonymous", member.anonymous());
    if (member.viaTeam() != null) {
      generator.write("source", TEAM);
    }
  }

  /** A member as {@link #stored} writes it. */
  public static Member member(JsonObject json) throws MalformedJson {
    return new Member(new UserId(json.text("id")), json.text("name"), json.text("color"),
        Role.of(json.text("role")).orElseThrow(), Boolean.TRUE.equals(json.members().get("anonymous")),
        Boolean.TRUE.equals(json.members().get("guest")));
  }

  /** Puts an open conflict into the generator's object. */
  public static void conflict(JsonGenerator generator, Conflict conflict) {
    generator.write("conflictId", conflict.id()).write("param", conflict.parameter()).writeStartArray("values");
    claim(generator, conflict.first());
    claim(generator, conflict.second());
    generator.writeEnd().write("expiresAt", Timestamps.iso(conflict.expiresAt()));
  }

  private static void claim(JsonGenerator generator, Conflict.Claim claim) {
    generator.writeStartObject().write("userId", claim.user().value()).write("value", claim.value()).writeEnd();
  }

  /** A conflict as {@link #conflict(JsonGenerator, Conflict)} writes it. */
  public static Conflict conflict(JsonObject json) throws MalformedJson {
    var claims = json.objects("values");
    if (claims.size() != 2) {
      throw new MalformedJson("A conflict has two values");
    }
    return new Conflict(json.text("conflictId"), json.text("param"), claim(claims.get(0)), claim(claims.get(1)),
        Timestamps.millis(json.text("expiresAt")));
  }

  private static Conflict.Claim claim(JsonObject json) throws MalformedJson {
    return new Conflict.Claim(new UserId(json.text("userId")), number(json, "value"));
  }

  /** The members of {@code json} as numbers. */
  public static Map<String, Double> numbers(JsonObject json) throws MalformedJson {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (String name : json.members().keySet()) {
      numbers.put(name, number(json, name));
    }
    return numbers;
  }

  private static double number(JsonObject json, String name) throws MalformedJson {
    Double value = json.optionalNumber(name);
    if (value == null) {
      throw new MalformedJson(name + " must be a number");
    }
    return value;
  }

  private static @Nullable UserId user(JsonObject json, String name) throws MalformedJson {
    String id = json.optionalText(name);
    return id == null ? null : new UserId(id);
  }

  private static JsonObject required(JsonObject json, String name) throws MalformedJson {
    JsonObject object = json.optionalObject(name);
    if (object == null) {
      throw new MalformedJson(name + " must be an object");
    }
    return object;
  }

  private static final class Types implements Event.Cases<String> {
    @Override
    public String joined(Event.Joined event) {
      return "session:joined";
    }

    @Override
    public String left(Event.Left event) {
      return "session:left";
    }

    @Override
    public String parametersChanged(Event.ParametersChanged event) {
      return "param:broadcast";
    }

    @Override
    public String conflictOpened(Event.ConflictOpened event) {
      return "conflict:opened";
    }

    @Override
    public String conflictClosed(Event.ConflictClosed event) {
      return "conflict:closed";
    }

    @Override
    public String roleChanged(Event.RoleChanged event) {
      return "participant:role";
    }

    @Override
    public String banned(Event.Banned event) {
      return "participant:banned";
    }

    @Override
    public String profileChanged(Event.ProfileChanged event) {
      return "session:updated";
    }

    @Override
    public String documentChanged(Event.DocumentChanged event) {
      return DocumentEventJson.type(event.change());
    }

    @Override
    public String conversed(Event.Conversed event) {
      return ConversationJson.type(event.event());
    }

    @Override
    public String stateChanged(Event.StateChanged event) {
      return "state:changed";
    }

    @Override
    public String storyTold(Event.StoryTold event) {
      return StoryJson.type(event.event());
    }
  }

  private record Payload(JsonGenerator generator) implements Event.Cases<JsonGenerator> {
    @Override
    public JsonGenerator joined(Event.Joined event) {
      generator.writeStartObject("user");
      member(generator, event.member());
      return generator
          .write("guest", event.member().guest())
          .write("connections", 1)
          .write("status", "active")
          .writeEnd();
    }

    @Override
    public JsonGenerator left(Event.Left event) {
      generator.write("userId", event.user().value());
      if (event.kicked()) {
        generator.write("kicked", true);
      }
      return event.teamEnded() ? generator.write("reason", TEAM) : generator;
    }

    @Override
    public JsonGenerator parametersChanged(Event.ParametersChanged event) {
      generator.write("userId", event.user().value()).writeStartObject("params");
      event.values().forEach(generator::write);
      return generator.writeEnd();
    }

    @Override
    public JsonGenerator conflictOpened(Event.ConflictOpened event) {
      conflict(generator, event.conflict());
      return generator;
    }

    @Override
    public JsonGenerator conflictClosed(Event.ConflictClosed event) {
      generator
          .write("conflictId", event.conflictId())
          .write("param", event.parameter())
          .write("value", event.value())
          .write("strategy", event.strategy().word());
      return nullable("userId", event.user());
    }

    @Override
    public JsonGenerator roleChanged(Event.RoleChanged event) {
      generator.write("userId", event.user().value()).write("role", event.role().word());
      return nullable("by", event.by());
    }

    @Override
    public JsonGenerator banned(Event.Banned event) {
      generator.write("userId", event.user().value()).write("banned", event.banned());
      return nullable("by", event.by());
    }

    @Override
    public JsonGenerator profileChanged(Event.ProfileChanged event) {
      ProfileJson.write(generator, "changes", event.changes());
      return nullable("userId", event.user());
    }

    @Override
    public JsonGenerator documentChanged(Event.DocumentChanged event) {
      DocumentEventJson.payload(generator, event.change(), event.user(), event.client());
      return generator;
    }

    @Override
    public JsonGenerator conversed(Event.Conversed event) {
      ConversationJson.payload(generator, event.event());
      return generator;
    }

    @Override
    public JsonGenerator stateChanged(Event.StateChanged event) {
      StateJson.changed(generator, event.change(), event.user());
      return generator;
    }

    @Override
    public JsonGenerator storyTold(Event.StoryTold event) {
      StoryJson.payload(generator, event.event());
      return generator;
    }

    private JsonGenerator nullable(String name, @Nullable UserId user) {
      return user == null ? generator.writeNull(name) : generator.write(name, user.value());
    }
  }
}
