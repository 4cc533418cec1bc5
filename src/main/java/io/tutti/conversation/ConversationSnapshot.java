package io.tutti.conversation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a session keeps of its conversation beside the messages themselves, which the read model has: how many of each kind
 * were posted, and where the open comments stand in documents, at most {@value Conversation#MAX_ANCHORED}. {@code
 * changedAt}: the place of the last change, 0 where there was none. Immutable.
 */
public record ConversationSnapshot(
    long changedAt, Map<Message.Kind, Long> counts, Map<MessageId, MessageAnchor.DocumentPlace> anchored) {

  /** Nothing was ever said. */
  public static final ConversationSnapshot EMPTY = new ConversationSnapshot(0, Map.of(), Map.of());

  public ConversationSnapshot {
    counts = Map.copyOf(counts);
    anchored = Collections.unmodifiableMap(new LinkedHashMap<>(anchored));
  }
}
