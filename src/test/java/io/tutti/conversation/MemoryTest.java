package io.tutti.conversation;

import static io.tutti.conversation.Talk.ANN;
import static io.tutti.conversation.Talk.BOB;
import static io.tutti.conversation.Talk.HAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a conversation keeps in memory, and what it recalls. */
class MemoryTest {

  private final Talk talk = new Talk("s");

  @Test
  @DisplayName("[CHAT20] Memory has the last 512 touched messages; the read model must be as new as the last change it forgot")
  void memoryIsBounded() {
    MessageId first = talk.say(ANN, "first");
    MessageId second = talk.say(ANN, "second");
    assertEquals(0, talk.conversation.evictedUpTo());
    for (int i = 0; i < 510; i++) {
      talk.say(ANN, "more");
    }
    assertTrue(talk.conversation.knows(first));
    talk.wish(BOB, new ConversationCommand.React(first, "\ud83d\udc4d", true));
    talk.say(ANN, "one more");
    assertTrue(talk.conversation.knows(first));
    assertFalse(talk.conversation.knows(second));
    assertEquals(2, talk.conversation.evictedUpTo());
    talk.say(ANN, "and one");
    assertEquals(3, talk.conversation.evictedUpTo());
  }

  @Test
  @DisplayName("[CHAT20] What is recalled counts, what is in memory is not overwritten, and what is known for absent stays absent")
  void recalling() {
    MessageId id = talk.say(ANN, "new");
    Message old = talk.message(id).edited("old", List.of(), null);
    talk.conversation.recall(id, old);
    talk.conversation.recall(id, null);
    assertEquals("new", talk.message(id).content());
    Conversation restored = Conversation.restored("s", talk.conversation.snapshot());
    assertEquals(1, restored.evictedUpTo());
    assertFalse(restored.knows(id));
    restored.recall(id, old);
    assertEquals(Optional.of(old), restored.message(id));
    MessageId absent = new MessageId("absent");
    restored.recall(absent, null);
    restored.recall(absent, old);
    assertEquals(Optional.empty(), restored.message(absent));
  }

  @Test
  @DisplayName("[CHAT20] An id that was asked for before its message was posted is known once it is")
  void idsCanBeGuessed() {
    MessageId id = MessageId.of("s", 1);
    assertTrue(talk.ask(ANN, new ConversationCommand.Delete(id)) instanceof Verdict.Refused);
    assertEquals(id, talk.say(ANN, "here"));
    assertEquals("here", talk.message(id).content());
  }

  @Test
  @DisplayName("[CHAT20] A change to a message that memory does not hold is left to the read model")
  void changesToTheForgotten() {
    MessageId first = talk.say(ANN, "first");
    MessageId answer = talk.answer(BOB, first, "answer");
    talk.conversation = Conversation.restored("s", talk.conversation.snapshot());
    talk.wish(ANN, new ConversationCommand.Send("more", answer, Message.Kind.CHAT, null));
    assertFalse(talk.conversation.knows(first));
    assertEquals(3, talk.conversation.evictedUpTo());
    assertEquals(2, talk.message(first).replyCount());
  }

  @Test
  @DisplayName("[CHAT20] A snapshot counts by kind and has no messages")
  void snapshotsAreSmall() {
    talk.say(ANN, "one");
    MessageId comment = talk.comment(ANN, "two", new MessageAnchor.FilePlace("f", 0, null, null));
    talk.answer(BOB, comment, "three");
    talk.wish(ANN, new ConversationCommand.Delete(comment));
    ConversationSnapshot snapshot = talk.conversation.snapshot();
    assertEquals(new ConversationSnapshot(4, Map.of(Message.Kind.CHAT, 1L, Message.Kind.COMMENT, 2L), Map.of()), snapshot);
    assertEquals(2, talk.conversation.posted(Message.Kind.COMMENT));
  }

  /** Two conversations with the same past: one remembers all of it, one was restored again and again. */
  @Property(tries = 60)
  @Label("[CHAT20] Whatever was forgotten, decisions are the same as if all were remembered")
  void forgettingChangesNothing(@ForAll List<@IntRange(min = 0, max = 9_999) Integer> steps) {
    Talk forgetful = new Talk("s");
    Talk mindful = new Talk("s");
    List<MessageId> ids = new ArrayList<>(List.of(new MessageId("none")));
    for (int step : steps) {
      if (step % 7 == 0) {
        forgetful.conversation = Conversation.restored("s", forgetful.conversation.snapshot());
      }
      Speaker speaker = List.of(ANN, BOB, HAL).get(step % 3);
      ConversationCommand command = Wishes.of(step, ids);
      Verdict<ConversationEvent> verdict = mindful.wish(speaker, command);
      assertEquals(verdict, forgetful.wish(speaker, command));
      if (verdict instanceof Verdict.Accepted<ConversationEvent> accepted && !accepted.events().isEmpty()
          && accepted.events().get(0) instanceof ConversationEvent.Posted posted) {
        ids.add(posted.message().id());
      }
    }
    assertEquals(mindful.conversation.snapshot(), forgetful.conversation.snapshot());
  }
}
