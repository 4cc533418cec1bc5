package io.tutti.edge.websocket.llmsession;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationEvent;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Member;
import io.tutti.session.ProfileField;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of the log, of which this dialect has a word (rule LSM5). {@code at}: when it happened. Immutable. */
sealed interface EventMessage extends ServerMessage {

  /** Somebody, of a session, and what this person is called. */
  record Person(SessionId session, UserId user, String name) {}

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R match(ServerMessage.Cases<R> cases) {
    return cases.event(this);
  }

  /** What follows from each kind of message. */
  interface Cases<R> {
    R userJoined(UserJoined message);

    R userLeft(UserLeft message);

    R roleChanged(RoleChanged message);

    R banChanged(BanChanged message);

    R sessionUpdated(SessionUpdated message);

    R posted(Posted message);

    R edited(Edited message);

    R deleted(Deleted message);

    R reacted(Reacted message);
  }

  /** Somebody takes part from now on. */
  record UserJoined(SessionId session, Member member, long at) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.userJoined(this);
    }
  }

  /** Somebody is gone. */
  record UserLeft(Person person, boolean kicked, long at) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.userLeft(this);
    }
  }

  /** Somebody has another role (rule LSM19). */
  record RoleChanged(Person person, Role role, @Nullable UserId by, long at) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.roleChanged(this);
    }
  }

  /** Somebody may not come in any more, or again (rule LSM20). */
  record BanChanged(Person person, boolean banned, @Nullable UserId by, long at) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.banChanged(this);
    }
  }

  /** Something else is said about the session. */
  record SessionUpdated(Map<ProfileField, @Nullable Object> changes, @Nullable UserId by, long at) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sessionUpdated(this);
    }
  }

  /** Something was said. */
  record Posted(MessageFields fields) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.posted(this);
    }
  }

  /** Something that was said reads differently (rule LSM18). */
  record Edited(MessageFields fields, long at) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.edited(this);
    }
  }

  /** Something that was said is taken back (rule LSM18). */
  record Deleted(MessageFields fields, UserId by, long at) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.deleted(this);
    }
  }

  /** Somebody has reacted to a message. */
  record Reacted(ConversationEvent.Reacted event) implements EventMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reacted(this);
    }
  }
}
