package io.tutti.edge.json;

import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.session.Event;
import io.tutti.session.Member;
import jakarta.json.stream.JsonGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Events in the native protocol's words: the type and the payload under which they are sent. What is stored has words of its own:
 * {@link io.tutti.edge.json.stored.StoredEvents}. Thread-safe: holds nothing.
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
