package io.tutti.session;

import io.tutti.conversation.Messages;
import io.tutti.identity.SessionId;

/** What a session has in storage beside its log: read models that the log feeds. Thread-safe. */
public interface Archive {

  /** The messages of all sessions. */
  Messages messages();

  /** Drops what the log of {@code session} has fed up to the place {@code seq}. */
  default void forgetUpTo(SessionId session, long seq) {
    messages().forgetUpTo(session, seq);
  }
}
