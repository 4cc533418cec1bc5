package io.tutti.contract;

import static io.tutti.contract.Logs.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.EmailAddress;
import io.tutti.access.Role;
import io.tutti.access.Team;
import io.tutti.access.TeamName;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.access.Teams.Outcome;
import io.tutti.access.Username;
import io.tutti.analytics.Insight;
import io.tutti.analytics.Insights;
import io.tutti.analytics.Overview;
import io.tutti.analytics.Overviews;
import io.tutti.analytics.Reading;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Talk;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.parameters.ParameterSchema;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.Member;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What teams, overviews and insights do, whatever they are kept in. */
abstract class TeamworkContract {

  private static final long DAY = 86_400_000;
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CAT = new UserId("cat");

  abstract Accounts accounts();

  abstract Teams teams();

  abstract Journal journal();

  abstract Overviews overviews();

  abstract Insights insights();

  private void account(UserId id) {
    assertTrue(accounts().create(new Accounts.Draft(id, new EmailAddress(id + "@example.com"), new Username(id.value()), null, null,
        "none", true, "hash", NOON, 0)) instanceof Accounts.Creation.Made);
  }

  private static Team team(String id, String name) {
    return new Team(id, new TeamName(name), "What we do", Map.of("color", "red", "deep", Map.of("list", List.of(1L, 2L))), NOON, null);
  }

  private void session(String id, SessionDescription.Visibility visibility, UserId creator, Map<ProfileField, Object> fields) {
    assertTrue(journal().create(new SessionDescription(new SessionId(id), null, null, ParameterSchema.trivector(), Role.EDITOR,
        visibility, SessionDescription.Durability.STRICT, creator, true, 500, null, NOON, fields)));
  }

  private void happen(String session, Event... events) {
    long seq = journal().open(new SessionId(session)).orElseThrow().tail().size();
    List<Entry> entries = new ArrayList<>();
    for (Event event : events) {
      seq++;
      entries.add(new Entry(seq, NOON + seq * 1_000, null, null, null, event));
    }
    journal().append(List.of(new Journal.Batch(new SessionId(session), entries)));
  }

  private static Event says(ProfileField field, Object value) {
    Map<ProfileField, Object> changes = new EnumMap<>(ProfileField.class);
    changes.put(field, value);
    return new Event.ProfileChanged(null, changes);
  }

  private List<String> seen(Caller caller, String team) {
    return overviews().list(caller, Overviews.Wish.all(team)).stream().map(overview -> overview.figures().id().value()).sorted().toList();
  }

  @Test
  @DisplayName("[TEAM2] [TEAM3] [TEAM4] A team is made with its admin, changed, and keeps what is said of it")
  void makesTeams() {
    account(ANN);
    account(BEN);
    assertEquals(Outcome.DONE, teams().create(team("t1", "Choir"), ANN));
    assertEquals(team("t1", "Choir"), teams().find("t1").orElseThrow());
    assertEquals(TeamRole.ADMIN, accounts().find(ANN).orElseThrow().role());
    assertEquals(Outcome.NAME_TAKEN, teams().create(team("t2", "CHOIR"), BEN));
    assertEquals(Outcome.IN_ANOTHER_TEAM, teams().create(team("t2", "Band"), ANN));
    assertEquals(Outcome.NO_ACCOUNT, teams().create(team("t2", "Band"), CAT));
    assertEquals(Outcome.DONE, teams().create(team("t2", "Band"), BEN));
    assertEquals(Outcome.NAME_TAKEN,
        teams().change("t2", team -> team.changed(new TeamName("Choir"), null, Map.of(), NOON + 1)));
    assertEquals(Outcome.DONE,
        teams().change("t2", team -> team.changed(new TeamName("band"), null, Map.of(), NOON + 1)));
    assertEquals(new Team("t2", new TeamName("band"), null, Map.of(), NOON, NOON + 1), teams().find("t2").orElseThrow());
    assertEquals(Outcome.NO_TEAM, teams().change("t3", team -> team));
  }

  @Test
  @DisplayName("[TEAM5] [TEAM7] [TEAM9] People are taken in, promoted and let go, and a team is never without an admin")
  void membership() {
    List.of(ANN, BEN, CAT).forEach(this::account);
    assertEquals(Outcome.DONE, teams().create(team("t1", "Choir"), ANN));
    assertEquals(Outcome.DONE, teams().create(team("t2", "Band"), CAT));
    assertEquals(Outcome.DONE, teams().admit("t1", BEN, TeamRole.MEMBER));
    assertEquals(Outcome.IN_THIS_TEAM, teams().admit("t1", BEN, TeamRole.ADMIN));
    assertEquals(Outcome.IN_ANOTHER_TEAM, teams().admit("t1", CAT, TeamRole.ADMIN));
    assertEquals(Outcome.NO_ACCOUNT, teams().admit("t1", new UserId("nobody"), TeamRole.ADMIN));
    assertEquals(Outcome.NO_TEAM, teams().admit("t3", BEN, TeamRole.ADMIN));
    assertEquals(2, teams().size("t1"));
    assertEquals(Outcome.LAST_ADMIN, teams().dismiss("t1", ANN));
    assertEquals(Outcome.LAST_ADMIN, teams().giveRole("t1", ANN, TeamRole.MEMBER));
    assertEquals(Outcome.DONE, teams().giveRole("t1", ANN, TeamRole.ADMIN));
    assertEquals(Outcome.NOT_A_MEMBER, teams().giveRole("t1", CAT, TeamRole.MEMBER));
    assertEquals(Outcome.HAS_MEMBERS, teams().delete("t1", ANN));
    assertEquals(Outcome.DONE, teams().giveRole("t1", BEN, TeamRole.ADMIN));
    assertEquals(Outcome.DONE, teams().dismiss("t1", ANN));
    assertEquals(Outcome.NOT_A_MEMBER, teams().dismiss("t1", ANN));
    accounts().deactivate(ANN, NOON);
    assertEquals(Outcome.DONE, teams().delete("t1", BEN));
    assertEquals(Outcome.NO_TEAM, teams().delete("t1", BEN));
    assertTrue(accounts().find(BEN).map(Account::teamId).isEmpty());
    assertFalse(teams().find("t1").isPresent());
  }

  @Test
  @DisplayName("[TEAM9] Of two last admins who leave at the same moment, one stays")
  void lastAdmins() throws Exception {
    List.of(ANN, BEN, CAT).forEach(this::account);
    teams().create(team("t1", "Choir"), ANN);
    teams().admit("t1", BEN, TeamRole.ADMIN);
    teams().admit("t1", CAT, TeamRole.MEMBER);
    CyclicBarrier barrier = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Outcome>> both = List.of(ANN, BEN).stream().map(user -> threads.submit(() -> {
        barrier.await(10, TimeUnit.SECONDS);
        return teams().dismiss("t1", user);
      })).toList();
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> one : both) {
        outcomes.add(one.get(20, TimeUnit.SECONDS));
      }
      outcomes.sort(null);
      assertEquals(List.of(Outcome.DONE, Outcome.LAST_ADMIN), outcomes);
    } finally {
      threads.shutdownNow();
    }
    assertEquals(2, teams().size("t1"));
  }

  @Test
  @DisplayName("[LIST1] One sees one's own sessions, those with a role, the team's and public ones, and no others")
  void sight() {
    session("own", SessionDescription.Visibility.PRIVATE, ANN, Map.of());
    session("guest", SessionDescription.Visibility.PRIVATE, CAT, Map.of());
    session("team", SessionDescription.Visibility.TEAM, CAT, Map.of(ProfileField.TEAM, "t1"));
    session("hidden", SessionDescription.Visibility.PRIVATE, CAT, Map.of(ProfileField.TEAM, "t1"));
    session("public", SessionDescription.Visibility.PUBLIC, CAT, Map.of());
    happen("guest", new Event.RoleChanged(ANN, Role.VIEWER, CAT));
    Caller ann = Caller.account(ANN, "t1");
    assertEquals(List.of("guest", "own", "public", "team"), seen(ann, null));
    assertEquals(List.of("guest", "own", "public"), seen(Caller.account(ANN, null), null));
    assertEquals(List.of("team"), seen(ann, "t1"));
    assertEquals(List.of("hidden", "team"), seen(Caller.account(CAT, null), "t1"));
    assertEquals(List.of("public"), seen(Caller.NOBODY, null));
    assertFalse(overviews().find(new SessionId("hidden"), ann).orElseThrow().isSeen());
    assertTrue(overviews().find(new SessionId("team"), ann).orElseThrow().isSeen());
    assertTrue(overviews().find(new SessionId("none"), ann).isEmpty());
    happen("guest", new Event.Joined(new Member(ANN, "Ann", "#fff", Role.VIEWER, false, false)), new Event.Left(ANN, true),
        new Event.Banned(ANN, true, CAT));
    assertEquals(List.of("own", "public", "team"), seen(ann, null), "the banned see it no longer");
    happen("guest", new Event.Banned(ANN, false, CAT));
    assertEquals(List.of("own", "public", "team"), seen(ann, null), "nor do they when they may come again, until they do");
    happen("guest", new Event.Joined(new Member(ANN, "Ann", "#fff", Role.EDITOR, false, false)));
    assertEquals(List.of("guest", "own", "public", "team"), seen(ann, null));
    happen("public", says(ProfileField.VISIBILITY, "private"));
    happen("hidden", says(ProfileField.VISIBILITY, "team"));
    assertEquals(List.of("guest", "hidden", "own", "team"), seen(ann, null), "as it is shown now");
  }

  @Test
  @DisplayName("[LIST2] [LIST4] A session's figures are those of now, its messages are counted, the newest activity comes first")
  void figures() {
    session("a", SessionDescription.Visibility.PUBLIC, ANN, Map.of(ProfileField.TYPE, "claude", ProfileField.PID, 7L));
    session("b", SessionDescription.Visibility.PRIVATE, ANN, Map.of());
    happen("b", says(ProfileField.STATUS, "failed"));
    Talk talk = new Talk("a");
    MessageId said = talk.say(Talk.ANN, "hello");
    talk.answer(Talk.BOB, said, "hi");
    talk.wish(Talk.ANN, new ConversationCommand.Delete(said));
    happen("a", says(ProfileField.TOKEN_COUNT, 75_000L), says(ProfileField.VISIBILITY, "private"),
        says(ProfileField.VISIBILITY, "team"), says(ProfileField.VISIBILITY, "public"), says(ProfileField.TAGS, List.of("x", "y")));
    happen("a", talk.log.stream().map(entry -> (Event) new Event.Conversed(entry.event())).toArray(Event[]::new));
    List<Overview> all = overviews().list(Caller.account(ANN, null), Overviews.Wish.all(null));
    assertEquals(List.of("a", "b"), all.stream().map(overview -> overview.figures().id().value()).toList());
    Overview a = all.get(0);
    assertEquals(2, a.messageCount());
    assertEquals(75_000, a.figures().tokenCount());
    assertEquals(200_000, a.figures().tokenLimit());
    assertEquals(100, a.figures().healthScore());
    assertEquals("claude", a.figures().type());
    assertEquals("tutti", all.get(1).figures().type());
    assertEquals(List.of("x", "y"), a.about().tags());
    assertEquals(7L, a.about().pid());
    assertEquals(NOON + 3_000, a.about().sharedAt(), "since it was shared again");
    assertEquals(List.of("b"), overviews().list(Caller.account(ANN, null), new Overviews.Wish(null, "failed", 0, 5)).stream()
        .map(overview -> overview.figures().id().value()).toList());
    assertEquals(List.of("b"), overviews().list(Caller.account(ANN, null), new Overviews.Wish(null, null, 1, 5)).stream()
        .map(overview -> overview.figures().id().value()).toList());
  }

  @Test
  @DisplayName("[AN3] How sessions stood is told from their beginning on, with the last of each day, to who may see them")
  void readings() {
    session("a", SessionDescription.Visibility.PUBLIC, ANN, Map.of(ProfileField.TOKEN_COUNT, 5L));
    session("b", SessionDescription.Visibility.PRIVATE, ANN, Map.of());
    SessionId a = new SessionId("a");
    journal().append(List.of(new Journal.Batch(a, List.of(
        new Entry(1, NOON + DAY, null, null, null, says(ProfileField.TOKEN_COUNT, 10L)),
        new Entry(2, NOON + DAY + 1, null, null, null, says(ProfileField.TITLE, "no figure")),
        new Entry(3, NOON + DAY + 2, null, null, null, says(ProfileField.STATUS, "completed")),
        new Entry(4, NOON + 3 * DAY, null, null, null, says(ProfileField.HEALTH_SCORE, 45.5))))));
    List<Reading> told = overviews().readings(Caller.NOBODY, null, NOON);
    assertEquals(List.of(new Reading(a, NOON, "active", 5, 100), new Reading(a, NOON + DAY + 2, "completed", 10, 100),
        new Reading(a, NOON + 3 * DAY, "completed", 10, 45.5)), told);
    assertEquals(2, overviews().readings(Caller.NOBODY, null, NOON + 1).size());
    assertEquals(4, overviews().readings(Caller.account(ANN, null), null, NOON).size());
    assertEquals(List.of(), overviews().readings(Caller.account(ANN, null), "t1", NOON));
  }

  @Test
  @DisplayName("[REC2] Open comments are first ones that are neither resolved nor deleted")
  void openComments() {
    session("a", SessionDescription.Visibility.PRIVATE, ANN, Map.of());
    Talk talk = new Talk("a");
    MessageAnchor anchor = new MessageAnchor.FilePlace("f", 1, null, null);
    MessageId first = talk.comment(Talk.ANN, "one", anchor);
    talk.answer(Talk.BOB, first, "an answer");
    talk.comment(Talk.ANN, "two", anchor);
    talk.wish(Talk.ANN, new ConversationCommand.Delete(talk.comment(Talk.ANN, "three", anchor)));
    talk.wish(Talk.ANN, new ConversationCommand.Resolve(talk.comment(Talk.ANN, "four", anchor), true));
    talk.say(Talk.ANN, "chat");
    happen("a", talk.log.stream().map(entry -> (Event) new Event.Conversed(entry.event())).toArray(Event[]::new));
    assertEquals(Map.of(new SessionId("a"), 2L), overviews().openComments(List.of(new SessionId("a"))));
  }

  private Insight insight(String id, UserId author, String team, String session, String... tags) {
    Insight.Text text = new Insight.Text("Title of " + id, "Straße 100% of_" + id, List.of(tags));
    Insight insight = Insight.fresh(id, text, new Insight.Author(author, "Name"), team,
        session == null ? null : new SessionId(session), NOON + id.length());
    assertTrue(insights().add(insight));
    return insight;
  }

  private List<String> found(Caller caller, Insights.Query query) {
    return insights().page(caller, query).insights().stream().map(Insight::id).toList();
  }

  private static Insights.Query query(String team, String session, String tag, String text, Insights.Order order) {
    return new Insights.Query(team, session == null ? null : new SessionId(session), tag, text, order, new Insights.Window(0, 50));
  }

  private static final Insights.Query ALL = query(null, null, null, null, Insights.Order.NEWEST);

  @Test
  @DisplayName("[INS2] A team's insight is the team's, one about a session is for who may see that, any other everybody's")
  void insightsAreSeen() {
    session("secret", SessionDescription.Visibility.PRIVATE, BEN, Map.of());
    session("open", SessionDescription.Visibility.PUBLIC, BEN, Map.of());
    Insight free = insight("1", ANN, null, null);
    insight("22", ANN, "t1", "secret");
    insight("333", BEN, null, "secret");
    insight("4444", BEN, null, "open");
    assertEquals(List.of("4444", "1"), found(Caller.NOBODY, ALL));
    assertEquals(List.of("4444", "22", "1"), found(Caller.account(ANN, null), ALL), "one's own always");
    assertEquals(List.of("4444", "22", "1"), found(Caller.account(CAT, "t1"), ALL));
    assertEquals(List.of("4444", "333", "1"), found(Caller.account(BEN, null), ALL));
    assertEquals(free, insights().find("1", Caller.NOBODY).orElseThrow());
    assertTrue(insights().find("333", Caller.account(CAT, "t1")).isEmpty());
    assertTrue(insights().find("none", Caller.NOBODY).isEmpty());
  }

  @Test
  @DisplayName("[INS3] Insights are found by team, session, tag and text, in the wished order, page by page")
  void insightsAreFound() {
    session("open", SessionDescription.Visibility.PUBLIC, BEN, Map.of());
    insight("1", ANN, null, null, "x", "y");
    insight("22", ANN, "t1", null, "y");
    insight("333", ANN, null, "open");
    Caller ann = Caller.account(ANN, "t1");
    assertEquals(List.of("22", "1"), found(ann, query(null, null, "y", null, Insights.Order.NEWEST)));
    assertEquals(List.of("22"), found(ann, query("t1", null, null, null, Insights.Order.NEWEST)));
    assertEquals(List.of("333"), found(ann, query(null, "open", null, null, Insights.Order.NEWEST)));
    assertEquals(List.of("333", "22", "1"), found(ann, query(null, null, null, "STRASSE".replace("SS", "ß"), Insights.Order.NEWEST)));
    assertEquals(List.of("22"), found(ann, query(null, null, null, "tle of 22", Insights.Order.NEWEST)));
    assertEquals(List.of("333"), found(ann, query(null, null, null, "100% OF_333", Insights.Order.NEWEST)));
    assertEquals(List.of(), found(ann, query(null, null, null, "100_", Insights.Order.NEWEST)), "_ means itself");
    assertEquals(List.of(), found(ann, query(null, null, null, "!", Insights.Order.NEWEST)));
    insights().vote("1", BEN, true);
    insights().view("22", BEN, 1);
    assertEquals(List.of("1", "333", "22"), found(ann, query(null, null, null, null, Insights.Order.VOTES)));
    assertEquals(List.of("22", "333", "1"), found(ann, query(null, null, null, null, Insights.Order.VIEWS)));
    Insights.Page second = insights().page(ann, new Insights.Query(null, null, null, null, Insights.Order.NEWEST, new Insights.Window(1, 1)));
    assertEquals(List.of("22"), second.insights().stream().map(Insight::id).toList());
    assertEquals(3, second.total());
  }

  @Test
  @DisplayName("[INS5] [INS6] [INS7] Views count once a day, votes once a person, and both go with the insight")
  void insightsAreCounted() {
    insight("1", ANN, null, null, "x", "y");
    insights().view("1", BEN, 5);
    insights().view("1", BEN, 5);
    insights().view("1", BEN, 6);
    insights().view("1", CAT, 5);
    insights().vote("1", BEN, true);
    insights().vote("1", BEN, true);
    insights().vote("1", CAT, true);
    insights().vote("1", ANN, false);
    Insight told = insights().find("1", Caller.account(BEN, null)).orElseThrow();
    assertEquals(List.of(3L, 2L, true), List.of(told.views(), told.votes(), told.isVoted()));
    assertFalse(insights().find("1", Caller.account(ANN, null)).orElseThrow().isVoted());
    insights().vote("1", BEN, false);
    Insight.Text text = new Insight.Text("Other", "Words", List.of("z"));
    insights().change("1", text, NOON + 9);
    Insight changed = insights().find("1", Caller.account(BEN, null)).orElseThrow();
    assertEquals(List.of(text, 1L, false, NOON + 9), List.of(changed.text(), changed.votes(), changed.isVoted(), changed.updatedAt()));
    assertEquals(List.of("1"), found(Caller.NOBODY, query(null, null, "z", "words", Insights.Order.NEWEST)));
    insights().delete("1");
    insights().delete("1");
    insights().vote("1", BEN, true);
    insights().view("1", BEN, 9);
    insights().change("1", text, NOON);
    assertEquals(List.of(), found(Caller.account(ANN, null), ALL));
  }
}
