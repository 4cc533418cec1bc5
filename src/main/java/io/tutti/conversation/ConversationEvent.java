package io.tutti.conversation;

import io.tutti.identity.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that was said, or that happened to what was said. What it says is complete. Immutable. */
public sealed interface ConversationEvent {

  /** Gives the event to the case that it is. */
  <R> R match(Cases<R> cases);

  /** One reader's answer to each kind of event. */
  interface Cases<R> {
    R posted(Posted event);

    R edited(Edited event);

    R deleted(Deleted event);

    R reacted(Reacted event);

    R resolved(Resolved event);

    R moved(Moved event);
  }

  /** A message is there; the one that it answers has one answer more. */
  record Posted(Message message) implements ConversationEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.posted(this);
    }
  }

  /** A message has another text; {@code message} is the whole of it as it stands after that. */
  record Edited(Message message) implements ConversationEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.edited(this);
    }
  }

  /** A message is blanked, at the time of the log's entry. {@code by}: its author or a host. */
  record Deleted(MessageId messageId, UserId by) implements ConversationEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.deleted(this);
    }
  }

  /** Somebody's reaction came ({@code added}) or went; {@code reactions} are all that the message has after that. */
  record Reacted(MessageId messageId, UserId userId, String emoji, boolean added, Map<String, List<UserId>> reactions)
      implements ConversationEvent {
    public Reacted {
      Map<String, List<UserId>> copy = new LinkedHashMap<>();
      reactions.forEach((key, users) -> copy.put(key, List.copyOf(users)));
      reactions = Collections.unmodifiableMap(copy);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reacted(this);
    }
  }

  /**
   * A comment is settled, or open again. {@code anchor}: where it stands in a document, for one that is open again, so that
   * it moves with the text from now on; else null.
   */
  record Resolved(MessageId messageId, boolean resolved, UserId by, MessageAnchor.@Nullable DocumentPlace anchor)
      implements ConversationEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resolved(this);
    }
  }

  /** Comments are anchored at other elements, for the old ones are gone from the document. Not empty. */
  record Moved(Map<MessageId, MessageAnchor> anchors) implements ConversationEvent {
    public Moved {
      anchors = Collections.unmodifiableMap(new LinkedHashMap<>(anchors));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.moved(this);
    }
  }
}
