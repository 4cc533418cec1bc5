package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.conversation.Talk;
import io.tutti.edge.jpa.MessageWriter.Said;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every read model of messages does, whatever it is made of. */
public abstract class MessagesContract {

  private static final SessionId NONE = new SessionId("none");

  /** The messages under test: empty for each test. */
  protected abstract Messages messages();

  /** Creates the session {@code id}, with nothing in it. */
  protected abstract void create(String id);

  /** Stores what the logs say, in one go. */
  protected abstract void write(List<Said> run);

  protected final Talk talk(String session) {
    create(session);
    return new Talk(session);
  }

  /** Stores the whole log of {@code talk}, in one go. */
  protected final void write(Talk talk) {
    write(talk.log.stream().map(entry -> new Said(talk.session, entry.at(), entry.event())).toList());
  }

  private Messages.Page page(Talk talk, Messages.Query query) {
    return messages().page(talk.session, query);
  }

  private static Messages.Query query(Message.Kind kind, MessageId parent, String file, Integer line, String text) {
    return new Messages.Query(null, 50, kind, parent, file, line, text);
  }

  private static List<Long> seqs(Messages.Page page) {
    return page.messages().stream().map(Message::seq).toList();
  }

  private List<Long> found(Talk talk, String text) {
    return messages().search(Set.of(talk.session), text, 50).stream().map(found -> found.message().seq()).toList();
  }

  @Test
  @DisplayName("[CHAT21] A message is found in its session as the events left it, and nowhere else")
  void aMessageIsFoundInItsSession() {
    Talk talk = talk("s");
    Talk other = talk("other");
    MessageId first = talk.comment(Talk.ANN, "@Hal first \ud83d\ude00", new MessageAnchor.FilePlace("a/ü.txt", 3, 4, "x\ny"));
    talk.answer(Talk.BOB, first, "answer");
    talk.wish(Talk.BOB, new ConversationCommand.React(first, "\ud83d\udc4d", true));
    talk.wish(Talk.ANN, new ConversationCommand.Resolve(first, true));
    MessageId deleted = talk.comment(Talk.ANN, "gone", new MessageAnchor.DocumentPlace("main", 7, "r", false));
    talk.wish(Talk.HAL, new ConversationCommand.Delete(deleted));
    other.say(Talk.ANN, "other");
    write(talk);
    write(other);
    assertEquals(Optional.of(talk.message(first)), messages().find(talk.session, first));
    assertEquals(Optional.of(talk.message(deleted)), messages().find(talk.session, deleted));
    assertEquals(Optional.empty(), messages().find(other.session, first));
    assertEquals(Optional.empty(), messages().find(NONE, first));
    assertEquals(Optional.empty(), messages().find(talk.session, new MessageId("none")));
  }

  @Test
  @DisplayName("[CHAT21] Changes to what was stored before reach it, each of them")
  void changesReachWhatWasStored() {
    Talk talk = talk("s");
    MessageId id = talk.comment(Talk.ANN, "first", new MessageAnchor.DocumentPlace("main", 7, "r", false));
    MessageId gone = talk.say(Talk.ANN, "gone");
    write(talk);
    talk.log.clear();
    talk.wish(Talk.ANN, new ConversationCommand.Edit(id, "second @Hal"));
    talk.wish(Talk.BOB, new ConversationCommand.React(id, "\ud83d\udc4d", true));
    talk.answer(Talk.BOB, id, "answer");
    talk.answer(Talk.BOB, id, "another");
    talk.happen(new ConversationEvent.Moved(Map.of(id, new MessageAnchor.DocumentPlace("main", 9, "s", true))));
    talk.wish(Talk.BOB, new ConversationCommand.Resolve(id, true));
    talk.wish(Talk.ANN, new ConversationCommand.Delete(gone));
    write(talk);
    assertEquals(Optional.of(talk.message(id)), messages().find(talk.session, id));
    assertEquals(Optional.of(talk.message(gone)), messages().find(talk.session, gone));
  }

  @Test
  @DisplayName("[CHAT16] Pages go back from the newest message to the first, oldest first within each, deleted ones included")
  void pagesGoBack() {
    Talk talk = talk("s");
    for (int i = 0; i < 7; i++) {
      talk.say(Talk.ANN, "m" + i);
      talk.skip(2);
    }
    talk.wish(Talk.ANN, new ConversationCommand.Delete(talk.say(Talk.ANN, "deleted")));
    write(talk);
    Messages.Page last = page(talk, Messages.Query.latest(null, 3));
    assertEquals(List.of(16L, 19L, 22L), seqs(last));
    assertTrue(last.more());
    assertTrue(last.messages().get(2).deleted());
    Messages.Page middle = page(talk, Messages.Query.latest(16L, 3));
    assertEquals(List.of(7L, 10L, 13L), seqs(middle));
    Messages.Page first = page(talk, Messages.Query.latest(7L, 2));
    assertEquals(List.of(1L, 4L), seqs(first));
    assertFalse(first.more());
    assertEquals(new Messages.Page(List.of(), false), page(talk, Messages.Query.latest(1L, 200)));
    assertEquals(new Messages.Page(List.of(), false), messages().page(NONE, Messages.Query.latest(null, 1)));
  }

  @Test
  @DisplayName("[CHAT16] A page has 1 to 200 messages")
  void pagesAreBounded() {
    Talk talk = talk("s");
    IntStream.range(0, 201).forEach(i -> talk.say(Talk.ANN, "m"));
    write(talk);
    assertEquals(200, page(talk, Messages.Query.latest(null, 200)).messages().size());
    assertThrows(IllegalArgumentException.class, () -> Messages.Query.latest(null, 0));
    assertThrows(IllegalArgumentException.class, () -> Messages.Query.latest(null, 201));
  }

  @Test
  @DisplayName("[CHAT16] Kind, thread, file and line narrow a page down, alone and together")
  void pagesAreNarrowedDown() {
    Talk talk = talk("s");
    MessageId chat = talk.say(Talk.ANN, "chat");
    String file = "f".repeat(1_000);
    MessageId comment = talk.comment(Talk.ANN, "at 1", new MessageAnchor.FilePlace(file, 1, null, null));
    talk.comment(Talk.ANN, "at 2", new MessageAnchor.FilePlace(file, 2, null, null));
    talk.comment(Talk.ANN, "elsewhere", new MessageAnchor.FilePlace(file + "f", 1, null, null));
    talk.answer(Talk.BOB, comment, "to the comment");
    talk.answer(Talk.BOB, chat, "to the chat");
    write(talk);
    assertEquals(List.of(1L, 6L), seqs(page(talk, query(Message.Kind.CHAT, null, null, null, null))));
    assertEquals(List.of(2L, 3L, 4L, 5L), seqs(page(talk, query(Message.Kind.COMMENT, null, null, null, null))));
    assertEquals(List.of(), seqs(page(talk, query(Message.Kind.ANNOTATION, null, null, null, null))));
    assertEquals(List.of(5L), seqs(page(talk, query(null, comment, null, null, null))));
    assertEquals(List.of(), seqs(page(talk, query(Message.Kind.CHAT, comment, null, null, null))));
    assertEquals(List.of(2L, 3L), seqs(page(talk, query(null, null, file, null, null))));
    assertEquals(List.of(3L), seqs(page(talk, query(Message.Kind.COMMENT, null, file, 2, null))));
    assertEquals(List.of(2L, 4L), seqs(page(talk, query(null, null, null, 1, null))));
    assertEquals(List.of(2L, 3L), seqs(page(talk, query(Message.Kind.COMMENT, null, null, null, "AT"))));
  }

  @Test
  @DisplayName("[CHAT17] All words are found, in any order and case, the last one by its beginning, in all forms of writing")
  void wordsAreFound() {
    Talk talk = talk("s");
    List.of("The quick brown fox", "quick: the BROWNIE", "ﬁre in the Straße, ÉCOLE 100%_off", "漢字とかな", "w".repeat(9_000) + " x")
        .forEach(text -> talk.say(Talk.ANN, text));
    write(talk);
    assertEquals(List.of(2L, 1L), found(talk, "the quick"));
    assertEquals(List.of(2L, 1L), found(talk, "  QUICK, brown "));
    assertEquals(List.of(1L), found(talk, "brown quick"));
    assertEquals(List.of(), found(talk, "brown fox dog"));
    assertEquals(List.of(), found(talk, "row"));
    assertEquals(List.of(3L), found(talk, "fire straße"));
    assertEquals(List.of(3L), found(talk, "e\u0301cole"));
    assertEquals(List.of(3L), found(talk, "100% o"));
    assertEquals(List.of(), found(talk, "1%0"));
    assertEquals(List.of(4L), found(talk, "字か"));
    assertEquals(List.of(5L), found(talk, "x " + "w".repeat(900)));
    assertEquals(List.of(), found(talk, "%"));
    assertEquals(List.of(), found(talk, ""));
    assertThrows(IllegalArgumentException.class, () -> found(talk, "x".repeat(1_001)));
  }

  @Test
  @DisplayName("[CHAT17] What was deleted is not found, what was edited by its new words only")
  void changedWords() {
    Talk talk = talk("s");
    MessageId edited = talk.say(Talk.ANN, "before");
    MessageId deleted = talk.say(Talk.ANN, "before too");
    write(talk);
    assertEquals(List.of(2L, 1L), found(talk, "before"));
    talk.log.clear();
    talk.wish(Talk.ANN, new ConversationCommand.Edit(edited, "after"));
    talk.wish(Talk.ANN, new ConversationCommand.Delete(deleted));
    write(talk);
    assertEquals(List.of(), found(talk, "before"));
    assertEquals(List.of(1L), found(talk, "after"));
  }

  @Test
  @DisplayName("[CHAT17] A page of what was found goes on where the last one ended")
  void foundPages() {
    Talk talk = talk("s");
    IntStream.range(0, 150).forEach(i -> talk.say(Talk.ANN, i % 3 == 0 ? "needle " + i : "hay " + i));
    write(talk);
    List<Long> all = new ArrayList<>();
    Messages.Page page = page(talk, new Messages.Query(null, 20, null, null, null, null, "needle"));
    while (page.more()) {
      all.addAll(0, seqs(page));
      page = page(talk, new Messages.Query(all.get(0), 20, null, null, null, null, "needle"));
    }
    all.addAll(0, seqs(page));
    assertEquals(IntStream.range(0, 50).mapToObj(i -> i * 3L + 1).toList(), all);
  }

  @Test
  @DisplayName("[CHAT17] A search through several sessions has the newest first, and none of the others")
  void severalSessions() {
    Talk one = talk("one");
    Talk two = talk("two");
    Talk third = talk("third");
    one.say(Talk.ANN, "word 1");
    two.now = one.now;
    two.say(Talk.ANN, "word 2");
    one.now = two.now;
    one.say(Talk.ANN, "word 3");
    third.say(Talk.ANN, "word 4");
    List.of(one, two, third).forEach(this::write);
    List<String> found = messages().search(Set.of(one.session, two.session, NONE), "word", 2).stream()
        .map(each -> each.session() + " " + each.message().content())
        .toList();
    assertEquals(List.of("one word 3", "two word 2"), found);
  }

  @Test
  @DisplayName("[CHAT17] A block of more words than are kept is still searched")
  void overfullBlocks() {
    Talk talk = talk("s");
    MessageId edited = talk.say(Talk.ANN, "before");
    MessageId late = talk.say(Talk.ANN, "hay");
    write(talk);
    talk.log.clear();
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder("edit" + i);
      for (int word = 0; text.length() < 9_900; word++) {
        text.append(' ').append(i * 10_000 + word);
      }
      talk.wish(Talk.ANN, new ConversationCommand.Edit(edited, text.toString()));
      write(talk);
      talk.log.clear();
    }
    talk.wish(Talk.ANN, new ConversationCommand.Edit(late, "needle"));
    write(talk);
    assertEquals(List.of(1L), found(talk, "edit59"));
    assertEquals(List.of(), found(talk, "before"));
    assertEquals(List.of(2L), found(talk, "needle"));
  }

  @Test
  @DisplayName("[CHAT18] [CHAT22] Reading goes forwards only, and what others wrote since is unread, up to the newest that is counted")
  void reading() {
    Talk talk = talk("s");
    UserId ann = Talk.ANN.user();
    talk.say(Talk.ANN, "own");
    talk.say(Talk.BOB, "one");
    MessageId deleted = talk.say(Talk.BOB, "deleted");
    talk.say(Talk.BOB, "three");
    talk.wish(Talk.BOB, new ConversationCommand.Delete(deleted));
    write(talk);
    assertEquals(new Messages.Unread(2, 4), messages().unread(talk.session, ann));
    assertEquals(Map.of(), messages().readPositions(talk.session));
    messages().read(talk.session, ann, 2);
    assertEquals(1, messages().unread(talk.session, ann).count());
    messages().read(talk.session, ann, 4);
    messages().read(talk.session, ann, 3);
    messages().read(talk.session, Talk.BOB.user(), 1);
    assertEquals(Map.of(ann, 4L, Talk.BOB.user(), 1L), messages().readPositions(talk.session));
    assertEquals(new Messages.Unread(0, 0), messages().unread(talk.session, ann));
    messages().read(NONE, ann, 4);
    assertEquals(Map.of(), messages().readPositions(NONE));
    assertEquals(0, messages().unread(NONE, ann).count());
  }

  @Test
  @DisplayName("[CHAT18] Unread messages are counted up to 1,000")
  void unreadIsBounded() {
    Talk talk = talk("s");
    IntStream.range(0, 1_100).forEach(i -> talk.say(Talk.ANN, "m"));
    write(talk);
    assertEquals(1_000, messages().unread(talk.session, Talk.BOB.user()).count());
    messages().read(talk.session, Talk.BOB.user(), 200);
    assertEquals(900, messages().unread(talk.session, Talk.BOB.user()).count());
  }

  @Test
  @DisplayName("[CHAT19] Statistics count kinds, answers, deleted and open ones, and authors")
  void statistics() {
    Talk talk = talk("s");
    MessageId chat = talk.say(Talk.ANN, "chat");
    talk.answer(Talk.BOB, chat, "answer");
    MessageAnchor place = new MessageAnchor.FilePlace("f", 1, null, null);
    talk.comment(Talk.ANN, "open", place);
    talk.wish(Talk.ANN, new ConversationCommand.Resolve(talk.comment(Talk.ANN, "resolved", place), true));
    talk.wish(Talk.ANN, new ConversationCommand.Delete(talk.comment(Talk.ANN, "deleted", place)));
    write(talk);
    Messages.Statistics statistics = messages().statistics(talk.session);
    assertEquals(new Messages.Statistics(
        Map.of(Message.Kind.CHAT, 2L, Message.Kind.COMMENT, 3L, Message.Kind.ANNOTATION, 0L), 1, 1, 1, 2, Talk.NOON,
        Talk.NOON + 5_000), statistics);
    assertEquals(5, statistics.total());
    assertEquals(0, messages().statistics(NONE).total());
  }

  @Test
  @DisplayName("[DP6] Messages that are forgotten are gone from pages and search, and later ones stay")
  void forgottenMessagesAreGone() {
    Talk talk = talk("s");
    for (int i = 0; i < 40; i++) {
      talk.say(Talk.ANN, "message number" + i);
    }
    write(talk);
    messages().forgetUpTo(talk.session, 20);
    assertEquals(20, page(talk, query(null, null, null, null, null)).messages().size());
    assertEquals(List.of(), seqs(page(talk, query(null, null, null, null, "number3"))).stream().filter(seq -> seq <= 20).toList());
    assertEquals(1, page(talk, query(null, null, null, null, "number35")).messages().size());
    messages().forgetUpTo(NONE, 20);
  }
}
