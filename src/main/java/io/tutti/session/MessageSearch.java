package io.tutti.session;

import io.tutti.conversation.Messages;
import io.tutti.identity.SessionId;
import java.util.List;
import java.util.Set;

/**
 * A search in the messages of some sessions and of no others: those that the gate has picked for whoever asks. Immutable.
 */
public final class MessageSearch {

  private final Messages messages;
  private final Set<SessionId> sessions;

  public MessageSearch(Archive archive, Set<SessionId> sessions) {
    this.messages = archive.messages();
    this.sessions = Set.copyOf(sessions);
  }

  /** The newest messages that have all words of {@code text}, see {@link Messages#search}. Blocks. */
  public List<Messages.Found> find(String text, int limit) {
    return messages.search(sessions, text, limit);
  }
}
