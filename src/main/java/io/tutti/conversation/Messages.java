package io.tutti.conversation;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The read model of everything that was ever said, as the sessions' logs have made it. Every method blocks until it is done,
 * sees everything that was stored before it was called, and throws the storage's unchecked failure where that is broken.
 * A session that does not exist has no messages. Thread-safe.
 */
public interface Messages {

  /** How many messages a page or a list of found ones has at most. */
  int MAX_LIMIT = 200;

  /** How long the text of a search may be. */
  int MAX_TEXT_LENGTH = 1_000;

  /** Unread messages are counted up to here. */
  int MAX_UNREAD = 1_000;

  /**
   * Which messages are wished; null is no wish.
   *
   * @param before only those posted before this place of the log
   * @param limit 1–{@value Messages#MAX_LIMIT}
   * @param parentId only answers in the thread of this message
   * @param file only those anchored in this file, and {@code line}: at this line of it
   * @param text only those not deleted that have all of its words, the last of which may be a beginning (rule CHAT17); up to
   *     {@value Messages#MAX_TEXT_LENGTH} chars
   */
  record Query(
      @Nullable Long before,
      int limit,
      Message.@Nullable Kind kind,
      @Nullable MessageId parentId,
      @Nullable String file,
      @Nullable Integer line,
      @Nullable String text) {

    public Query {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException("A page has 1 to " + MAX_LIMIT + " messages");
      }
      if (text != null && text.length() > MAX_TEXT_LENGTH) {
        throw new IllegalArgumentException("A search has at most " + MAX_TEXT_LENGTH + " characters");
      }
    }

    /** The last {@code limit} messages before {@code before}, or of all where that is null. */
    public static Query latest(@Nullable Long before, int limit) {
      return new Query(before, limit, null, null, null, null, null);
    }
  }

  /** The newest messages that a query asks for, oldest first; {@code more}: whether there are older ones. Immutable. */
  record Page(List<Message> messages, boolean more) {
    public Page {
      messages = List.copyOf(messages);
    }
  }

  /** A message and the session that it was found in. Immutable. */
  record Found(SessionId session, Message message) {}

  /**
   * What a session's messages come to. {@code posted}: all that were ever posted, by kind, every kind being there; {@code
   * deleted}, {@code replies}: how many of them; {@code open}: comments and annotations that are first ones and neither
   * resolved nor deleted; {@code authors}: different users; {@code firstAt}, {@code lastAt}: milliseconds since 1970, null
   * where there is none. Immutable.
   */
  record Statistics(
      Map<Message.Kind, Long> posted,
      long deleted,
      long replies,
      long open,
      long authors,
      @Nullable Long firstAt,
      @Nullable Long lastAt) {
    public Statistics {
      posted = Map.copyOf(posted);
    }

    /** How many messages were ever posted. */
    public long total() {
      return posted.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** The message of that id in {@code session}; empty where it has none, whatever other sessions have. */
  Optional<Message> find(SessionId session, MessageId id);

  /** A page of the session's messages, deleted ones included: their places stay. */
  Page page(SessionId session, Query query);

  /**
   * The newest messages of those sessions that have all words of {@code text} (rule CHAT17), newest first, at most
   * {@code limit} (1–{@value #MAX_LIMIT}); nothing where {@code text} has no word.
   */
  List<Found> search(Set<SessionId> sessions, String text, int limit);

  /** What the session's messages come to. Reads all of them. */
  Statistics statistics(SessionId session);

  /**
   * Notes that {@code user} has read everything up to the place {@code seq}; an earlier one than is noted changes nothing.
   */
  void read(SessionId session, UserId user, long seq);

  /** How far each user has read who ever said so. */
  Map<UserId, Long> readPositions(SessionId session);

  /** Drops the messages that were posted up to the place {@code seq}, with their words. */
  void forgetUpTo(SessionId session, long seq);

  /** The messages of others, not deleted, that {@code user} has not read. */
  Unread unread(SessionId session, UserId user);

  /**
   * How many messages somebody has not read.
   *
   * @param count up to {@value Messages#MAX_UNREAD}
   * @param newest the place of the newest one that was counted, 0 where there is none: those after it are not in the count
   */
  record Unread(int count, long newest) {

    /** The count of those at {@code places}, the newest first. */
    public static Unread at(List<Long> places) {
      return new Unread(places.size(), places.isEmpty() ? 0 : places.get(0));
    }
  }
}
