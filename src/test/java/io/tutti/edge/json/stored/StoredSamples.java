package io.tutti.edge.json.stored;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.ConversationSnapshot;
import io.tutti.conversation.Mention;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.documents.DocumentEvent;
import io.tutti.documents.Documents;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Strategy;
import io.tutti.parameters.Write;
import io.tutti.session.Ban;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Member;
import io.tutti.session.Person;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionSnapshot;
import io.tutti.state.StateChanged;
import io.tutti.state.StateSnapshot;
import io.tutti.state.Touch;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of every kind and shape, and a snapshot that says all that one can say. The files in {@code src/test/resources/stored} hold
 * them: what is changed here can no longer be compared with what is stored there, so new shapes are added at the end.
 */
public final class StoredSamples {

  public static final long NOON = 1_790_000_000_000L;
  static final UserId ADA = new UserId("ada");
  static final UserId BOB = new UserId("bob \"zoë\" \uD83C\uDFBB");
  static final ClientId TAB = new ClientId("tab-1");
  private static final MessageId FIRST = new MessageId("m1");
  private static final MessageAnchor.DocumentPlace IN_DOCUMENT = new MessageAnchor.DocumentPlace("main", 7, "r \"x\"", false);

  private StoredSamples() {}

  /** The log that the files hold: {@link #events}, one after the other. */
  public static List<Entry> log(long after) {
    List<Entry> log = new ArrayList<>();
    for (Event event : events()) {
      long seq = after + log.size() + 1;
      log.add(new Entry(seq, NOON + seq, seq % 3 == 0 ? null : ADA, seq % 2 == 0 ? null : TAB, seq % 2 == 0 ? null : "ref-" + seq, event));
    }
    return log;
  }

  /** One event of each kind and shape. */
  public static List<Event> events() {
    List<Event> events = new ArrayList<>();
    people(events);
    parameters(events);
    documents(events);
    said(events);
    state(events);
    SampleStories.events().forEach(event -> events.add(new Event.StoryTold(event)));
    return List.copyOf(events);
  }

  private static void people(List<Event> events) {
    events.add(new Event.Joined(new Member(ADA, "Ada Ł. \uD83D\uDC69\u200D\uD83D\uDCBB", "#06b6d4", Role.HOST, false, false)));
    events.add(new Event.Joined(new Member(BOB, "<b>Bob</b>\n", "#8b5cf6", Role.EDITOR, true, true)));
    events.add(new Event.Joined(new Member(BOB, "Bob", "#fff", Role.VIEWER, true, false).via("team_1")));
    events.add(new Event.Left(BOB, false));
    events.add(new Event.Left(BOB, true));
    events.add(new Event.Left(BOB, true, true));
    for (Role role : Role.values()) {
      events.add(new Event.RoleChanged(BOB, role, role == Role.HOST ? null : ADA));
    }
    events.add(new Event.Banned(BOB, true, ADA));
    events.add(new Event.Banned(BOB, false, null));
    events.add(new Event.ProfileChanged(ADA, ordered(Map.ofEntries(
        Map.entry(ProfileField.TITLE, "A title"), Map.entry(ProfileField.DESCRIPTION, "Line 1\nLine 2"),
        Map.entry(ProfileField.TAGS, List.of("a", "b c")), Map.entry(ProfileField.STATUS, "paused"),
        Map.entry(ProfileField.TYPE, "review"), Map.entry(ProfileField.PROJECT, "tutti"),
        Map.entry(ProfileField.WORKING_DIRECTORY, "/home/ada"), Map.entry(ProfileField.PID, 4_711L),
        Map.entry(ProfileField.TOKEN_COUNT, 1L << 40), Map.entry(ProfileField.TOKEN_LIMIT, 200_000L),
        Map.entry(ProfileField.HEALTH_SCORE, 99.5), Map.entry(ProfileField.FILE_COUNT, 12L),
        Map.entry(ProfileField.ERROR_COUNT, 0L), Map.entry(ProfileField.VISIBILITY, "team"),
        Map.entry(ProfileField.ADMISSION, "members"), Map.entry(ProfileField.TEAM, "team_1"),
        Map.entry(ProfileField.DEFAULT_ROLE, "viewer"), Map.entry(ProfileField.RETENTION_DAYS, 30L)))));
    Map<ProfileField, @Nullable Object> unsaid = new LinkedHashMap<>();
    unsaid.put(ProfileField.TITLE, null);
    events.add(new Event.ProfileChanged(null, unsaid));
  }

  private static Map<ProfileField, Object> ordered(Map<ProfileField, Object> values) {
    Map<ProfileField, Object> ordered = new LinkedHashMap<>();
    Arrays.stream(ProfileField.values()).filter(values::containsKey).forEach(field -> ordered.put(field, values.get(field)));
    return ordered;
  }

  private static void parameters(List<Event> events) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("tiny", Double.MIN_VALUE);
    numbers.put("huge", -Double.MAX_VALUE);
    numbers.put("third", 1.0 / 3);
    numbers.put("whole", 9_007_199_254_740_993.0);
    numbers.put("zero", -0.0);
    events.add(new Event.ParametersChanged(ADA, numbers, Map.of()));
    events.add(new Event.ParametersChanged(ADA, Map.of("mu", 0.5), Map.of("beta", -0.25)));
    events.add(new Event.ConflictOpened(conflict("mu")));
    for (Strategy strategy : Strategy.values()) {
      events.add(new Event.ConflictClosed("c-1", "mu", 0.6, strategy, strategy.isChoice() ? BOB : null));
    }
  }

  private static Conflict conflict(String parameter) {
    return new Conflict("c-1", parameter, new Conflict.Claim(ADA, 0.55), new Conflict.Claim(BOB, 0.65), NOON + 30_001);
  }

  private static void documents(List<Event> events) {
    Insert insert = new Insert("text \uD83C\uDFB6", new ElementId(1, "r"), ElementId.ROOT);
    Insert restoring = new Insert("te", new ElementId(20, "r"), new ElementId(6, "r"), List.of(new Span(1, "r", 2)));
    Delete delete = new Delete(List.of(new Span(1, "r", 2), new Span(5, "r", 1)));
    events.add(new Event.DocumentChanged(ADA, TAB, new DocumentEvent.Edited("main", 1, 1, List.of(insert))));
    events.add(new Event.DocumentChanged(ADA, TAB, new DocumentEvent.Edited("main", 1, 2, List.of(delete))));
    events.add(new Event.DocumentChanged(BOB, null, new DocumentEvent.Edited("notes.txt", 2, 3, List.of(restoring, delete), 1)));
    events.add(new Event.DocumentChanged(null, null, new DocumentEvent.Compacted("main", 2, 4)));
  }

  private static void said(List<Event> events) {
    Message plain = new Message(FIRST, ADA, "Ada", Message.Kind.CHAT, "<b>\"Hi\"</b>\n\uD83D\uDE00", List.of(), Map.of(), null, 0,
        null, NOON, null, null, false, 42);
    Map<String, List<UserId>> reactions = new LinkedHashMap<>();
    reactions.put("\uD83D\uDC4D", List.of(BOB, ADA));
    reactions.put("\u2764\uFE0F", List.of(ADA));
    Message full = new Message(new MessageId("m2"), BOB, "Bob", Message.Kind.ANNOTATION, "@Ada", List.of(new Mention(ADA, "Ada")),
        reactions, FIRST, 3, new MessageAnchor.FilePlace("src/A.java", 12, 3, "int x;\n"), NOON, NOON + 1, NOON + 2, true, 43);
    Message comment = new Message(new MessageId("m3"), ADA, "Ada", Message.Kind.COMMENT, "Why?", List.of(), Map.of(), null, 0,
        IN_DOCUMENT, NOON, null, null, false, 44);
    Message somewhere = new Message(new MessageId("m4"), ADA, "Ada", Message.Kind.COMMENT, "Here?", List.of(), Map.of(), null, 0,
        new MessageAnchor.FilePlace("f", 0, null, null), NOON, null, null, false, 45);
    Map<MessageId, MessageAnchor> moved = new LinkedHashMap<>();
    moved.put(comment.id(), IN_DOCUMENT);
    moved.put(somewhere.id(), new MessageAnchor.FilePlace("f", 0, null, null));
    for (ConversationEvent event : List.of(new ConversationEvent.Posted(plain), new ConversationEvent.Posted(full),
        new ConversationEvent.Posted(comment), new ConversationEvent.Posted(somewhere), new ConversationEvent.Edited(full),
        new ConversationEvent.Reacted(FIRST, BOB, "\uD83D\uDC4D", true, reactions),
        new ConversationEvent.Reacted(FIRST, BOB, "\uD83D\uDC4D", false, Map.of()),
        new ConversationEvent.Resolved(comment.id(), true, ADA, null),
        new ConversationEvent.Resolved(comment.id(), false, ADA, IN_DOCUMENT),
        new ConversationEvent.Moved(moved), new ConversationEvent.Deleted(FIRST, BOB))) {
      events.add(new Event.Conversed(event));
    }
  }

  private static void state(List<Event> events) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    patch.put("door", Map.of("open", true));
    patch.put("list", Arrays.asList(1L, 2.5, "three", null, List.of(), false));
    patch.put("gone", null);
    events.add(new Event.StateChanged(ADA, new StateChanged(patch, 1)));
  }

  /** A snapshot that says everything that one can say. */
  public static SessionSnapshot snapshot(long seq) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("mu", 0.6);
    values.put("omega", 1e-300);
    Map<UserId, Role> roles = new LinkedHashMap<>();
    roles.put(ADA, Role.HOST);
    roles.put(new UserId("carol@example.org"), Role.VIEWER);
    Map<UserId, Person> people = new LinkedHashMap<>();
    people.put(ADA, new Person("Ada", "#fff", false));
    people.put(BOB, new Person("Bob", "#123456", true));
    Map<Message.Kind, Long> counts = Map.of(Message.Kind.CHAT, 3L);
    Map<String, Touch> touched = new LinkedHashMap<>();
    touched.put("door", new Touch(2, ADA, NOON));
    touched.put("gone", new Touch(1, null, NOON));
    return new SessionSnapshot(seq, values, Map.of("mu", new Write(BOB, seq, NOON + 7, 0.6)),
        List.of(conflict("kappa")),
        List.of(new Member(BOB, "Bob", "#123456", Role.EDITOR, true, true), new Member(ADA, "Ada", "#fff", Role.HOST, false, false, "team_1")),
        roles, List.of(new Ban(new UserId("mallory"), "Mallory", NOON, ADA), new Ban(new UserId("trent"), null, 0, null)), people,
        new Profile(Map.of(ProfileField.TITLE, "A title", ProfileField.TAGS, List.of("a", "b"), ProfileField.TOKEN_COUNT, 7L)),
        edited().snapshots(), new ConversationSnapshot(seq, counts, Map.of(FIRST, IN_DOCUMENT)),
        new StateSnapshot(Map.of("door", Map.of("open", true)), 2, touched, 1), SampleStories.snapshot());
  }

  private static Documents edited() {
    Documents documents = Documents.empty();
    documents.apply(new DocumentEvent.Edited("notes.txt", 1, 1,
        List.of(new Insert("text", new ElementId(1, "r"), ElementId.ROOT))), 1);
    return documents;
  }
}
