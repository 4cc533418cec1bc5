package io.tutti.edge.websocket.novel;

import io.tutti.identity.UserId;
import io.tutti.session.Event;
import io.tutti.story.StoryEvent;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events as messages, where this dialect has a word for them (rules NE6–NE10). {@code stamp}: the event's; {@code names}: what people
 * are called. Immutable.
 */
record EventMessages(Stamp stamp, Function<UserId, String> names)
    implements Event.Cases<Optional<EventMessage>>, StoryEvent.Cases<Optional<EventMessage>> {

  private @Nullable String nameOf(@Nullable UserId user) {
    return user == null ? null : names.apply(user);
  }

  @Override
  public Optional<EventMessage> joined(Event.Joined event) {
    return Optional.of(new EventMessage.Joined(names.apply(event.member().id()), event.member().name(), stamp));
  }

  @Override
  public Optional<EventMessage> left(Event.Left event) {
    return Optional.of(new EventMessage.Left(names.apply(event.user()), stamp));
  }

  /** A change that no action made. */
  @Override
  public Optional<EventMessage> stateChanged(Event.StateChanged event) {
    return Optional.of(new EventMessage.StateChanged(event.change(), nameOf(event.user()), stamp));
  }

  @Override
  public Optional<EventMessage> storyTold(Event.StoryTold event) {
    return event.event().match(this);
  }

  @Override
  public Optional<EventMessage> acted(StoryEvent.Acted event) {
    return Optional.of(new EventMessage.Acted(event, nameOf(event.user()), stamp));
  }

  @Override
  public Optional<EventMessage> completed(StoryEvent.TurnCompleted event) {
    return Optional.of(new EventMessage.TurnCompleted(event, stamp));
  }

  /** How a story begins and a turn ends is seen by what the characters do. */
  private static Optional<EventMessage> seenByActions() {
    return Optional.empty();
  }

  @Override
  public Optional<EventMessage> begun(StoryEvent.StoryBegun event) {
    return seenByActions();
  }

  @Override
  public Optional<EventMessage> entered(StoryEvent.CharacterEntered event) {
    return seenByActions();
  }

  @Override
  public Optional<EventMessage> ending(StoryEvent.TurnEnding event) {
    return seenByActions();
  }

  /** Parameters, roles, documents and conversation: the original's design has none. */
  private static Optional<EventMessage> ofOtherDialects() {
    return Optional.empty();
  }

  @Override
  public Optional<EventMessage> parametersChanged(Event.ParametersChanged event) {
    return ofOtherDialects();
  }

  @Override
  public Optional<EventMessage> conflictOpened(Event.ConflictOpened event) {
    return ofOtherDialects();
  }

  @Override
  public Optional<EventMessage> conflictClosed(Event.ConflictClosed event) {
    return ofOtherDialects();
  }

  @Override
  public Optional<EventMessage> roleChanged(Event.RoleChanged event) {
    return ofOtherDialects();
  }

  @Override
  public Optional<EventMessage> banned(Event.Banned event) {
    return ofOtherDialects();
  }

  @Override
  public Optional<EventMessage> profileChanged(Event.ProfileChanged event) {
    return ofOtherDialects();
  }

  @Override
  public Optional<EventMessage> documentChanged(Event.DocumentChanged event) {
    return ofOtherDialects();
  }

  @Override
  public Optional<EventMessage> conversed(Event.Conversed event) {
    return ofOtherDialects();
  }
}
