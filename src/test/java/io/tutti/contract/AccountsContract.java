package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.Accounts.Creation;
import io.tutti.access.Accounts.Draft;
import io.tutti.access.Accounts.Obstacle;
import io.tutti.access.EmailAddress;
import io.tutti.access.RevokedTokens;
import io.tutti.access.Team;
import io.tutti.access.TeamName;
import io.tutti.access.TeamRequest;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.access.Username;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every store of accounts, teams and ended tokens does, in memory as in tables. */
abstract class AccountsContract {

  private static final long NOON = 1_795_000_000_000L;

  abstract Accounts accounts();

  abstract Teams teams();

  abstract RevokedTokens revokedTokens();

  private static Draft draft(String id, String email, String username, String team) {
    return new Draft(new UserId(id), EmailAddress.of(email).orElseThrow(), Username.of(username).orElseThrow(), "Full " + username,
        team == null ? null : new TeamName(team), "team-of-" + id, true, "hash-of-" + id, NOON, 0);
  }

  private Account make(Draft draft) {
    Creation creation = accounts().create(draft);
    assertTrue(creation instanceof Creation.Made, creation.toString());
    return ((Creation.Made) creation).account();
  }

  private static Creation hindered(Obstacle by) {
    return new Creation.Hindered(by);
  }

  @Test
  @DisplayName("[ACC5] An account is found by id, e-mail address and user name, however those are written")
  void found() {
    Account kim = make(draft("user_kim", "Kim@Example.com", "Kim", null));
    assertEquals(new Account(new UserId("user_kim"), new EmailAddress("Kim@Example.com"), new Username("Kim"), "Full Kim", null,
        TeamRole.MEMBER, "hash-of-user_kim", true, NOON, null, 0, null), kim);
    assertEquals(Optional.of(kim), accounts().find(kim.id()));
    assertEquals(Optional.of(kim), accounts().find(EmailAddress.of(" kim@example.COM ").orElseThrow()));
    assertEquals(Optional.of(kim), accounts().find(Username.of("ＫＩＭ").orElseThrow()));
    assertEquals(Optional.empty(), accounts().find(new UserId("user_lee")));
    assertEquals(Optional.empty(), accounts().find(new EmailAddress("lee@example.com")));
    assertEquals(Optional.empty(), accounts().find(new Username("lee")));
  }

  @Test
  @DisplayName("[ACC5] The e-mail address is looked at first, then the user name, then the id; nothing is made for a refused one")
  void unique() {
    make(draft("user_kim", "kim@example.com", "kim", null));
    assertEquals(hindered(Obstacle.EMAIL_TAKEN), accounts().create(draft("user_kim", "KIM@example.com", "KIM", "New")));
    assertEquals(hindered(Obstacle.USERNAME_TAKEN), accounts().create(draft("user_kim", "lee@example.com", "Kim", "New")));
    assertEquals(hindered(Obstacle.USERNAME_TAKEN), accounts().create(draft("user_lee", "lee@example.com", "кім", "New")));
    assertEquals(hindered(Obstacle.ID_TAKEN), accounts().create(draft("user_kim", "lee@example.com", "lee", "New")));
    assertEquals(Optional.empty(), teams().find(new TeamName("New")));
    assertEquals(Optional.empty(), accounts().find(new Username("lee")));
  }

  @Test
  @DisplayName("[ACC5] Of eight at the same moment with the same address and another new team, one gets the account")
  void atTheSameMoment() throws Exception {
    List<Creation> creations = atOnce(8, i -> draft("user_" + i, "kim@example.com", "kim" + i, "Team " + i));
    assertEquals(1, creations.stream().filter(Creation.Made.class::isInstance).count(), creations.toString());
    assertEquals(7, creations.stream().filter(hindered(Obstacle.EMAIL_TAKEN)::equals).count(), creations.toString());
  }

  @Test
  @DisplayName("[ACC14] Of eight at the same moment with the same new team, one makes it and is its admin")
  void oneTeam() throws Exception {
    List<Creation> creations = atOnce(8, i -> draft("user_" + i, "kim" + i + "@example.com", "kim" + i, "Choir"));
    Team choir = teams().find(new TeamName("choir")).orElseThrow();
    List<Account> members = teams().members(choir.id(), 0, 100);
    assertEquals(8, members.size(), creations.toString());
    assertEquals(1, members.stream().filter(member -> member.role() == TeamRole.ADMIN).count());
  }

  private List<Creation> atOnce(int count, java.util.function.IntFunction<Draft> drafts) throws Exception {
    Accounts accounts = accounts();
    CyclicBarrier start = new CyclicBarrier(count);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<Creation>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Draft draft = drafts.apply(i);
        futures.add(threads.submit(() -> {
          start.await();
          return accounts.create(draft);
        }));
      }
      List<Creation> creations = new ArrayList<>();
      for (Future<Creation> future : futures) {
        creations.add(future.get(30, TimeUnit.SECONDS));
      }
      return creations;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("[ACC14] Where teams take nobody by their name the account is in none and asks to be in the team")
  void closedTeams() {
    make(draft("user_kim", "kim@example.com", "kim", "Choir"));
    Draft lee = draft("user_lee", "lee@example.com", "lee", "CHOIR");
    Draft closed = new Draft(
        lee.id(), lee.email(), lee.username(), null, lee.team(), lee.teamId(), false, lee.passwordHash(), NOON, 0);
    Account asking = make(closed);
    assertEquals(null, asking.teamId());
    assertEquals(List.of("Choir"), teams().requestedBy(lee.id()).stream().map(team -> team.name().value()).toList());
    String choir = accounts().find(new UserId("user_kim")).orElseThrow().teamId();
    assertEquals(List.of(new TeamRequest(choir, asking, NOON)), teams().requests(choir));
    assertEquals(1, teams().size(choir));
    assertEquals(Teams.Outcome.NO_REQUEST, teams().accept(choir, new UserId("user_kim")));
    assertEquals(Teams.Outcome.DONE, teams().accept(choir, lee.id()));
    assertEquals(choir, accounts().find(lee.id()).orElseThrow().teamId());
    assertEquals(TeamRole.MEMBER, accounts().find(lee.id()).orElseThrow().role());
    assertEquals(List.of(), teams().requests(choir));
    assertEquals(List.of(), teams().requestedBy(lee.id()));
    assertEquals(Teams.Outcome.NO_REQUEST, teams().decline(choir, lee.id()));
    assertEquals(Teams.Outcome.NO_TEAM, teams().decline("none", lee.id()));
  }

  @Test
  @DisplayName("[ACC8] A login is noted only while the account is active and its password the one that was compared")
  void logins() {
    UserId kim = make(draft("user_kim", "kim@example.com", "kim", null)).id();
    assertEquals(NOON + 1, accounts().recordLogin(kim, "hash-of-user_kim", NOON + 1).orElseThrow().lastLogin());
    assertEquals(NOON + 1, accounts().find(kim).orElseThrow().lastLogin());
    assertEquals(Optional.empty(), accounts().recordLogin(kim, "old", NOON + 2));
    assertEquals(Optional.empty(), accounts().recordLogin(new UserId("nobody"), "x", NOON + 2));
    accounts().deactivate(kim, 0);
    assertEquals(Optional.empty(), accounts().recordLogin(kim, "hash-of-user_kim", NOON + 3));
    assertEquals(NOON + 1, accounts().find(kim).orElseThrow().lastLogin());
  }

  @Test
  @DisplayName("[ACC12] A password is replaced only where it is the one that was compared; what ends never begins again")
  void passwords() {
    UserId kim = make(draft("user_kim", "kim@example.com", "kim", null)).id();
    Account changed = accounts().changePassword(kim, "hash-of-user_kim", "new", NOON, "token-1").orElseThrow();
    assertEquals(List.of("new", NOON, "token-1"), List.of(changed.passwordHash(), changed.tokensValidAfter(), changed.keptToken()));
    assertEquals(Optional.of(changed), accounts().find(kim));
    assertEquals(Optional.empty(), accounts().changePassword(kim, "hash-of-user_kim", "newer", NOON + 9, null));
    assertEquals(NOON, accounts().changePassword(kim, "new", "newer", NOON - 5, null).orElseThrow().tokensValidAfter());
    assertEquals(Optional.empty(), accounts().changePassword(new UserId("nobody"), "a", "b", NOON, null));
    Account gone = accounts().deactivate(kim, NOON + 5).orElseThrow();
    assertFalse(gone.active());
    assertEquals(Optional.empty(), accounts().changePassword(kim, "newer", "newest", NOON, null));
    assertEquals(Optional.empty(), accounts().deactivate(new UserId("nobody"), NOON));
  }

  @Test
  @DisplayName("[ACC16] A team is made once, lists its members by age in pages, and people are moved in and out of it")
  void members() {
    Team choir = teams().findOrCreate(new TeamName("Choir"), "t1", NOON);
    assertEquals(new Team("t1", new TeamName("Choir"), NOON), choir);
    assertEquals(choir, teams().findOrCreate(new TeamName("CHOIR"), "t2", NOON + 1));
    assertEquals(Optional.of(choir), teams().find("t1"));
    assertEquals(Optional.empty(), teams().find("t2"));
    for (String name : List.of("ada", "bob", "cy")) {
      make(draft("user_" + name, name + "@example.com", name, "Choir"));
    }
    assertEquals(List.of("ada", "bob"), names(teams().members("t1", 0, 2)));
    assertEquals(List.of("cy"), names(teams().members("t1", 2, 2)));
    assertEquals(Optional.empty(), teams().move(new UserId("user_bob"), "t2", TeamRole.ADMIN));
    assertEquals(Optional.empty(), teams().move(new UserId("nobody"), "t1", TeamRole.ADMIN));
    assertEquals(TeamRole.ADMIN, teams().move(new UserId("user_bob"), "t1", TeamRole.ADMIN).orElseThrow().role());
    Account out = teams().move(new UserId("user_ada"), null, TeamRole.MEMBER).orElseThrow();
    assertEquals(Optional.of(out), accounts().find(out.id()));
    assertEquals(List.of("bob", "cy"), names(teams().members("t1", 0, 10)));
  }

  private static List<String> names(List<Account> accounts) {
    return accounts.stream().map(account -> account.username().value()).toList();
  }

  @Test
  @DisplayName("[REV4] Ended tokens are kept until they expire, those that expire last first, and then forgotten")
  void endedTokens() {
    RevokedTokens tokens = revokedTokens();
    tokens.add("a", 100);
    tokens.add("b", 300);
    tokens.add("c", 200);
    tokens.add("a", 900);
    assertTrue(tokens.contains("a"));
    assertFalse(tokens.contains("d"));
    assertEquals(Map.of("a", 100L, "b", 300L, "c", 200L), tokens.unexpired(99, 10));
    assertEquals(List.of("b", "c"), List.copyOf(tokens.unexpired(100, 10).keySet()));
    assertEquals(List.of("b"), List.copyOf(tokens.unexpired(0, 1).keySet()));
    tokens.removeExpired(200);
    assertEquals(Map.of("b", 300L), tokens.unexpired(0, 10));
    assertFalse(tokens.contains("c"));
  }
}
