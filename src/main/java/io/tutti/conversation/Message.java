package io.tutti.conversation;

import io.tutti.identity.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands. Times are milliseconds since 1970; {@code seq} is the place of the log that posted it. A deleted
 * message has {@code deletedAt}, a blank content, and neither mentions nor reactions (rule CHAT8). Immutable.
 *
 * @param username the author's name when it was posted
 * @param reactions by emoji, in the order in which each first came; who reacted, in order
 * @param parentId the first message of the thread that this one answers in, null for a first one (rule CHAT4)
 * @param replyCount how many answers were posted, those that were deleted since included
 */
public record Message(
    MessageId id,
    UserId userId,
    String username,
    Kind kind,
    String content,
    List<Mention> mentions,
    Map<String, List<UserId>> reactions,
    @Nullable MessageId parentId,
    int replyCount,
    @Nullable MessageAnchor anchor,
    long createdAt,
    @Nullable Long updatedAt,
    @Nullable Long deletedAt,
    boolean resolved,
    long seq) {

  /** What a message is for. */
  public enum Kind {
    CHAT,
    COMMENT,
    ANNOTATION;

    /** The lower-case word that is used on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that word, or empty where there is none. */
    public static Optional<Kind> of(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  public Message {
    mentions = List.copyOf(mentions);
    reactions = copy(reactions);
  }

  private static Map<String, List<UserId>> copy(Map<String, List<UserId>> reactions) {
    Map<String, List<UserId>> copy = new LinkedHashMap<>();
    reactions.forEach((emoji, users) -> copy.put(emoji, List.copyOf(users)));
    return Collections.unmodifiableMap(copy);
  }

  public boolean deleted() {
    return deletedAt != null;
  }

  /** This message with the text that its author gave it at {@code at}. */
  public Message edited(String newContent, List<Mention> newMentions, @Nullable Long at) {
    return new Message(id, userId, username, kind, newContent, newMentions, reactions, parentId, replyCount, anchor,
        createdAt, at, deletedAt, resolved, seq);
  }

  /** What is left of this message after it was deleted at {@code at}: its place. */
  public Message deletedAt(long at) {
    return new Message(id, userId, username, kind, "", List.of(), Map.of(), parentId, replyCount, anchor, createdAt,
        updatedAt, at, resolved, seq);
  }

  /** This message with other reactions. */
  public Message reacted(Map<String, List<UserId>> newReactions) {
    return new Message(id, userId, username, kind, content, mentions, newReactions, parentId, replyCount, anchor, createdAt,
        updatedAt, deletedAt, resolved, seq);
  }

  /** This message, answered {@code replies} times more. */
  public Message answered(int replies) {
    return new Message(id, userId, username, kind, content, mentions, reactions, parentId, replyCount + replies, anchor,
        createdAt, updatedAt, deletedAt, resolved, seq);
  }

  /** This message, settled or open again. */
  public Message resolved(boolean nowResolved) {
    return new Message(id, userId, username, kind, content, mentions, reactions, parentId, replyCount, anchor, createdAt,
        updatedAt, deletedAt, nowResolved, seq);
  }

  /** This message, anchored elsewhere. */
  public Message moved(MessageAnchor newAnchor) {
    return new Message(id, userId, username, kind, content, mentions, reactions, parentId, replyCount, newAnchor, createdAt,
        updatedAt, deletedAt, resolved, seq);
  }
}
