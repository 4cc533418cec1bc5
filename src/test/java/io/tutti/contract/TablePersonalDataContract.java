package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.conversation.Messages;
import io.tutti.documents.DocumentCommand;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaAuditLog;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.edge.jpa.JpaMessages;
import io.tutti.edge.jpa.JpaPersonalData;
import io.tutti.edge.json.stored.StoredEvents;
import io.tutti.edge.json.stored.StoredSnapshots;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AuditLog;
import io.tutti.session.AuditRecord;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.Entry;
import io.tutti.session.Erasure;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.Member;
import io.tutti.session.PersonalData;
import io.tutti.session.Sequencer;
import io.tutti.session.SessionSnapshot;
import io.tutti.session.SessionState;
import io.tutti.session.Standing;
import io.tutti.state.StateCommand;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One person in the tables, on every database: Ben, who made the session, is its host; Ada takes part. */
abstract class TablePersonalDataContract {

  private static final SessionId ID = new SessionId("s");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BEN = new UserId("ben");
  private static final UserId GONE = new UserId("gone_0123456789abcdef");
  private static final Erasure ERASURE = new Erasure(BEN, GONE, Set.of());

  private Database database;
  private JpaJournal journal;
  private Messages messages;
  private AuditLog audit;
  private PersonalData data;
  private SessionState state;

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
    messages = new JpaMessages(database, session -> { });
    audit = new JpaAuditLog(database);
    data = new JpaPersonalData(database, () -> { });
    journal.create(Logs.session("s"));
    state = journal.open(ID).orElseThrow().state();
    play();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void play() {
    wish(null, new Command.Join(new Member(BEN, "Ben Bold", "#112233", Role.EDITOR, false, false), Set.of(), Standing.LINK));
    wish(null, new Command.Join(new Member(ADA, "Ada", "#445566", Role.EDITOR, false, false), Set.of(BEN), Standing.LINK));
    wish(BEN, new Command.UpdateParameters(Map.of("mu", 0.6), null));
    say(BEN, "My telephone number is secretive");
    say(ADA, "Hello @BenBold, how is Bolder doing?");
    wish(ADA, new Command.Converse(new ConversationCommand.React(message("secretive"), "👍", true)));
    wish(BEN, new Command.Converse(new ConversationCommand.React(message("Hello"), "👍", true)));
    wish(BEN, new Command.PatchState(new StateCommand.Patch(Map.of("door", Map.of("open", true)), null)));
    journal.keep(ID, state.snapshot());
    wish(BEN, new Command.ChangeDocument(new DocumentCommand.Edit("main", 1,
        List.of(new Insert("text", new ElementId(1, "r"), ElementId.ROOT)), true), null));
    wish(BEN, new Command.ChangeRole(ADA, Role.VIEWER));
    messages.read(ID, BEN, 4);
    audit.write(List.of(new AuditRecord(1_000, BEN, "login", null, "192.0.2.0/24", "done")));
  }

  private void say(UserId user, String text) {
    wish(user, new Command.Converse(new ConversationCommand.Send(text, null, Message.Kind.CHAT, null)));
  }

  private io.tutti.conversation.MessageId message(String word) {
    return messages.page(ID, new Messages.Query(null, 10, null, null, null, null, word)).messages().get(0).id();
  }

  private void wish(UserId user, Command command) {
    long now = Logs.NOON + 1_000 * state.seq();
    Decision decision = Sequencer.decide(state, user, command, now);
    assertTrue(decision instanceof Decision.Accepted, String.valueOf(decision));
    List<Entry> entries = new ArrayList<>();
    for (Event event : ((Decision.Accepted) decision).events()) {
      Entry entry = new Entry(state.seq() + 1, now, user, null, null, event);
      state.apply(entry);
      entries.add(entry);
    }
    journal.append(List.of(new Journal.Batch(ID, entries)));
  }

  /** Everything that is stored of the session, as text. */
  private String stored() {
    Journal.Opened opened = journal.open(ID).orElseThrow();
    return journal.read(ID, 1, 1_000, 1_000).stream()
        .map(entry -> entry.user() + " " + StoredEvents.payload(entry.event())).collect(Collectors.joining("\n"))
        + StoredSnapshots.write(opened.snapshot()) + opened.description()
        + messages.page(ID, new Messages.Query(null, 100, null, null, null, null, null)).messages() + messages.readPositions(ID);
  }

  @Test
  @DisplayName("[DP14] What there is of a person is told kind by kind: sessions with roles, messages, audit lines and more")
  void isTold() {
    List<Map<String, Object>> sessions = told(PersonalData.Kind.SESSIONS);
    assertEquals(1, sessions.size());
    assertEquals("s", sessions.get(0).get("session"));
    assertEquals("Ben Bold", sessions.get(0).get("name"));
    assertEquals("host", sessions.get(0).get("role"));
    assertEquals(List.of("My telephone number is secretive"),
        told(PersonalData.Kind.MESSAGES).stream().map(line -> line.get("content")).toList());
    assertEquals(List.of(4L), told(PersonalData.Kind.READ_POSITIONS).stream().map(line -> line.get("seq")).toList());
    assertEquals(List.of("login"), told(PersonalData.Kind.AUDIT).stream().map(line -> line.get("action")).toList());
    for (PersonalData.Kind kind : PersonalData.Kind.values()) {
      data.read(new UserId("nobody"), kind, line -> {
        throw new AssertionError(kind + " of somebody else: " + line);
      });
    }
  }

  private List<Map<String, Object>> told(PersonalData.Kind kind) {
    List<Map<String, Object>> lines = new ArrayList<>();
    data.read(BEN, kind, lines::add);
    return lines;
  }

  @Test
  @DisplayName("[DP15] [DP16] [DP17] After an erasure nothing stored names the person or has their words; all else is as it was")
  void isErased() {
    SessionSnapshot before = state.snapshot();
    assertTrue(stored().contains("\"ben\"") && stored().contains("Ben Bold") && stored().contains("secretive"));
    assertEquals(List.of(ID), data.sessionsOf(BEN));

    Map<String, Long> counts = data.erase(ID, ERASURE);
    data.eraseBeside(ERASURE, "deleted_1");

    String after = stored();
    for (String trace : List.of("\"ben\"", "ben ", "ben=", "Ben Bold", "BenBold", "telephone", "secretive")) {
      assertFalse(after.contains(trace), trace + " stands in " + after);
    }
    assertTrue(after.contains("Hello @deleted user, how is Bolder doing?"), after);
    assertEquals(2L, counts.get("messages"));
    assertEquals(List.of(), data.sessionsOf(BEN));
    assertEquals(List.of(ID), data.sessionsOf(GONE));
    SessionSnapshot opened = journal.open(ID).orElseThrow().state().snapshot();
    assertEquals(before.seq(), opened.seq());
    assertEquals(before.values(), opened.values());
    assertEquals(before.documents(), opened.documents());
    assertEquals(before.shared().value(), opened.shared().value());
    assertEquals(before.shared().version(), opened.shared().version());
    assertEquals(before.conversation(), opened.conversation());
    assertEquals(before.story(), opened.story());
    assertEquals(before.profile(), opened.profile());
    assertEquals(Map.of(GONE, Role.HOST, ADA, Role.VIEWER), opened.roles());
    assertEquals(Erasure.NAME, opened.people().get(GONE).name());
    assertEquals("Ada", opened.people().get(ADA).name());
    assertEquals(2, opened.people().size());
  }

  @Test
  @DisplayName("[DP16] The words of what an erased person said are searched for in vain, others' are found")
  void wordsAreGone() {
    data.erase(ID, ERASURE);
    Messages.Query gone = new Messages.Query(null, 10, null, null, null, null, "secretive");
    assertEquals(List.of(), messages.page(ID, gone).messages());
    Messages.Query others = new Messages.Query(null, 10, null, null, null, null, "hello");
    assertEquals(1, messages.page(ID, others).messages().size());
  }

  @Test
  @DisplayName("[DP18] Audit lines of an erased person have the pseudonym and no address")
  void auditLines() {
    data.eraseBeside(ERASURE, "deleted_1");
    AuditLog.Query all = new AuditLog.Query(0, Long.MAX_VALUE, null, null, 10);
    assertEquals(List.of(new AuditRecord(1_000, GONE, "login", null, null, "done")), audit.read(all));
  }

  @Test
  @DisplayName("[DP17] What does not know the person is not touched, and an erasure of nobody changes nothing")
  void othersStay() {
    String before = stored();
    assertEquals(Map.of(), data.erase(new SessionId("none"), ERASURE));
    Map<String, Long> counts = data.erase(ID, new Erasure(new UserId("door"), GONE, Set.of()));
    assertEquals(Optional.of(0L), Optional.ofNullable(counts.get("entries")));
    assertEquals(before, stored());
  }

  @Test
  @DisplayName("[DP16] [NAME7] Every name that a person has or had is replaced where others mention it, in any way to write it, and no longer name is touched")
  void formerNames() {
    UserId ann = new UserId("user_ann");
    for (String name : List.of("Ann", "山田　太郎", "Zoe\u0308", "O'Brien Jr.")) {
      wish(null, new Command.Join(new Member(ann, name, "#112233", Role.EDITOR, false, false), Set.of(ADA, BEN), Standing.LINK));
      wish(null, new Command.Leave(ann));
    }
    say(BEN, "@Ann, @Anna, @Ann-Marie and ann@Ann.org");
    say(BEN, "@山田　太郎、@山田太郎 と @山田");
    say(BEN, "@zoë @ZOE\u0308 @Zoes (@Zoe\u0308)");
    say(BEN, "@O’Brien jr. is @o'brienjr.");
    journal.keep(ID, state.snapshot());

    data.erase(ID, new Erasure(ann, GONE, Set.of()));

    List<String> left = messages.page(ID, new Messages.Query(null, 10, null, null, null, null, null)).messages().stream()
        .map(Message::content).skip(2).toList();
    assertEquals(List.of("@deleted user, @Anna, @Ann-Marie and ann@Ann.org", "@deleted user、@deleted user と @山田",
        "@deleted user @deleted user @Zoes (@deleted user)", "@deleted user is @deleted user"), left);
    String after = stored();
    for (String trace : List.of("user_ann", "太郎", "O'Brien", "O’Brien", "\"Ann\"")) {
      assertFalse(after.contains(trace), trace + " stands in " + after);
    }
  }

  @Test
  @DisplayName("[DP16] A mention of somebody else of the same name stays")
  void namesakesStay() {
    UserId gone = new UserId("anon_1");
    wish(null, new Command.Join(new Member(gone, "Ada", "#112233", Role.EDITOR, true, false), Set.of(ADA, BEN), Standing.LINK));
    say(BEN, "@Ada and @Ada (2)");
    data.erase(ID, new Erasure(gone, GONE, Set.of("Ada")));
    List<Message> page = messages.page(ID, new Messages.Query(null, 10, null, null, null, null, null)).messages();
    assertEquals("@Ada and @deleted user", page.get(page.size() - 1).content());
    assertEquals(List.of(ADA, GONE), page.get(page.size() - 1).mentions().stream().map(mention -> mention.userId()).toList());
  }
}
