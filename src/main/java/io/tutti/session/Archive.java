package io.tutti.session;

import io.tutti.conversation.Messages;

/** What a session has in storage beside its log: read models that the log feeds. Thread-safe. */
public interface Archive {

  /** The messages of all sessions. */
  Messages messages();
}
