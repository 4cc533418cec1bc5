package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonText;
import io.tutti.identity.UserId;
import io.tutti.session.Event;
import jakarta.json.stream.JsonGenerator;
import org.jspecify.annotations.Nullable;

/** Puts the members of an event, in the version that is written, into the generator's object, and gives the generator. */
record EventWriter(JsonGenerator generator) implements Event.Cases<JsonGenerator> {

  @Override
  public JsonGenerator joined(Event.Joined event) {
    PeopleFormat.member(generator.writeStartObject("user"), event.member());
    // Nobody reads these two: they were always there.
    generator.write("guest", event.member().guest()).write("connections", 1).write("status", "active").writeEnd();
    String team = event.member().viaTeam();
    return team == null ? generator : generator.write("viaTeam", team);
  }

  @Override
  public JsonGenerator left(Event.Left event) {
    generator.write("userId", event.user().value());
    if (event.kicked()) {
      generator.write("kicked", true);
    }
    return event.teamEnded() ? generator.write("reason", PeopleFormat.TEAM) : generator;
  }

  @Override
  public JsonGenerator parametersChanged(Event.ParametersChanged event) {
    generator.write("userId", event.user().value()).writeStartObject("params");
    event.values().forEach(generator::write);
    generator.writeEnd();
    JsonText.member(generator, "computed", event.computed());
    return generator;
  }

  @Override
  public JsonGenerator conflictOpened(Event.ConflictOpened event) {
    ParameterFormat.conflict(generator, event.conflict());
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
    ProfileFormat.write(generator, "changes", event.changes());
    return nullable("userId", event.user());
  }

  @Override
  public JsonGenerator documentChanged(Event.DocumentChanged event) {
    DocumentFormat.payload(generator, event.change(), event.user(), event.client());
    return generator;
  }

  @Override
  public JsonGenerator conversed(Event.Conversed event) {
    ConversationFormat.payload(generator, event.event());
    return generator;
  }

  @Override
  public JsonGenerator stateChanged(Event.StateChanged event) {
    StateFormat.changed(generator, event.change(), event.user());
    return generator;
  }

  @Override
  public JsonGenerator storyTold(Event.StoryTold event) {
    StoryFormat.payload(generator, event.event());
    return generator;
  }

  private JsonGenerator nullable(String name, @Nullable UserId user) {
    return user == null ? generator.writeNull(name) : generator.write(name, user.value());
  }
}
