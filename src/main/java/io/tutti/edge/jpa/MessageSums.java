package io.tutti.edge.jpa;

import io.tutti.conversation.Message;
import io.tutti.conversation.Messages;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the messages of one kind and author in a session come to. Times: milliseconds since 1970. Immutable. */
record MessageSums(
    String kind, String userId, long posted, long deleted, long replies, long open, long firstAt, long lastAt) {

  /** All of them together. */
  static Messages.Statistics of(List<MessageSums> all) {
    Map<Message.Kind, Long> posted = new EnumMap<>(Message.Kind.class);
    for (Message.Kind kind : Message.Kind.values()) {
      posted.put(kind, 0L);
    }
    Set<String> authors = new HashSet<>();
    Long firstAt = null;
    Long lastAt = null;
    for (MessageSums sums : all) {
      posted.merge(Message.Kind.of(sums.kind).orElseThrow(), sums.posted, Long::sum);
      authors.add(sums.userId);
      firstAt = firstAt == null || sums.firstAt < firstAt ? Long.valueOf(sums.firstAt) : firstAt;
      lastAt = lastAt == null || sums.lastAt > lastAt ? Long.valueOf(sums.lastAt) : lastAt;
    }
    return new Messages.Statistics(posted, all.stream().mapToLong(MessageSums::deleted).sum(),
        all.stream().mapToLong(MessageSums::replies).sum(), all.stream().mapToLong(MessageSums::open).sum(),
        authors.size(), firstAt, lastAt);
  }
}
