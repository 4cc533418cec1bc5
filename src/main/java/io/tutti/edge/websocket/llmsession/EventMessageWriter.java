package io.tutti.edge.websocket.llmsession;

import io.tutti.conversation.ConversationEvent;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MessageJson;
import io.tutti.identity.UserId;
import io.tutti.presence.Status;
import io.tutti.session.ProfileField;
import jakarta.json.stream.JsonGenerator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what has happened in the session. Thread-safe: holds nothing. */
final class EventMessageWriter implements EventMessage.Cases<String> {

  @Override
  public String userJoined(EventMessage.UserJoined message) {
    return ServerMessageEncoder.frame("user_joined", generator -> {
      generator.write("session_id", message.session().value()).writeStartObject("user");
      ServerMessageEncoder.user(generator, message.member());
      generator.write("joined_at", LocalTimes.text(message.at())).write("status", Status.ACTIVE.word()).writeEnd()
          .write("user_id", message.member().id().value())
          .write("username", message.member().name())
          .write("timestamp", LocalTimes.text(message.at()));
    });
  }

  @Override
  public String userLeft(EventMessage.UserLeft message) {
    return ServerMessageEncoder.frame("user_left", generator -> {
      person(generator, message.person());
      if (message.kicked()) {
        generator.write("kicked", true);
      }
      generator.write("timestamp", LocalTimes.text(message.at()));
    });
  }

  private static void person(JsonGenerator generator, EventMessage.Person person) {
    generator
        .write("session_id", person.session().value())
        .write("user_id", person.user().value())
        .write("username", person.name());
  }

  @Override
  public String roleChanged(EventMessage.RoleChanged message) {
    return ServerMessageEncoder.frame("role_changed", generator -> {
      person(generator, message.person());
      generator.write("role", message.role().word());
      by(generator, "changed_by", message.by(), message.at());
    });
  }

  @Override
  public String banChanged(EventMessage.BanChanged message) {
    return ServerMessageEncoder.frame(message.banned() ? "user_banned" : "user_unbanned", generator -> {
      person(generator, message.person());
      by(generator, message.banned() ? "banned_by" : "unbanned_by", message.by(), message.at());
    });
  }

  @Override
  public String sessionUpdated(EventMessage.SessionUpdated message) {
    return ServerMessageEncoder.frame("session_update", generator -> {
      generator.writeStartObject("changes");
      message.changes().forEach((field, value) -> JsonText.member(generator, word(field), value));
      generator.writeEnd();
      by(generator, "updated_by", message.by(), message.at());
    });
  }

  private static void by(JsonGenerator generator, String member, @Nullable UserId user, long at) {
    JsonText.member(generator, member, user == null ? null : user.value());
    generator.write("timestamp", LocalTimes.text(at));
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
  public String posted(EventMessage.Posted message) {
    return ServerMessageEncoder.frame(message.fields().type(), message.fields()::write);
  }

  /** Clients of the original know no other word that brings them a text. */
  @Override
  public String edited(EventMessage.Edited message) {
    MessageFields fields = message.fields();
    return ServerMessageEncoder.frame(fields.type(), generator -> {
      fields.write(generator, fields.message().content(), message.at());
      generator.write("edited", true);
    });
  }

  /** The message is empty, and what its clients show for it says why. */
  @Override
  public String deleted(EventMessage.Deleted message) {
    MessageFields fields = message.fields();
    boolean byAuthor = message.by().equals(fields.message().userId());
    return ServerMessageEncoder.frame(fields.type(), generator -> {
      fields.write(generator, byAuthor ? "This message was deleted." : "This message was deleted by a host.", message.at());
      generator.write("deleted", true).write("deleted_by", message.by().value());
    });
  }

  @Override
  public String reacted(EventMessage.Reacted message) {
    ConversationEvent.Reacted event = message.event();
    return ServerMessageEncoder.frame("reaction_update", generator -> {
      generator
          .write("message_id", event.messageId().value())
          .write("user_id", event.userId().value())
          .write("emoji", event.emoji())
          .write("action", event.added() ? "add" : "remove");
      MessageJson.reactions(generator.writeStartObject("reactions"), event.reactions());
      generator.writeEnd();
    });
  }
}
