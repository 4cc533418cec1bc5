package io.tutti.session;

import io.tutti.conversation.Messages;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;

/** What a session has in storage beside its log: read models that the log feeds. Thread-safe. */
public interface Archive {

  /** The messages of all sessions. */
  Messages messages();

  /** The sessions in which {@code user} has taken part or has a role, at most {@code limit}, the last joined first. Blocks. */
  default List<SessionId> sessionsOf(UserId user, int limit) {
    return List.of();
  }

  /** Drops what the log of {@code session} has fed up to the place {@code seq}. */
  default void forgetUpTo(SessionId session, long seq) {
    messages().forgetUpTo(session, seq);
  }
}
