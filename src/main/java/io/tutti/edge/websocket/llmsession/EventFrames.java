package io.tutti.edge.websocket.llmsession;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MessageJson;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.presence.Status;
import io.tutti.session.Event;
import io.tutti.session.ProfileField;
import jakarta.json.stream.JsonGenerator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One event in this dialect's words, as a frame; empty where it has none (rule LSM5). {@code at}: when it happened (milliseconds
 * since 1970); {@code nameOf} knows everybody who is here, {@code messages} those that were touched last. Immutable.
 */
record EventFrames(
    SessionId session, long at, Function<UserId, @Nullable String> nameOf, Function<MessageId, Optional<Message>> messages)
    implements Event.Cases<Optional<String>>, ConversationEvent.Cases<Optional<String>> {

  @Override
  public Optional<String> joined(Event.Joined event) {
    return Optional.of(ServerFrames.frame("user_joined", generator -> {
      ServerFrames.user(generator.write("session_id", session.value()).writeStartObject("user"), event.member());
      generator.write("joined_at", LocalTimes.text(at)).write("status", Status.ACTIVE.word()).writeEnd()
          .write("user_id", event.member().id().value())
          .write("username", event.member().name())
          .write("timestamp", LocalTimes.text(at));
    }));
  }

  @Override
  public Optional<String> left(Event.Left event) {
    return Optional.of(ServerFrames.frame("user_left", generator -> {
      person(generator, event.user());
      if (event.kicked()) {
        generator.write("kicked", true);
      }
      generator.write("timestamp", LocalTimes.text(at));
    }));
  }

  private void person(JsonGenerator generator, UserId user) {
    String name = nameOf.apply(user);
    generator
        .write("session_id", session.value())
        .write("user_id", user.value())
        .write("username", name == null ? user.value() : name);
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

  /** Rule LSM19. */
  @Override
  public Optional<String> roleChanged(Event.RoleChanged event) {
    return Optional.of(ServerFrames.frame("role_changed", generator -> {
      person(generator, event.user());
      generator.write("role", event.role().word());
      by(generator, "changed_by", event.by());
    }));
  }

  /** Rule LSM20. */
  @Override
  public Optional<String> banned(Event.Banned event) {
    return Optional.of(ServerFrames.frame(event.banned() ? "user_banned" : "user_unbanned", generator -> {
      person(generator, event.user());
      by(generator, event.banned() ? "banned_by" : "unbanned_by", event.by());
    }));
  }

  private void by(JsonGenerator generator, String member, @Nullable UserId user) {
    JsonText.member(generator, member, user == null ? null : user.value());
    generator.write("timestamp", LocalTimes.text(at));
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
    MessageFields fields = fields(event.message());
    return Optional.of(ServerFrames.frame(fields.type(), fields::write));
  }

  /** Rule LSM7: an answer stands where the comment stands that it answers. */
  private MessageFields fields(Message message) {
    MessageId parent = message.parentId();
    MessageAnchor anchor = parent == null ? message.anchor() : messages.apply(parent).map(Message::anchor).orElse(null);
    return new MessageFields(session, message, anchor);
  }

  /** Rule LSM18: clients of the original know no other word that brings them a text. */
  @Override
  public Optional<String> edited(ConversationEvent.Edited event) {
    MessageFields fields = fields(event.message());
    return Optional.of(ServerFrames.frame(fields.type(), generator -> {
      fields.write(generator, event.message().content(), at);
      generator.write("edited", true);
    }));
  }

  /** Rule LSM18: the message is empty, and what its clients show for it says why. */
  @Override
  public Optional<String> deleted(ConversationEvent.Deleted event) {
    return messages.apply(event.messageId()).map(message -> {
      MessageFields fields = fields(message.deleted() ? message : message.deletedAt(at));
      boolean byAuthor = event.by().equals(message.userId());
      return ServerFrames.frame(fields.type(), generator -> {
        fields.write(generator, byAuthor ? "This message was deleted." : "This message was deleted by a host.", at);
        generator.write("deleted", true).write("deleted_by", event.by().value());
      });
    });
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
