package io.tutti.conversation;

import static io.tutti.conversation.Talk.ANN;
import static io.tutti.conversation.Talk.BOB;
import static io.tutti.conversation.Talk.HAL;
import static io.tutti.conversation.Talk.events;
import static io.tutti.conversation.Talk.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tutti.identity.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesAndThreadsTest {

  private static final MessageAnchor FILE = new MessageAnchor.FilePlace("src/Main.java", 12, null, null);
  private static final MessageId NOWHERE = new MessageId("nowhere");

  private final Talk talk = new Talk("s");

  private static ConversationCommand send(
      String content, @Nullable MessageId parent, Message.Kind kind, @Nullable MessageAnchor anchor) {
    return new ConversationCommand.Send(content, parent, kind, anchor);
  }

  private static ConversationCommand chat(String content) {
    return send(content, null, Message.Kind.CHAT, null);
  }

  @Test
  @DisplayName("[CHAT1] Deciding twice gives the same id; two places and two sessions give two")
  void idsComeFromTheirPlace() {
    ConversationEvent first = only(talk.ask(ANN, chat("one")));
    assertEquals(first, only(talk.ask(ANN, chat("one"))));
    MessageId id = talk.say(ANN, "one");
    assertNotEquals(id, talk.say(ANN, "one"));
    assertNotEquals(id, new Talk("other").say(ANN, "one"));
  }

  @Test
  @DisplayName("[CHAT1] [CHAT2] A message says who wrote what and when, without the blanks around it")
  void aMessageSaysWhoWroteWhatAndWhen() {
    talk.skip(6);
    MessageId id = talk.say(ANN, " \u00a0\n <b>Hi</b>\tyou\n there \u3000");
    assertEquals(new Message(id, ANN.user(), "Ann", Message.Kind.CHAT, "<b>Hi</b>\tyou\n there", List.of(), Map.of(), null, 0,
        null, Talk.NOON, null, null, false, 7), talk.message(id));
  }

  @Test
  @DisplayName("[CHAT2] Content has 1 to 10,000 code points after trimming")
  void contentIsBounded() {
    String longest = "\ud83d\ude00".repeat(10_000);
    talk.say(ANN, "  " + longest + "  ");
    talk.assertRefused(ErrorCode.TOO_LARGE, ANN, chat(longest + "x"));
    talk.assertRefused(ErrorCode.TOO_LARGE, ANN, chat("x".repeat(1 << 20)));
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, chat(""));
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, chat(" \t\n\u2003\u00a0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "bell\u0007", "lone \ud800 surrogate", "\u009b31m"})
  @DisplayName("[CHAT2] Control characters and what is no Unicode are refused, at an edit too")
  void controlCharactersAreRefused(String content) {
    MessageId id = talk.say(ANN, "fine");
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, chat(content));
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, new ConversationCommand.Edit(id, content));
    assertEquals("fine", talk.message(id).content());
  }

  @Test
  @DisplayName("[CHAT4] An answer to an answer stands in the same thread, and every answer counts")
  void threadsHaveOneLevel() {
    MessageId first = talk.say(ANN, "first");
    MessageId answer = talk.answer(BOB, first, "answer");
    MessageId deeper = talk.answer(ANN, answer, "deeper");
    assertEquals(first, talk.message(answer).parentId());
    assertEquals(first, talk.message(deeper).parentId());
    assertEquals(2, talk.message(first).replyCount());
    assertEquals(0, talk.message(answer).replyCount());
    talk.wish(BOB, new ConversationCommand.Delete(answer));
    assertEquals(2, talk.message(first).replyCount());
  }

  @Test
  @DisplayName("[CHAT5] A first comment needs an anchor, chat and answers have none, and comments do not answer chat")
  void whoHasAnAnchor() {
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, send("c", null, Message.Kind.COMMENT, null));
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, send("c", null, Message.Kind.ANNOTATION, null));
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, send("c", null, Message.Kind.CHAT, FILE));
    MessageId chat = talk.say(ANN, "chat");
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, send("c", chat, Message.Kind.COMMENT, null));
    MessageId comment = talk.comment(ANN, "comment", FILE);
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, send("c", comment, Message.Kind.COMMENT, FILE));
    assertEquals(FILE, talk.message(comment).anchor());
  }

  @Test
  @DisplayName("[CHAT5] An answer is of its thread's kind, also an answer to an answer")
  void anAnswerIsOfItsThreadsKind() {
    MessageId comment = talk.comment(ANN, "comment", FILE);
    MessageId answer = talk.answer(BOB, comment, "answer");
    assertEquals(Message.Kind.COMMENT, talk.message(answer).kind());
    assertEquals(Message.Kind.COMMENT, talk.message(talk.answer(BOB, answer, "again")).kind());
  }

  @Test
  @DisplayName("[CHAT6] An anchor in a file or document has its bounds")
  void anchorsHaveBounds() {
    List<MessageAnchor> good = List.of(
        new MessageAnchor.FilePlace("f".repeat(1_024), 0, 1_000_000_000, "x\n\ty"),
        new MessageAnchor.FilePlace("\ud83d\ude00".repeat(1_024), 1_000_000_000, null, "s".repeat(4_000)),
        new MessageAnchor.DocumentPlace("main", 0, "root", true),
        new MessageAnchor.DocumentPlace("d".repeat(128), (1L << 53) - 1, "r".repeat(64), false));
    good.forEach(anchor -> assertEquals(anchor, talk.message(talk.comment(ANN, "c", anchor)).anchor()));
    List<MessageAnchor> bad = List.of(
        new MessageAnchor.FilePlace("", 0, null, null), new MessageAnchor.FilePlace("f".repeat(1_025), 0, null, null),
        new MessageAnchor.FilePlace("a\nb", 0, null, null), new MessageAnchor.FilePlace("f", -1, null, null),
        new MessageAnchor.FilePlace("f", 1_000_000_001, null, null), new MessageAnchor.FilePlace("f", 0, -1, null),
        new MessageAnchor.FilePlace("f", 0, null, "s".repeat(4_001)), new MessageAnchor.FilePlace("f", 0, null, "\u0000"),
        new MessageAnchor.DocumentPlace("no/doc", 1, "r", true), new MessageAnchor.DocumentPlace("main", 0, "r", true),
        new MessageAnchor.DocumentPlace("main", -1, "r", true), new MessageAnchor.DocumentPlace("main", 1L << 53, "r", true),
        new MessageAnchor.DocumentPlace("main", 1, "", true), new MessageAnchor.DocumentPlace("main", 1, "r".repeat(65), true));
    bad.forEach(anchor -> talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, send("c", null, Message.Kind.COMMENT, anchor)));
  }

  @Test
  @DisplayName("[CHAT7] Only the author edits, not even a host; the time is noted, and everything else stays")
  void onlyTheAuthorEdits() {
    MessageId id = talk.say(ANN, "first");
    talk.answer(BOB, id, "answer");
    talk.wish(BOB, new ConversationCommand.React(id, "\ud83d\udc4d", true));
    Message before = talk.message(id);
    talk.assertRefused(ErrorCode.FORBIDDEN, BOB, new ConversationCommand.Edit(id, "mine"));
    talk.assertRefused(ErrorCode.FORBIDDEN, HAL, new ConversationCommand.Edit(id, "mine"));
    long at = talk.now;
    talk.wish(ANN, new ConversationCommand.Edit(id, " second, @Hal "));
    assertEquals(before.edited("second, @Hal", List.of(new Mention(HAL.user(), "Hal")), at), talk.message(id));
  }

  @Test
  @DisplayName("[CHAT7] The same text again is no event")
  void theSameTextAgainIsNoEvent() {
    MessageId id = talk.say(ANN, "@Hal: same");
    assertEquals(List.of(), events(talk.wish(ANN, new ConversationCommand.Edit(id, " @Hal: same"))));
  }

  @Test
  @DisplayName("[CHAT8] Author and host delete; only the place is left, and a second time is no event")
  void deletingLeavesThePlace() {
    MessageId comment = talk.comment(ANN, "@Hal look", FILE);
    talk.answer(BOB, comment, "answer");
    talk.wish(BOB, new ConversationCommand.React(comment, "\ud83d\udc4d", true));
    talk.assertRefused(ErrorCode.FORBIDDEN, BOB, new ConversationCommand.Delete(comment));
    long at = talk.now;
    ConversationEvent event = only(talk.wish(HAL, new ConversationCommand.Delete(comment)));
    assertEquals(new ConversationEvent.Deleted(comment, HAL.user()), event);
    assertEquals(new Message(comment, ANN.user(), "Ann", Message.Kind.COMMENT, "", List.of(), Map.of(), null, 1, FILE,
        Talk.NOON, null, at, false, 1), talk.message(comment));
    assertEquals(List.of(), events(talk.wish(ANN, new ConversationCommand.Delete(comment))));
    talk.assertRefused(ErrorCode.FORBIDDEN, BOB, new ConversationCommand.Delete(comment));
    MessageId own = talk.say(BOB, "own");
    talk.wish(BOB, new ConversationCommand.Delete(own));
    assertEquals("", talk.message(own).content());
  }

  @Test
  @DisplayName("[CHAT13] What is not here, was deleted, or is of another session is not found")
  void whatIsNotHereIsNotFound() {
    MessageId gone = talk.comment(ANN, "gone", FILE);
    talk.wish(ANN, new ConversationCommand.Delete(gone));
    MessageId elsewhere = new Talk("other").say(ANN, "elsewhere");
    for (MessageId id : List.of(gone, elsewhere, NOWHERE)) {
      talk.assertRefused(ErrorCode.NOT_FOUND, ANN, send("a", id, Message.Kind.CHAT, null));
      talk.assertRefused(ErrorCode.NOT_FOUND, ANN, new ConversationCommand.Edit(id, "e"));
      talk.assertRefused(ErrorCode.NOT_FOUND, ANN, new ConversationCommand.React(id, "\ud83d\udc4d", true));
      talk.assertRefused(ErrorCode.NOT_FOUND, ANN, new ConversationCommand.Resolve(id, true));
    }
    talk.assertRefused(ErrorCode.NOT_FOUND, HAL, new ConversationCommand.Delete(elsewhere));
  }

  @Test
  @DisplayName("[CHAT13] In a thread whose first message was deleted the answers that are left can be answered")
  void answersOutliveTheFirstMessage() {
    MessageId first = talk.say(ANN, "first");
    MessageId answer = talk.answer(BOB, first, "answer");
    talk.wish(ANN, new ConversationCommand.Delete(first));
    assertEquals(first, talk.message(talk.answer(ANN, answer, "more")).parentId());
    assertEquals(2, talk.message(first).replyCount());
  }

  @Test
  @DisplayName("Deciding on a message that was not recalled is a bug and says so")
  void decidingBeforeRecallingIsABug() {
    Conversation conversation = new Conversation("s");
    ConversationCommand command = new ConversationCommand.Delete(NOWHERE);
    assertThrows(IllegalStateException.class,
        () -> conversation.decide(ANN, command, name -> Named.NOBODY, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new MessageId("x".repeat(65)));
  }
}
