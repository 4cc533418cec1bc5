package io.tutti.session;

import io.tutti.conversation.Message;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of one session, and of no other: whoever has them was let in by the gate. Every method blocks and fails as
 * {@link Messages} does. Immutable.
 */
public final class SessionMessages {

  private final Messages messages;
  private final SessionId session;

  public SessionMessages(Archive archive, SessionId session) {
    this.messages = archive.messages();
    this.session = session;
  }

  /** The message of that id; empty where the session has none. */
  public Optional<Message> find(MessageId id) {
    return messages.find(session, id);
  }

  /** A page of the messages. */
  public Messages.Page page(Messages.Query query) {
    return messages.page(session, query);
  }

  /** What the messages come to. Reads all of them. */
  public Messages.Statistics statistics() {
    return messages.statistics(session);
  }

  /** Notes that {@code user} has read everything up to the place {@code seq}. */
  public void read(UserId user, long seq) {
    messages.read(session, user, seq);
  }

  /** How far each user has read who ever said so. */
  public Map<UserId, Long> readPositions() {
    return messages.readPositions(session);
  }

  /** How many messages of others {@code user} has not read. */
  public Messages.Unread unread(UserId user) {
    return messages.unread(session, user);
  }
}
