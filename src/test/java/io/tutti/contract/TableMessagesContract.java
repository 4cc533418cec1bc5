package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.conversation.Talk;
import io.tutti.conversation.Wishes;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.edge.jpa.JpaMessages;
import io.tutti.edge.jpa.MessageWriter.Said;
import io.tutti.edge.jpa.MessageWriter;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages in tables do beside the contract, on every database. */
abstract class TableMessagesContract extends MessagesContract {

  private final List<SessionId> asked = new ArrayList<>();
  private Database database;
  private JpaJournal journal;
  private Messages messages;
  private MessageWriter writer;

  /** Where this test's empty database is. */
  protected abstract DatabaseAddress address();

  /** What seals the content of the tables: nothing, unless a subclass knows better. */
  Seal seal() {
    return Seal.none();
  }

  @BeforeEach
  void open() {
    database = Database.open(address(), seal());
    journal = new JpaJournal(database);
    messages = new JpaMessages(database, asked::add);
    writer = new MessageWriter(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected Messages messages() {
    return messages;
  }

  @Override
  protected void create(String id) {
    assertTrue(journal.create(Logs.session(id)));
  }

  @Override
  protected void write(List<Said> run) {
    writer.write(run);
  }

  /** Two sessions talk; their logs are stored in portions of any size, mixed, and every question is asked of both twins. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("[CHAT21] Whatever happens, in whatever portions it is stored, the tables equal what applying the events gives")
  void tablesEqualTheEvents(long seed) {
    Random random = new Random(seed);
    List<Talk> talks = List.of(talk("one"), talk("two"));
    List<List<MessageId>> ids = List.of(
        new ArrayList<>(List.of(new MessageId("none"))), new ArrayList<>(List.of(new MessageId("none"))));
    List<Said> waiting = new ArrayList<>();
    for (int step = 0; step < 400; step++) {
      int which = random.nextInt(2);
      Talk talk = talks.get(which);
      int before = talk.log.size();
      talk.wish(List.of(Talk.ANN, Talk.BOB, Talk.HAL).get(random.nextInt(3)), Wishes.of(random.nextInt(10_000), ids.get(which)));
      talk.log.subList(before, talk.log.size())
          .forEach(entry -> waiting.add(new Said(talk.session, entry.at(), entry.event())));
      talk.stored.page(talk.session, Messages.Query.latest(null, 1)).messages().stream().map(Message::id)
          .filter(id -> !ids.get(which).contains(id)).forEach(ids.get(which)::add);
      if (random.nextInt(20) == 0) {
        writer.write(waiting);
        waiting.clear();
      }
    }
    writer.write(waiting);
    for (int i = 0; i < 2; i++) {
      assertTrue(ids.get(i).size() > 20, "hardly anything was said");
      compare(talks.get(i), ids.get(i));
    }
  }

  private void compare(Talk talk, List<MessageId> ids) {
    SessionId session = talk.session;
    assertEquals(talk.stored.page(session, Messages.Query.latest(null, 200)),
        messages.page(session, Messages.Query.latest(null, 200)));
    assertEquals(talk.stored.statistics(session), messages.statistics(session));
    for (MessageId id : ids) {
      assertEquals(talk.stored.find(session, id), messages.find(session, id));
      Messages.Query thread = new Messages.Query(null, 5, null, id, null, null, null);
      assertEquals(talk.stored.page(session, thread), messages.page(session, thread));
    }
    for (String text : List.of("the", "the fox", "straße n", "fire hal", "字 x", "ann 12", "q b", "nothing")) {
      assertEquals(talk.stored.search(Set.of(session), text, 30), messages.search(Set.of(session), text, 30));
      Messages.Query comments = new Messages.Query(50L, 3, Message.Kind.COMMENT, null, null, null, text);
      assertEquals(talk.stored.page(session, comments), messages.page(session, comments));
    }
    assertEquals(talk.stored.unread(session, Talk.ANN.user()), messages.unread(session, Talk.ANN.user()));
  }

  @Test
  @DisplayName("[CHAT21] Deleting a session deletes its messages, their words and who has read them, and no other's")
  void deletingASession() {
    Talk talk = talk("s");
    Talk other = talk("other");
    MessageId id = talk.say(Talk.ANN, "word");
    other.say(Talk.ANN, "word");
    write(talk);
    write(other);
    messages.read(talk.session, Talk.ANN.user(), 1);
    journal.delete(talk.session);
    create("s");
    assertEquals(Optional.empty(), messages.find(talk.session, id));
    assertEquals(1, messages.search(Set.of(talk.session, other.session), "word", 9).size());
    assertTrue(messages.readPositions(talk.session).isEmpty());
  }

  @Test
  @DisplayName("[CHAT21] Whatever is asked, the tables are brought up to date first")
  void tablesAreBroughtUpToDateFirst() {
    Talk talk = talk("s");
    MessageId id = talk.say(Talk.ANN, "word");
    write(talk);
    messages.find(talk.session, id);
    messages.page(talk.session, Messages.Query.latest(null, 1));
    messages.search(Set.of(talk.session), "word", 1);
    messages.statistics(talk.session);
    messages.unread(talk.session, Talk.ANN.user());
    assertEquals(List.of(talk.session, talk.session, talk.session, talk.session, talk.session), asked);
  }

  @Test
  @DisplayName("[CHAT18] Many notes of one reader at once leave the furthest")
  void manyNotesAtOnce() throws Exception {
    Talk talk = talk("s");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      CyclicBarrier start = new CyclicBarrier(4);
      List<Future<?>> notes = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        long seq = i * 10L;
        notes.add(threads.submit(() -> {
          start.await(10, TimeUnit.SECONDS);
          messages.read(talk.session, Talk.ANN.user(), seq);
          return true;
        }));
      }
      for (Future<?> note : notes) {
        note.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(40L, messages.readPositions(talk.session).get(Talk.ANN.user()));
  }

  @Test
  @DisplayName("[CHAT21] What was said is there after a restart")
  void afterARestart() {
    Talk talk = talk("s");
    MessageId id = talk.say(Talk.ANN, "word");
    talk.wish(Talk.ANN, new ConversationCommand.Edit(id, "another"));
    write(talk);
    close();
    open();
    assertEquals(Optional.of(talk.message(id)), messages.find(talk.session, id));
  }
}
