package io.tutti.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tutti.contract.MemoryMessages;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a session holds it, with its log and a read model that has all of it. Ann and Bob write, Hal is host;
 * Zoë takes part too. Confined to its test.
 */
public final class Talk {

  public static final long NOON = 1_790_000_000_000L;
  public static final Speaker ANN = new Speaker(new UserId("ann"), "Ann", false);
  public static final Speaker BOB = new Speaker(new UserId("bob"), "bob.b-1", false);
  public static final Speaker HAL = new Speaker(new UserId("hal"), "Hal", true);
  static final Map<String, Mention> PEOPLE = Map.of(
      "Ann", new Mention(ANN.user(), "Ann"), "bob.b-1", new Mention(BOB.user(), "bob.b-1"),
      "Hal", new Mention(HAL.user(), "Hal"), "hal", new Mention(HAL.user(), "Hal"), "Zoë", new Mention(new UserId("zoe"), "Zoë"));

  /** What the log has at a place. */
  public record Entry(long seq, long at, ConversationEvent event) {}

  public final SessionId session;
  public final MemoryMessages stored = new MemoryMessages();
  public final List<Entry> log = new ArrayList<>();
  public Conversation conversation;
  public long now = NOON;
  private long seq;

  public Talk(String session) {
    this.session = new SessionId(session);
    this.conversation = new Conversation(session);
  }

  /** Decides as the session does: what is not known is recalled first. */
  public Verdict<ConversationEvent> ask(Speaker speaker, ConversationCommand command) {
    command.names().filter(id -> !conversation.knows(id))
        .ifPresent(id -> conversation.recall(id, stored.find(session, id).orElse(null)));
    return conversation.decide(speaker, command, Talk::named, now, seq + 1);
  }

  static Named named(String name) {
    return PEOPLE.containsKey(name) ? new Named(List.of(PEOPLE.get(name)), List.of()) : Named.NOBODY;
  }

  /** Decides, and lets what follows happen. */
  public Verdict<ConversationEvent> wish(Speaker speaker, ConversationCommand command) {
    Verdict<ConversationEvent> verdict = ask(speaker, command);
    if (verdict instanceof Verdict.Accepted<ConversationEvent> accepted) {
      accepted.events().forEach(this::happen);
    }
    return verdict;
  }

  /** The log says it next. */
  public void happen(ConversationEvent event) {
    seq++;
    conversation.apply(event, seq, now);
    stored.take(session, now, event);
    log.add(new Entry(seq, now, event));
    now += 1_000;
  }

  /** Something else stands in the log. */
  public void skip(int places) {
    seq += places;
  }

  public MessageId say(Speaker speaker, String content) {
    return send(speaker, content, null, Message.Kind.CHAT, null);
  }

  public MessageId answer(Speaker speaker, MessageId to, String content) {
    return send(speaker, content, to, Message.Kind.CHAT, null);
  }

  public MessageId comment(Speaker speaker, String content, MessageAnchor anchor) {
    return send(speaker, content, null, Message.Kind.COMMENT, anchor);
  }

  private MessageId send(Speaker speaker, String content, @Nullable MessageId parent, Message.Kind kind,
      @Nullable MessageAnchor anchor) {
    ConversationEvent event = only(wish(speaker, new ConversationCommand.Send(content, parent, kind, anchor)));
    return assertInstanceOf(ConversationEvent.Posted.class, event).message().id();
  }

  /** The message as the read model has it, which is as memory has it. */
  public Message message(MessageId id) {
    Message message = stored.find(session, id).orElseThrow();
    if (conversation.knows(id)) {
      assertEquals(Optional.of(message), conversation.message(id));
    }
    return message;
  }

  static ConversationEvent only(Verdict<ConversationEvent> verdict) {
    List<ConversationEvent> events = events(verdict);
    assertEquals(1, events.size(), verdict.toString());
    return events.get(0);
  }

  @SuppressWarnings("unchecked")
  static List<ConversationEvent> events(Verdict<ConversationEvent> verdict) {
    return ((Verdict.Accepted<ConversationEvent>) assertInstanceOf(Verdict.Accepted.class, verdict)).events();
  }

  /** Refused with that code, and nothing has changed. */
  void assertRefused(ErrorCode code, Speaker speaker, ConversationCommand command) {
    int length = log.size();
    Verdict<ConversationEvent> verdict = wish(speaker, command);
    assertEquals(code, assertInstanceOf(Verdict.Refused.class, verdict).code(), verdict.toString());
    assertEquals(length, log.size());
  }
}
