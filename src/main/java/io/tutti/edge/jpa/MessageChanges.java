package io.tutti.edge.jpa;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Mention;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.identity.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run of events means for the table of messages: new rows as they are at the end of the run, and one change for each
 * row that was there before. Confined to its caller.
 */
final class MessageChanges {

  /** The new values of one message's row; null leaves the old one. {@code answers}: how many more it has. Immutable. */
  record Change(
      @Nullable String content,
      @Nullable List<Mention> mentions,
      @Nullable Map<String, List<UserId>> reactions,
      @Nullable MessageAnchor anchor,
      @Nullable Long updatedAt,
      @Nullable Long deletedAt,
      @Nullable Boolean resolved,
      int answers) {

    private static Change edited(Message message) {
      return new Change(message.content(), message.mentions(), null, null, message.updatedAt(), null, null, 0);
    }

    private static Change deleted(long at) {
      return new Change("", List.of(), Map.of(), null, null, at, null, 0);
    }

    private static Change reacted(Map<String, List<UserId>> reactions) {
      return new Change(null, null, reactions, null, null, null, null, 0);
    }

    private static Change resolved(boolean resolved) {
      return new Change(null, null, null, null, null, null, resolved, 0);
    }

    private static Change moved(MessageAnchor anchor) {
      return new Change(null, null, null, anchor, null, null, null, 0);
    }

    private static Change answered() {
      return new Change(null, null, null, null, null, null, null, 1);
    }

    private Change then(Change later) {
      return new Change(
          later.content == null ? content : later.content,
          later.mentions == null ? mentions : later.mentions,
          later.reactions == null ? reactions : later.reactions,
          later.anchor == null ? anchor : later.anchor,
          later.updatedAt == null ? updatedAt : later.updatedAt,
          later.deletedAt == null ? deletedAt : later.deletedAt,
          later.resolved == null ? resolved : later.resolved,
          answers + later.answers);
    }

    private Message appliedTo(Message message) {
      return new Message(message.id(), message.userId(), message.username(), message.kind(),
          content == null ? message.content() : content,
          mentions == null ? message.mentions() : mentions,
          reactions == null ? message.reactions() : reactions,
          message.parentId(), message.replyCount() + answers,
          anchor == null ? message.anchor() : anchor,
          message.createdAt(),
          updatedAt == null ? message.updatedAt() : updatedAt,
          deletedAt == null ? message.deletedAt() : deletedAt,
          resolved == null ? message.resolved() : resolved,
          message.seq());
    }
  }

  private final Map<MessagePlace, Message> posted = new LinkedHashMap<>();
  private final Map<MessagePlace, Message> edited = new LinkedHashMap<>();
  private final Map<Long, Map<MessageId, Change>> changed = new TreeMap<>();

  /** Takes what happened at {@code at} (milliseconds since 1970) in the session with that key. */
  void add(long sessionKey, ConversationEvent event, long at) {
    event.match(new Reader(sessionKey, at));
  }

  boolean isEmpty() {
    return posted.isEmpty() && changed.isEmpty();
  }

  /** The new messages, in order. */
  Map<MessagePlace, Message> posted() {
    return posted;
  }

  /** The messages that have another text than when they were stored, after their last edit. */
  Map<MessagePlace, Message> edited() {
    return edited;
  }

  /** What becomes of the messages that were there, in the order of the sessions' keys. */
  Map<MessagePlace, Change> changed() {
    Map<MessagePlace, Change> places = new LinkedHashMap<>();
    changed.forEach((key, messages) ->
        messages.forEach((id, change) -> places.put(new MessagePlace(key, id.value()), change)));
    return places;
  }

  private final class Reader implements ConversationEvent.Cases<Boolean> {
    private final long sessionKey;
    private final long at;

    Reader(long sessionKey, long at) {
      this.sessionKey = sessionKey;
      this.at = at;
    }

    private Boolean change(MessageId id, Change change) {
      MessagePlace place = new MessagePlace(sessionKey, id.value());
      if (posted.computeIfPresent(place, (key, message) -> change.appliedTo(message)) == null) {
        changed.computeIfAbsent(sessionKey, key -> new TreeMap<>()).merge(id, change, Change::then);
      }
      return true;
    }

    @Override
    public Boolean posted(ConversationEvent.Posted event) {
      Message message = event.message();
      posted.put(new MessagePlace(sessionKey, message.id().value()), message);
      MessageId parent = message.parentId();
      return parent == null || change(parent, Change.answered());
    }

    @Override
    public Boolean edited(ConversationEvent.Edited event) {
      Message message = event.message();
      MessagePlace place = new MessagePlace(sessionKey, message.id().value());
      if (!posted.containsKey(place)) {
        edited.put(place, message);
      }
      return change(message.id(), Change.edited(message));
    }

    @Override
    public Boolean deleted(ConversationEvent.Deleted event) {
      return change(event.messageId(), Change.deleted(at));
    }

    @Override
    public Boolean reacted(ConversationEvent.Reacted event) {
      return change(event.messageId(), Change.reacted(event.reactions()));
    }

    @Override
    public Boolean resolved(ConversationEvent.Resolved event) {
      return change(event.messageId(), Change.resolved(event.resolved()));
    }

    @Override
    public Boolean moved(ConversationEvent.Moved event) {
      event.anchors().forEach((id, anchor) -> change(id, Change.moved(anchor)));
      return true;
    }
  }
}
