package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationSnapshot;
import io.tutti.documents.DocumentSnapshot;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Write;
import io.tutti.state.StateSnapshot;
import io.tutti.story.StorySnapshot;
import java.util.List;
import java.util.Map;

/**
 * A session's state after {@code seq}, complete enough to go on from. {@code people}: those who ever took part.
 * Immutable.
 */
public record SessionSnapshot(
    long seq,
    Map<String, Double> values,
    Map<String, Write> writes,
    List<Conflict> conflicts,
    List<Member> present,
    Map<UserId, Role> roles,
    List<Ban> bans,
    Map<UserId, Person> people,
    Profile profile,
    List<DocumentSnapshot> documents,
    ConversationSnapshot conversation,
    StateSnapshot shared,
    StorySnapshot story) {

  /** When a parameter was written last (milliseconds since 1970); 0 where none was. */
  long lastWriteAt() {
    return writes.values().stream().mapToLong(Write::at).max().orElse(0);
  }
}
