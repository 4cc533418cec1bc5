package io.tutti.contract;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationSnapshot;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.documents.DocumentEvent;
import io.tutti.documents.DocumentSnapshot;
import io.tutti.documents.Documents;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Expression;
import io.tutti.parameters.Parameter;
import io.tutti.parameters.ParameterSchema;
import io.tutti.parameters.Strategy;
import io.tutti.parameters.Write;
import io.tutti.session.Agents;
import io.tutti.session.Archive;
import io.tutti.session.Entry;
import io.tutti.session.Ban;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.LogIdentity;
import io.tutti.session.Member;
import io.tutti.session.Person;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import io.tutti.state.SharedState;
import io.tutti.state.StateSnapshot;
import io.tutti.state.Touch;
import io.tutti.story.Story;
import io.tutti.story.StoryDescription;
import io.tutti.story.StoryEvent;
import io.tutti.story.StorySnapshot;
import io.tutti.story.rules.RuleDirector;
import io.tutti.story.rules.TemplateChronicler;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Sessions, entries and snapshots for tests. Thread-safe: holds nothing. */
public final class Logs {

  public static final long NOON = 1_790_000_000_000L;
  public static final UserId ADA = new UserId("ada");
  public static final UserId BOB = new UserId("bob");
  public static final ClientId TAB = new ClientId("tab-1");

  private Logs() {}

  public static SessionDescription session(String id) {
    return SessionDescription.onJoining(new SessionId(id), 500, NOON).withLog(log(id));
  }

  /** The first log of the session {@code id}. */
  public static LogIdentity log(String id) {
    return new LogIdentity("log-of-" + id, List.of(), 0);
  }

  /** A session that says everything that a description can say. */
  public static SessionDescription describedSession(String id) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    parameters.put("zeta", new Parameter.Adjustable(-1.5, 1e16, 0.1, 1e-9, "Zëta \uD83C\uDFB6", "m/s²"));
    parameters.put("alpha", new Parameter.Adjustable(null, null, -0.0, null, null, null));
    parameters.put("beta", new Parameter.Computed(Expression.parse("max(zeta, 2) ^ alpha"), "β", null));
    return new SessionDescription(new SessionId(id), "Tune \"it\"; DROP TABLE sessions", "Line 1\nLine 2 \uD83E\uDD41",
        new ParameterSchema(parameters), Role.VIEWER, SessionDescription.Visibility.PUBLIC,
        SessionDescription.Durability.RELAXED, ADA, true, 750, 30, NOON + 1).withLog(log(id));
  }

  public static Member member(UserId user, Role role) {
    return new Member(user, "Ada Ł. \uD83D\uDC69\u200D\uD83D\uDCBB", "#06b6d4", role, false, false);
  }

  /** A change of one parameter at {@code seq}, by {@link #TAB} and named {@code r<seq>}. */
  public static Entry entry(long seq) {
    return entry(seq, "r" + seq);
  }

  public static Entry entry(long seq, @Nullable String ref) {
    return new Entry(seq, NOON + seq, ADA, TAB, ref, change(seq / 8.0));
  }

  public static Entry entry(long seq, Event event) {
    return new Entry(seq, NOON + seq, null, null, null, event);
  }

  public static Event change(double value) {
    return new Event.ParametersChanged(ADA, Map.of("mu", value), Map.of("beta", 1 - value));
  }

  /** The entries from {@code from} to {@code to}. */
  public static List<Entry> entries(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(Logs::entry).toList();
  }

  public static Journal.Batch batch(String session, Entry... entries) {
    return new Journal.Batch(new SessionId(session), List.of(entries));
  }

  public static Journal.Batch batch(String session, List<Entry> entries) {
    return new Journal.Batch(new SessionId(session), entries);
  }

  /** One event of each kind and shape, in an order in which they could happen. */
  public static List<Event> everyEvent() {
    Conflict conflict = new Conflict("c-1", "mu", new Conflict.Claim(ADA, 0.55), new Conflict.Claim(BOB, 0.65), NOON + 30_001);
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("tiny", Double.MIN_VALUE);
    numbers.put("huge", -Double.MAX_VALUE);
    numbers.put("third", 1.0 / 3);
    numbers.put("whole", 9_007_199_254_740_993.0);
    return List.of(
        new Event.Joined(member(ADA, Role.HOST)),
        new Event.Joined(new Member(BOB, "<b>Bob</b>", "#8b5cf6", Role.EDITOR, true, true)),
        new Event.ParametersChanged(ADA, numbers, Map.of()),
        new Event.ConflictOpened(conflict),
        new Event.ConflictClosed("c-1", "mu", 0.6, Strategy.AVERAGE, BOB),
        new Event.ConflictClosed("c-1", "mu", 0.55, Strategy.EXPIRED, null),
        new Event.RoleChanged(BOB, Role.VIEWER, ADA),
        new Event.RoleChanged(BOB, Role.HOST, null),
        new Event.Left(BOB, true),
        new Event.Left(ADA, false),
        new Event.Joined(member(ADA, Role.VIEWER).via("team_1")),
        new Event.Left(ADA, true, true));
  }

  /** A snapshot that says everything that one can say. */
  public static SessionSnapshot snapshot(long seq) {
    return new SessionSnapshot(seq,
        Map.of("mu", 0.6, "omega", 1e-300),
        Map.of("mu", new Write(BOB, seq, NOON + 7, 0.6)),
        List.of(new Conflict("c-2", "kappa", new Conflict.Claim(ADA, 0.01), new Conflict.Claim(BOB, 0.05), NOON + 30_002)),
        List.of(member(BOB, Role.HOST), new Member(ADA, "Guest", "#fff", Role.EDITOR, true, true)),
        Map.of(BOB, Role.HOST, new UserId("carol@example.org"), Role.VIEWER),
        List.of(new Ban(new UserId("mallory"), "Mallory", NOON, ADA)),
        Map.of(ADA, new Person("Guest", "#fff", true), BOB, new Person("Bob", "#123456", false)),
        new Profile(Map.of(ProfileField.TITLE, "A title", ProfileField.TAGS, List.of("a", "b"), ProfileField.TOKEN_COUNT, 7L)),
        documents(),
        new ConversationSnapshot(seq, Map.of(Message.Kind.CHAT, 3L),
            Map.of(new MessageId("m1"), new MessageAnchor.DocumentPlace("main", 1, "r", true))),
        new StateSnapshot(Map.of("door", Map.of("open", true)), 2, Map.of("door", new Touch(2, ADA, NOON)), 1), story());
  }

  private static StorySnapshot story() {
    Story story = new Story(7);
    story.apply(new StoryEvent.StoryBegun(StoryDescription.standard(7)), NOON);
    return story.snapshot();
  }

  private static List<DocumentSnapshot> documents() {
    Documents documents = Documents.empty();
    documents.apply(new DocumentEvent.Edited("notes.txt", 1, 1,
        List.of(new Insert("text", new ElementId(1, "r"), ElementId.ROOT))), 1);
    return documents.snapshots();
  }

  /** A snapshot of a session in which nothing but {@code values}, {@code present} and {@code roles} is worth keeping. */
  public static SessionSnapshot plainSnapshot(
      long seq, Map<String, Double> values, List<Member> present, Map<UserId, Role> roles) {
    return new SessionSnapshot(seq, values, Map.of(), List.of(), present, roles, List.of(), Map.of(), new Profile(Map.of()),
        List.of(), ConversationSnapshot.EMPTY, SharedState.empty().snapshot(), new Story(0).snapshot());
  }

  /** Those who tell stories without a network. */
  public static final Agents RULES = new Agents(new RuleDirector(), new TemplateChronicler());

  /** For sessions in which nobody speaks of what was said long ago. */
  public static final Archive NO_ARCHIVE = () -> {
    throw new AssertionError("nobody should look into the archive here");
  };
}
