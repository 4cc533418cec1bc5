package io.tutti.conversation;

import io.tutti.identity.Verdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is said in one session: decides on commands and takes what the log says. It keeps the last {@value Recent#CAPACITY}
 * touched messages; older ones are recalled from the read model ({@link Messages}), so that a session costs the same
 * however much was said in it. Beside them it keeps where open comments stand in documents, at most {@value #MAX_ANCHORED}:
 * with more, further ones are refused. Confined to the session's mailbox.
 */
public final class Conversation {

  /** How many open comments the documents of a session may have (rule CHAT14). */
  public static final int MAX_ANCHORED = 5_000;

  private String salt;
  private final Recent recent;
  private final Map<Message.Kind, Long> counts = new EnumMap<>(Message.Kind.class);
  private final Map<MessageId, MessageAnchor.DocumentPlace> anchored;
  private long changedAt;

  /** A conversation in which nothing was said yet. {@code salt}: the session's id, from which message ids are made. */
  public Conversation(String salt) {
    this(salt, ConversationSnapshot.EMPTY);
  }

  private Conversation(String salt, ConversationSnapshot snapshot) {
    this.salt = salt;
    this.recent = new Recent(snapshot.changedAt());
    this.changedAt = snapshot.changedAt();
    this.anchored = new LinkedHashMap<>(snapshot.anchored());
    counts.putAll(snapshot.counts());
  }

  /** A conversation as the snapshot kept it; the log goes on after it. */
  public static Conversation restored(String salt, ConversationSnapshot snapshot) {
    return new Conversation(salt, snapshot);
  }

  /** What a snapshot keeps. */
  public ConversationSnapshot snapshot() {
    return new ConversationSnapshot(changedAt, counts, anchored);
  }

  /**
   * Whether memory holds that message, or that there is none of that id. Else {@link #recall} comes before {@link #decide}.
   */
  public boolean knows(MessageId id) {
    return recent.knows(id);
  }

  /**
   * Takes what the read model says, which had caught up to {@link #evictedUpTo()} as it is now; nothing happens where the
   * message is known by now.
   *
   * @param stored null where this session has no such message
   */
  public void recall(MessageId id, @Nullable Message stored) {
    recent.recall(id, stored);
  }

  /**
   * The highest place of a change that memory does not hold, 0 where it holds all: the read model must have caught up to it
   * before it is asked.
   */
  public long evictedUpTo() {
    return recent.forgottenUpTo();
  }

  /**
   * What becomes of {@code command}; changes nothing. Everything that it {@linkplain ConversationCommand#names() names} is
   * known.
   *
   * @param people who has a name that is mentioned
   * @param now milliseconds since 1970
   * @param seq the place of the log that the event will get
   */
  public Verdict<ConversationEvent> decide(Speaker speaker, ConversationCommand command,
      Function<String, Named> people, long now, long seq) {
    return command.match(new Deliberation(this, speaker, people, now, seq));
  }

  /** Drops the messages that were posted up to {@code seq}: nobody has them any more. */
  public void forgetUpTo(long seq) {
    recent.forgetPosted(seq);
  }

  /** Applies what the log says at the place {@code seq} and the time {@code at} (milliseconds since 1970). */
  public void apply(ConversationEvent event, long seq, long at) {
    event.match(new Application(seq, at));
    changedAt = seq;
  }

  /**
   * Where the open comments in document {@code doc} stand (a copy, in order of posting or reopening), for its compaction.
   */
  public Map<MessageId, MessageAnchor.DocumentPlace> anchored(String doc) {
    Map<MessageId, MessageAnchor.DocumentPlace> places = new LinkedHashMap<>();
    anchored.forEach((id, place) -> {
      if (place.doc().equals(doc)) {
        places.put(id, place);
      }
    });
    return places;
  }

  /** How many messages of that kind were ever posted. */
  public long posted(Message.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** The message of that id as it is now; empty where memory does not have it, whether or not there is one. */
  public Optional<Message> remembered(MessageId id) {
    return recent.knows(id) ? recent.message(id) : Optional.empty();
  }

  /** The known message of that id, or empty where it is known that there is none. */
  Optional<Message> message(MessageId id) {
    return recent.message(id);
  }

  /** From now on the ids of new messages are made from another {@code salt}. */
  public void renew(String salt) {
    this.salt = salt;
  }

  MessageId idAt(long seq) {
    return MessageId.of(salt, seq);
  }

  boolean hasRoomForAnchor() {
    return anchored.size() < MAX_ANCHORED;
  }

  private final class Application implements ConversationEvent.Cases<Boolean> {
    private final long seq;
    private final long at;

    Application(long seq, long at) {
      this.seq = seq;
      this.at = at;
    }

    @Override
    public Boolean posted(ConversationEvent.Posted event) {
      Message message = event.message();
      recent.put(message, seq);
      counts.merge(message.kind(), 1L, Long::sum);
      if (message.parentId() != null) {
        recent.change(message.parentId(), seq, parent -> parent.answered(1));
      }
      if (message.anchor() instanceof MessageAnchor.DocumentPlace place) {
        anchored.put(message.id(), place);
      }
      return true;
    }

    @Override
    public Boolean edited(ConversationEvent.Edited event) {
      recent.put(event.message(), seq);
      return true;
    }

    @Override
    public Boolean deleted(ConversationEvent.Deleted event) {
      recent.change(event.messageId(), seq, message -> message.deletedAt(at));
      anchored.remove(event.messageId());
      return true;
    }

    @Override
    public Boolean reacted(ConversationEvent.Reacted event) {
      recent.change(event.messageId(), seq, message -> message.reacted(event.reactions()));
      return true;
    }

    @Override
    public Boolean resolved(ConversationEvent.Resolved event) {
      recent.change(event.messageId(), seq, message -> message.resolved(event.resolved()));
      if (event.resolved()) {
        anchored.remove(event.messageId());
      } else if (event.anchor() != null) {
        anchored.put(event.messageId(), event.anchor());
      }
      return true;
    }

    @Override
    public Boolean moved(ConversationEvent.Moved event) {
      event.anchors().forEach((id, anchor) -> {
        recent.change(id, seq, message -> message.moved(anchor));
        if (anchor instanceof MessageAnchor.DocumentPlace place) {
          anchored.replace(id, place);
        }
      });
      return true;
    }
  }
}
