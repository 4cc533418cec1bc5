package io.tutti.edge.websocket.llmsession;

import io.tutti.conversation.ConversationEvent;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MessageJson;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Event;
import io.tutti.session.ProfileField;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One event in this dialect's words, as a frame; empty where it has none (rule LSM5). {@code at}: when it happened (milliseconds
 * since 1970); {@code nameOf} knows everybody who is here. Immutable.
 */
record EventFrames(SessionId session, long at, Function<UserId, @Nullable String> nameOf)
    implements Event.Cases<Optional<String>>, ConversationEvent.Cases<Optional<String>> {

  @Override
  public Optional<String> joined(Event.Joined event) {
    return Optional.of(ServerFrames.frame("user_joined", generator -> {
      ServerFrames.user(generator.write("session_id", session.value()).writeStartObject("user"), event.member());
      generator.writeEnd()
          .write("user_id", event.member().id().value())
          .write("username", event.member().name())
          .write("timestamp", LocalTimes.text(at));
    }));
  }

  @Override
  public Optional<String> left(Event.Left event) {
    String name = nameOf.apply(event.user());
    return Optional.of(ServerFrames.frame("user_left", generator -> generator
        .write("session_id", session.value())
        .write("user_id", event.user().value())
        .write("username", name == null ? event.user().value() : name)
        .write("timestamp", LocalTimes.text(at))));
  }

  @Override
  public Optional<String> parametersChanged(Event.ParametersChanged event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> conflictOpened(Event.ConflictOpened event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> conflictClosed(Event.ConflictClosed event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> roleChanged(Event.RoleChanged event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> banned(Event.Banned event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> profileChanged(Event.ProfileChanged event) {
    return Optional.of(ServerFrames.frame("session_update", generator -> {
      generator.writeStartObject("changes");
      event.changes().forEach((field, value) -> JsonText.member(generator, word(field), value));
      generator.writeEnd();
      UserId user = event.user();
      JsonText.member(generator, "updated_by", user == null ? null : user.value());
      generator.write("timestamp", LocalTimes.text(at));
    }));
  }

  /** The original's names of what is said about a session. */
  private static String word(ProfileField field) {
    return switch (field) {
      case PROJECT -> "project_name";
      case TEAM -> "team_id";
      case TITLE, DESCRIPTION, TAGS, STATUS, TYPE, WORKING_DIRECTORY, PID, TOKEN_COUNT, TOKEN_LIMIT, HEALTH_SCORE, FILE_COUNT,
          ERROR_COUNT, VISIBILITY, ADMISSION, DEFAULT_ROLE, RETENTION_DAYS -> field.name().toLowerCase(Locale.ROOT);
    };
  }

  @Override
  public Optional<String> documentChanged(Event.DocumentChanged event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> storyTold(Event.StoryTold event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> conversed(Event.Conversed event) {
    return event.event().match(this);
  }

  @Override
  public Optional<String> stateChanged(Event.StateChanged event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> posted(ConversationEvent.Posted event) {
    return Optional.of(ServerFrames.frame(MessageFields.type(event.message()),
        generator -> MessageFields.write(generator, session, event.message())));
  }

  /** A second {@code chat_message} of the same id would be a second message to clients of the original. */
  @Override
  public Optional<String> edited(ConversationEvent.Edited event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> deleted(ConversationEvent.Deleted event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> reacted(ConversationEvent.Reacted event) {
    return Optional.of(ServerFrames.frame("reaction_update", generator -> {
      generator
          .write("message_id", event.messageId().value())
          .write("user_id", event.userId().value())
          .write("emoji", event.emoji())
          .write("action", event.added() ? "add" : "remove");
      MessageJson.reactions(generator.writeStartObject("reactions"), event.reactions());
      generator.writeEnd();
    }));
  }

  @Override
  public Optional<String> resolved(ConversationEvent.Resolved event) {
    return Optional.empty();
  }

  @Override
  public Optional<String> moved(ConversationEvent.Moved event) {
    return Optional.empty();
  }
}
