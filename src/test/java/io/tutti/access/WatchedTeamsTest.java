package io.tutti.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.identity.UserId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every way out of a team is told. */
class WatchedTeamsTest {

  private static final UserId BOB = new UserId("bob");
  private static final Account ACCOUNT = new Account(BOB, new EmailAddress("bob@example.org"), new Username("bob"), null, null,
      TeamRole.MEMBER, "hash", true, 0, null, 0, null);
  /** What each change does: whether somebody may be in their team no longer afterwards. A new method must say so here. */
  private static final Map<String, Boolean> ENDS = Map.of("move", true, "dismiss", true, "delete", true, "admit", false,
      "giveRole", false, "create", false, "change", false, "accept", false, "decline", false);
  private static final Set<String> READS = Set.of("find", "findOrCreate", "members", "size", "requests", "requestedBy");

  private final List<String> told = new ArrayList<>();

  private Teams watched(Object outcome) {
    InvocationHandler answering = (proxy, method, arguments) -> outcome;
    Teams teams = (Teams) Proxy.newProxyInstance(Teams.class.getClassLoader(), new Class<?>[] {Teams.class}, answering);
    return new WatchedTeams(teams, user -> "red", (user, team) -> told.add(user + " left " + team));
  }

  @Test
  @DisplayName("[TEAM20] Each method of teams is known to let somebody go or not")
  void complete() {
    Set<String> methods = new TreeSet<>();
    for (Method method : Teams.class.getMethods()) {
      methods.add(method.getName());
    }
    Set<String> known = new TreeSet<>(READS);
    known.addAll(ENDS.keySet());
    assertEquals(known, methods);
  }

  @Test
  @DisplayName("[TEAM20] Whoever leaves, is let go, is moved or deletes the team is told of, once it is done")
  void told() {
    watched(Teams.Outcome.DONE).dismiss("red", BOB);
    watched(Teams.Outcome.DONE).delete("red", BOB);
    watched(Optional.of(ACCOUNT)).move(BOB, "blue", TeamRole.MEMBER);
    watched(Optional.of(ACCOUNT)).move(BOB, null, TeamRole.MEMBER);
    assertEquals(List.of("bob left red", "bob left red", "bob left red", "bob left red"), told);
  }

  @Test
  @DisplayName("[TEAM20] What was refused, and what lets nobody go, is not told")
  void untold() {
    watched(Teams.Outcome.LAST_ADMIN).dismiss("red", BOB);
    watched(Teams.Outcome.HAS_MEMBERS).delete("red", BOB);
    watched(Optional.empty()).move(BOB, "blue", TeamRole.MEMBER);
    watched(Optional.of(ACCOUNT)).move(BOB, "red", TeamRole.ADMIN);
    watched(Teams.Outcome.DONE).admit("red", BOB, TeamRole.MEMBER);
    watched(Teams.Outcome.DONE).giveRole("red", BOB, TeamRole.ADMIN);
    assertEquals(List.of(), told);
  }
}
