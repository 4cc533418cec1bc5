package io.tutti.edge.websocket.llmsession;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Event;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One event as a message of this dialect; empty where it has none (rule LSM5). {@code at}: when it happened (milliseconds since
 * 1970); {@code nameOf} knows everybody who is here, {@code messages} those that were touched last. Immutable.
 */
record EventMessages(
    SessionId session, long at, Function<UserId, @Nullable String> nameOf, Function<MessageId, Optional<Message>> messages)
    implements Event.Cases<Optional<EventMessage>>, ConversationEvent.Cases<Optional<EventMessage>> {

  /** Parameters, documents, shared state and stories: the original had none. */
  private static Optional<EventMessage> ofOtherDialects() {
    return Optional.empty();
  }

  private EventMessage.Person person(UserId user) {
    String name = nameOf.apply(user);
    return new EventMessage.Person(session, user, name == null ? user.value() : name);
  }

  @Override
  public Optional<EventMessage> joined(Event.Joined event) {
    return Optional.of(new EventMessage.UserJoined(session, event.member(), at));
  }

  @Override
  public Optional<EventMessage> left(Event.Left event) {
    return Optional.of(new EventMessage.UserLeft(person(event.user()), event.kicked(), at));
  }

  @Override
  public Optional<EventMessage> roleChanged(Event.RoleChanged event) {
    return Optional.of(new EventMessage.RoleChanged(person(event.user()), event.role(), event.by(), at));
  }

  @Override
  public Optional<EventMessage> banned(Event.Banned event) {
    return Optional.of(new EventMessage.BanChanged(person(event.user()), event.banned(), event.by(), at));
  }

  @Override
  public Optional<EventMessage> profileChanged(Event.ProfileChanged event) {
    return Optional.of(new EventMessage.SessionUpdated(event.changes(), event.user(), at));
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
  public Optional<EventMessage> documentChanged(Event.DocumentChanged event) {
    return ofOtherDialects();
  }

  @Override
  public Optional<EventMessage> storyTold(Event.StoryTold event) {
    return ofOtherDialects();
  }

  @Override
  public Optional<EventMessage> stateChanged(Event.StateChanged event) {
    return ofOtherDialects();
  }

  @Override
  public Optional<EventMessage> conversed(Event.Conversed event) {
    return event.event().match(this);
  }

  @Override
  public Optional<EventMessage> posted(ConversationEvent.Posted event) {
    return Optional.of(new EventMessage.Posted(fields(event.message())));
  }

  /** Rule LSM7: an answer stands where the comment stands that it answers. */
  private MessageFields fields(Message message) {
    MessageId parent = message.parentId();
    MessageAnchor anchor = parent == null ? message.anchor() : messages.apply(parent).map(Message::anchor).orElse(null);
    return new MessageFields(session, message, anchor);
  }

  @Override
  public Optional<EventMessage> edited(ConversationEvent.Edited event) {
    return Optional.of(new EventMessage.Edited(fields(event.message()), at));
  }

  @Override
  public Optional<EventMessage> deleted(ConversationEvent.Deleted event) {
    return messages.apply(event.messageId()).map(message ->
        new EventMessage.Deleted(fields(message.deleted() ? message : message.deletedAt(at)), event.by(), at));
  }

  @Override
  public Optional<EventMessage> reacted(ConversationEvent.Reacted event) {
    return Optional.of(new EventMessage.Reacted(event));
  }

  /** The original's comments could not be resolved. */
  @Override
  public Optional<EventMessage> resolved(ConversationEvent.Resolved event) {
    return ofOtherDialects();
  }

  /** The original's comments stood in files, where they did not move. */
  @Override
  public Optional<EventMessage> moved(ConversationEvent.Moved event) {
    return ofOtherDialects();
  }
}
