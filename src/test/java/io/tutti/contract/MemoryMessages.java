package io.tutti.contract;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The twin of the tables in memory: applies one event after the other, and looks at every message. Confined to its test. */
public final class MemoryMessages implements Messages {

  private final Map<SessionId, Map<MessageId, Message>> sessions = new HashMap<>();
  private final Map<SessionId, Map<UserId, Long>> positions = new HashMap<>();

  /** Takes what a session's log says at {@code at} (milliseconds since 1970). */
  public void take(SessionId session, long at, ConversationEvent event) {
    event.match(new Projection(sessions.computeIfAbsent(session, id -> new LinkedHashMap<>()), at));
  }

  @Override
  public void forgetUpTo(SessionId session, long seq) {
    sessions.getOrDefault(session, Map.of()).values().removeIf(message -> message.seq() <= seq);
  }

  private record Projection(Map<MessageId, Message> messages, long at) implements ConversationEvent.Cases<Boolean> {
    private Boolean change(@Nullable MessageId id, UnaryOperator<Message> change) {
      return id != null && messages.computeIfPresent(id, (key, message) -> change.apply(message)) != null;
    }

    @Override
    public Boolean posted(ConversationEvent.Posted event) {
      messages.put(event.message().id(), event.message());
      return change(event.message().parentId(), parent -> parent.answered(1));
    }

    @Override
    public Boolean edited(ConversationEvent.Edited event) {
      return messages.put(event.message().id(), event.message()) != null;
    }

    @Override
    public Boolean deleted(ConversationEvent.Deleted event) {
      return change(event.messageId(), message -> message.deletedAt(at));
    }

    @Override
    public Boolean reacted(ConversationEvent.Reacted event) {
      return change(event.messageId(), message -> message.reacted(event.reactions()));
    }

    @Override
    public Boolean resolved(ConversationEvent.Resolved event) {
      return change(event.messageId(), message -> message.resolved(event.resolved()));
    }

    @Override
    public Boolean moved(ConversationEvent.Moved event) {
      event.anchors().forEach((id, anchor) -> change(id, message -> message.moved(anchor)));
      return true;
    }
  }

  /** Every message of the session, newest first. */
  private Stream<Message> newestFirst(SessionId session) {
    return sessions.getOrDefault(session, Map.of()).values().stream()
        .sorted(Comparator.comparingLong(Message::seq).reversed());
  }

  @Override
  public Optional<Message> find(SessionId session, MessageId id) {
    return Optional.ofNullable(sessions.getOrDefault(session, Map.of()).get(id));
  }

  @Override
  public Page page(SessionId session, Query query) {
    List<Message> found = newestFirst(session).filter(message -> isWished(message, query)).toList();
    List<Message> page = new ArrayList<>(found.subList(0, Math.min(query.limit(), found.size())));
    page.sort(Comparator.comparingLong(Message::seq));
    return new Page(page, found.size() > query.limit());
  }

  private static boolean isWished(Message message, Query query) {
    MessageAnchor.FilePlace place = message.anchor() instanceof MessageAnchor.FilePlace file ? file : null;
    return (query.before() == null || message.seq() < query.before())
        && (query.kind() == null || message.kind() == query.kind())
        && (query.parentId() == null || query.parentId().equals(message.parentId()))
        && (query.file() == null || (place != null && place.file().equals(query.file())))
        && (query.line() == null || (place != null && place.line() == query.line()))
        && (query.text() == null || (!message.deleted() && has(message.content(), query.text())));
  }

  private static boolean has(String content, String text) {
    List<String> sought = words(text).stream().distinct().limit(16).toList();
    if (sought.isEmpty()) {
      return false;
    }
    List<String> words = words(content);
    String last = sought.get(sought.size() - 1);
    return words.containsAll(sought.subList(0, sought.size() - 1)) && words.stream().anyMatch(word -> word.startsWith(last));
  }

  private static List<String> words(String text) {
    StringBuilder spaced = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
      Character.UnicodeScript script = Character.UnicodeScript.of(c);
      boolean alone = script == Character.UnicodeScript.HAN || script == Character.UnicodeScript.HIRAGANA
          || script == Character.UnicodeScript.KATAKANA;
      boolean ofWord = Character.toString(c).matches("[\\p{L}\\p{N}\\p{M}]");
      spaced.append(alone ? " " : "").append(alone || ofWord ? Character.toString(c) : " ").append(alone ? " " : "");
    });
    return Stream.of(spaced.toString().split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  @Override
  public List<Found> search(Set<SessionId> asked, String text, int limit) {
    Query query = new Query(null, limit, null, null, null, null, text);
    return asked.stream()
        .flatMap(session -> newestFirst(session)
            .filter(message -> isWished(message, query))
            .map(message -> new Found(session, message)))
        .sorted(Comparator.<Found>comparingLong(found -> found.message().createdAt()).reversed()
            .thenComparing(Found::session)
            .thenComparing(found -> -found.message().seq()))
        .limit(limit)
        .toList();
  }

  @Override
  public Statistics statistics(SessionId session) {
    List<Message> all = newestFirst(session).toList();
    Map<Message.Kind, Long> posted = Stream.of(Message.Kind.values())
        .collect(Collectors.toMap(kind -> kind, kind -> all.stream().filter(message -> message.kind() == kind).count()));
    return new Statistics(posted,
        all.stream().filter(Message::deleted).count(),
        all.stream().filter(message -> message.parentId() != null).count(),
        all.stream().filter(message -> message.kind() != Message.Kind.CHAT && message.parentId() == null
            && !message.deleted() && !message.resolved()).count(),
        all.stream().map(Message::userId).distinct().count(),
        all.stream().map(Message::createdAt).min(Long::compare).orElse(null),
        all.stream().map(Message::createdAt).max(Long::compare).orElse(null));
  }

  @Override
  public void read(SessionId session, UserId user, long seq) {
    if (sessions.containsKey(session)) {
      positions.computeIfAbsent(session, id -> new HashMap<>()).merge(user, seq, Math::max);
    }
  }

  @Override
  public Map<UserId, Long> readPositions(SessionId session) {
    return positions.getOrDefault(session, Map.of());
  }

  @Override
  public Unread unread(SessionId session, UserId user) {
    long read = readPositions(session).getOrDefault(user, 0L);
    return Unread.at(newestFirst(session)
        .filter(message -> message.seq() > read && !message.deleted() && !message.userId().equals(user))
        .map(Message::seq)
        .limit(MAX_UNREAD)
        .toList());
  }
}
