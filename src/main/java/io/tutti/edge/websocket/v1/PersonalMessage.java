package io.tutti.edge.websocket.v1;

import io.tutti.hub.Notice;
import io.tutti.identity.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told to one connection, about itself or what it has sent. Immutable. */
sealed interface PersonalMessage extends ServerMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R match(ServerMessage.Cases<R> cases) {
    return cases.personal(this);
  }

  /** One writer's answer to each kind of message. */
  interface Cases<R> {
    R pong(Pong message);

    R acknowledged(Acknowledged message);

    R refused(Refused message);

    R staleDocument(StaleDocument message);

    R storyFailed(StoryFailed message);

    R conflictDetected(ConflictDetected message);

    R authFailed(AuthFailed message);

    R authExpiring(AuthExpiring message);

    R authRenewed(AuthRenewed message);

    R accessRequested(AccessRequested message);

    R mentioned(Mentioned message);
  }

  /** The answer to {@code ping}. */
  record Pong(long at, @Nullable String ref) implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pong(this);
    }
  }

  /** {@code ack}: the command is stored at {@code seq}, or changed nothing and the log ends there. */
  record Acknowledged(long seq, long at, @Nullable String ref) implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.acknowledged(this);
    }
  }

  /** {@code error}: the command is refused and changed nothing. */
  record Refused(
      ErrorCode code, String message, Map<String, Object> details, long at, @Nullable String ref)
      implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /** {@code doc:stale}: the command was for an epoch that is over (rule DOC5). */
  record StaleDocument(Map<String, Object> details, long at, @Nullable String ref) implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.staleDocument(this);
    }
  }

  /** {@code story:failed}: to the actor only (rule STO3). */
  record StoryFailed(
      ErrorCode code, String error, @Nullable Object action, long at, @Nullable String ref)
      implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.storyFailed(this);
    }
  }

  /** {@code conflict:detected}: the write came second. */
  record ConflictDetected(Notice.Questioned notice, long at) implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.conflictDetected(this);
    }
  }

  /** {@code auth:failed}; {@code code}: why, in a word for programs (rule ERR11). */
  record AuthFailed(String code, String error, long at, @Nullable String ref) implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.authFailed(this);
    }
  }

  /** {@code auth:expiring}: the token is good for so much longer (rule TOK11). */
  record AuthExpiring(long leftMillis, long at) implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.authExpiring(this);
    }
  }

  /** {@code auth:renewed}: another token has taken its place (rule TOK12). */
  record AuthRenewed(long leftMillis, long at, @Nullable String ref) implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.authRenewed(this);
    }
  }

  /** {@code access:requested}: for hosts (rule REQ4). */
  record AccessRequested(Notice.AccessRequested notice, long at) implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.accessRequested(this);
    }
  }

  /** {@code chat:mentioned}: somebody has mentioned the reader (rule CHAT6). */
  record Mentioned(String messageId, long at) implements PersonalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mentioned(this);
    }
  }
}
