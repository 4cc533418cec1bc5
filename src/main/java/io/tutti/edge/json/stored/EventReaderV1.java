package io.tutti.edge.json.stored;

import io.tutti.access.Role;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonMembers;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.parameters.Strategy;
import io.tutti.session.Event;
import org.jspecify.annotations.Nullable;

/** Reads the first version of stored events, also as it was written before it had a number. Immutable. */
final class EventReaderV1 implements StoredEvents.EventReader {

  @Override
  public Event read(String type, JsonObject json) throws MalformedJson {
    return switch (type) {
      case EventTypes.JOINED -> new Event.Joined(
          PeopleFormat.member(JsonMembers.required(json, "user")).via(json.optionalText("viaTeam")));
      case EventTypes.LEFT -> new Event.Left(new UserId(json.text("userId")),
          Boolean.TRUE.equals(json.members().get("kicked")), PeopleFormat.TEAM.equals(json.optionalText("reason")));
      case EventTypes.PARAMETERS_CHANGED -> new Event.ParametersChanged(new UserId(json.text("userId")),
          ParameterFormat.numbers(JsonMembers.required(json, "params")),
          ParameterFormat.numbers(JsonMembers.required(json, "computed")));
      case EventTypes.CONFLICT_OPENED -> new Event.ConflictOpened(ParameterFormat.conflict(json));
      case EventTypes.CONFLICT_CLOSED -> new Event.ConflictClosed(json.text("conflictId"), json.text("param"),
          ParameterFormat.number(json, "value"), Strategy.of(json.text("strategy")).orElseThrow(), user(json, "userId"));
      case EventTypes.ROLE_CHANGED -> new Event.RoleChanged(
          new UserId(json.text("userId")), Role.of(json.text("role")).orElseThrow(), user(json, "by"));
      case EventTypes.BANNED -> new Event.Banned(
          new UserId(json.text("userId")), Boolean.TRUE.equals(json.members().get("banned")), user(json, "by"));
      case EventTypes.PROFILE_CHANGED ->
          new Event.ProfileChanged(user(json, "userId"), ProfileFormat.fields(JsonMembers.required(json, "changes")));
      case EventTypes.STATE_CHANGED -> new Event.StateChanged(new UserId(json.text("userId")), StateFormat.changed(json));
      default -> ofFeature(type, json);
    };
  }

  private static Event ofFeature(String type, JsonObject json) throws MalformedJson {
    if (DocumentFormat.isType(type)) {
      String client = json.optionalText("clientId");
      return new Event.DocumentChanged(
          user(json, "userId"), client == null ? null : new ClientId(client), DocumentFormat.event(type, json));
    }
    if (ConversationFormat.TYPES.contains(type)) {
      return new Event.Conversed(ConversationFormat.event(type, json));
    }
    if (StoryFormat.reads(type)) {
      return new Event.StoryTold(StoryFormat.event(type, json));
    }
    throw new MalformedJson("There is no event of type " + type);
  }

  private static @Nullable UserId user(JsonObject json, String name) throws MalformedJson {
    String id = json.optionalText(name);
    return id == null ? null : new UserId(id);
  }
}
