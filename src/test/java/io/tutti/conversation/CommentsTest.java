package io.tutti.conversation;

import static io.tutti.conversation.Talk.ANN;
import static io.tutti.conversation.Talk.BOB;
import static io.tutti.conversation.Talk.events;
import static io.tutti.conversation.Talk.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Resolving, and comments that move with a document's text. */
class CommentsTest {

  private static final MessageAnchor.FilePlace FILE = new MessageAnchor.FilePlace("a.txt", 1, null, null);
  private static final MessageAnchor.DocumentPlace HERE = new MessageAnchor.DocumentPlace("main", 7, "r", true);
  private static final MessageAnchor.DocumentPlace THERE = new MessageAnchor.DocumentPlace("main", 9, "s", false);

  private final Talk talk = new Talk("s");

  private Map<MessageId, MessageAnchor.DocumentPlace> anchored() {
    return talk.conversation.anchored("main");
  }

  private void resolve(MessageId id, boolean resolved) {
    only(talk.wish(BOB, new ConversationCommand.Resolve(id, resolved)));
  }

  @Test
  @DisplayName("[CHAT12] Anybody resolves and reopens a first comment; the same again is no event")
  void resolving() {
    MessageId comment = talk.comment(ANN, "c", FILE);
    assertEquals(List.of(), events(talk.wish(BOB, new ConversationCommand.Resolve(comment, false))));
    ConversationEvent event = only(talk.wish(BOB, new ConversationCommand.Resolve(comment, true)));
    assertEquals(new ConversationEvent.Resolved(comment, true, BOB.user(), null), event);
    assertTrue(talk.message(comment).resolved());
    assertEquals(List.of(), events(talk.wish(ANN, new ConversationCommand.Resolve(comment, true))));
    resolve(comment, false);
    assertFalse(talk.message(comment).resolved());
  }

  @Test
  @DisplayName("[CHAT12] Chat and answers cannot be resolved")
  void whatCannotBeResolved() {
    MessageId chat = talk.say(ANN, "chat");
    MessageId answer = talk.answer(BOB, talk.comment(ANN, "c", FILE), "answer");
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, new ConversationCommand.Resolve(chat, true));
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, new ConversationCommand.Resolve(answer, true));
  }

  @Test
  @DisplayName("[CHAT14] Open comments of a document are anchored there, resolved and deleted ones are not")
  void openCommentsAreAnchored() {
    MessageId open = talk.comment(ANN, "open", HERE);
    MessageId resolved = talk.comment(ANN, "resolved", THERE);
    MessageId deleted = talk.comment(ANN, "deleted", HERE);
    talk.comment(ANN, "elsewhere", new MessageAnchor.DocumentPlace("other", 1, "r", true));
    talk.comment(ANN, "in a file", FILE);
    resolve(resolved, true);
    talk.wish(ANN, new ConversationCommand.Delete(deleted));
    assertEquals(Map.of(open, HERE), anchored());
  }

  @Test
  @DisplayName("[CHAT14] A comment that moved stands at the new place, and a reopened one moves again from where it stood")
  void commentsMove() {
    MessageId comment = talk.comment(ANN, "c", HERE);
    MessageId resolved = talk.comment(ANN, "r", HERE);
    resolve(resolved, true);
    talk.happen(new ConversationEvent.Moved(Map.of(comment, THERE)));
    assertEquals(THERE, talk.message(comment).anchor());
    assertEquals(Map.of(comment, THERE), anchored());
    resolve(resolved, false);
    assertEquals(Map.of(comment, THERE, resolved, HERE), anchored());
  }

  @Test
  @DisplayName("[CHAT14] Memory made anew from snapshot and log has the same anchors, also of comments it does not hold")
  void anchorsSurviveASnapshot() {
    MessageId comment = talk.comment(ANN, "c", HERE);
    MessageId gone = talk.comment(ANN, "g", HERE);
    resolve(comment, true);
    ConversationSnapshot snapshot = talk.conversation.snapshot();
    int length = talk.log.size();
    resolve(comment, false);
    talk.happen(new ConversationEvent.Moved(Map.of(comment, THERE)));
    talk.wish(ANN, new ConversationCommand.Delete(gone));
    Conversation restored = Conversation.restored("s", snapshot);
    talk.log.subList(length, talk.log.size()).forEach(entry -> restored.apply(entry.event(), entry.seq(), entry.at()));
    assertEquals(talk.conversation.snapshot(), restored.snapshot());
    assertEquals(Map.of(comment, THERE), restored.anchored("main"));
  }

  @Test
  @DisplayName("[CHAT14] A session has at most 5,000 open comments in documents; one that is resolved makes room")
  void anchoredCommentsAreBounded() {
    MessageId first = talk.comment(ANN, "first", HERE);
    for (int i = 1; i < 5_000; i++) {
      talk.comment(ANN, "c", HERE);
    }
    ConversationCommand more = new ConversationCommand.Send("more", null, Message.Kind.ANNOTATION, HERE);
    talk.assertRefused(ErrorCode.TOO_LARGE, ANN, more);
    talk.comment(ANN, "in a file", FILE);
    resolve(first, true);
    only(talk.wish(ANN, more));
    talk.assertRefused(ErrorCode.TOO_LARGE, ANN, new ConversationCommand.Resolve(first, false));
    assertEquals(5_000, anchored().size());
  }
}
