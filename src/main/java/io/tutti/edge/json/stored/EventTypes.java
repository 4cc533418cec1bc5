package io.tutti.edge.json.stored;

import io.tutti.session.Event;

/** The stored type of each event. Immutable. */
final class EventTypes implements Event.Cases<String> {

  static final String JOINED = "session:joined";
  static final String LEFT = "session:left";
  static final String PARAMETERS_CHANGED = "param:broadcast";
  static final String CONFLICT_OPENED = "conflict:opened";
  static final String CONFLICT_CLOSED = "conflict:closed";
  static final String ROLE_CHANGED = "participant:role";
  static final String BANNED = "participant:banned";
  static final String PROFILE_CHANGED = "session:updated";
  static final String STATE_CHANGED = "state:changed";

  @Override
  public String joined(Event.Joined event) {
    return JOINED;
  }

  @Override
  public String left(Event.Left event) {
    return LEFT;
  }

  @Override
  public String parametersChanged(Event.ParametersChanged event) {
    return PARAMETERS_CHANGED;
  }

  @Override
  public String conflictOpened(Event.ConflictOpened event) {
    return CONFLICT_OPENED;
  }

  @Override
  public String conflictClosed(Event.ConflictClosed event) {
    return CONFLICT_CLOSED;
  }

  @Override
  public String roleChanged(Event.RoleChanged event) {
    return ROLE_CHANGED;
  }

  @Override
  public String banned(Event.Banned event) {
    return BANNED;
  }

  @Override
  public String profileChanged(Event.ProfileChanged event) {
    return PROFILE_CHANGED;
  }

  @Override
  public String documentChanged(Event.DocumentChanged event) {
    return DocumentFormat.type(event.change());
  }

  @Override
  public String conversed(Event.Conversed event) {
    return ConversationFormat.type(event.event());
  }

  @Override
  public String stateChanged(Event.StateChanged event) {
    return STATE_CHANGED;
  }

  @Override
  public String storyTold(Event.StoryTold event) {
    return StoryFormat.type(event.event());
  }
}
