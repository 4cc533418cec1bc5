package io.tutti.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ann has two connections (1 and 2), Bob one (3); all come at the time 0. */
class RosterTest {

  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final Object PLACE = Map.of("file", "a.py", "line", 3L);

  private final Roster roster = new Roster();

  @BeforeEach
  void arrive() {
    roster.arrive(1, ANN, new ClientId("one"), 0);
    roster.arrive(2, ANN, new ClientId("two"), 0);
    roster.arrive(3, BOB, new ClientId("bobs"), 0);
  }

  private static Change of(Aspect aspect, Object value) {
    return new Change(null, Collections.singletonMap(aspect, value));
  }

  private static Change of(Status status) {
    return new Change(status, Map.of());
  }

  private Status statusOf(UserId user) {
    return roster.statuses().get(user);
  }

  @Test
  @DisplayName("[PRES2] What is told is what is new: the same again is no news, later values win, null takes away")
  void news() {
    roster.update(1, of(Aspect.CURSOR, PLACE), 10);
    roster.update(1, of(Aspect.CURSOR, Map.of("file", "b.py")), 11);
    roster.update(1, of(Status.IDLE), 12);
    assertEquals(List.of(new Roster.News(1, ANN, new ClientId("one"),
        new Change(Status.IDLE, Map.of(Aspect.CURSOR, Map.of("file", "b.py"))), false)), roster.takeNews());
    roster.update(1, of(Aspect.CURSOR, Map.of("file", "b.py")), 13);
    roster.update(1, of(Status.IDLE), 14);
    roster.takeAttentions();
    assertFalse(roster.hasNews());
    roster.update(1, of(Aspect.CURSOR, null), 15);
    assertEquals(of(Aspect.CURSOR, null), roster.takeNews().get(0).change());
  }

  @Test
  @DisplayName("[PRES8] A snapshot has each connection, in order of arrival; asked for a file, those whose screen or cursor is there")
  void sightings() {
    roster.update(1, of(Aspect.CURSOR, PLACE), 10);
    roster.update(3, of(Aspect.CURSOR, PLACE), 20);
    roster.update(3, of(Aspect.VIEWPORT, Map.of("file", "b.py")), 21);
    List<Sighting> all = roster.sightings();
    assertEquals(List.of("one", "two", "bobs"), all.stream().map(sighting -> sighting.client().value()).toList());
    assertEquals(10, all.get(0).updatedAt());
    assertTrue(all.get(0).views("a.py"));
    assertFalse(all.get(1).views("a.py"));
    assertFalse(all.get(2).views("a.py"), "the screen counts, not the cursor");
    assertTrue(all.get(2).views("b.py"));
  }

  @Test
  @DisplayName("[PRES3] Who says nothing for 60 s is idle, for 5 min away and without a cursor; a word makes active again")
  void fading() {
    roster.update(3, of(Aspect.CURSOR, PLACE), 0);
    roster.tick(59_999);
    assertEquals(Status.ACTIVE, statusOf(BOB));
    roster.tick(60_000);
    assertEquals(Status.IDLE, statusOf(BOB));
    assertEquals(Optional.of(300_000L), roster.nextDue());
    roster.tick(300_000);
    assertEquals(Status.AWAY, statusOf(BOB));
    assertEquals(null, roster.sightings().get(2).aspects().get(Aspect.CURSOR));
    assertEquals(Optional.empty(), roster.nextDue());
    roster.takeNews();
    roster.heard(3, 400_000);
    assertEquals(Status.ACTIVE, statusOf(BOB));
    assertEquals(of(Status.ACTIVE), roster.takeNews().get(0).change());
    assertEquals(Optional.of(460_000L), roster.nextDue());
  }

  @Test
  @DisplayName("[PRES3] A status that was said stays as long as it is not taken back, whatever else is said")
  void said() {
    roster.update(3, of(Status.AWAY), 10);
    roster.heard(3, 20);
    roster.update(3, of(Aspect.CURSOR, PLACE), 30);
    assertEquals(Status.AWAY, statusOf(BOB));
    roster.update(3, of(Status.ACTIVE), 40);
    assertEquals(Status.ACTIVE, statusOf(BOB));
    roster.tick(60_040);
    assertEquals(Status.IDLE, statusOf(BOB));
  }

  @Test
  @DisplayName("[PRES4] Nobody types any more 5 s after it was last said")
  void typing() {
    roster.update(3, of(Aspect.TYPING, Map.of("in", "chat")), 0);
    roster.update(3, of(Aspect.TYPING, Map.of("in", "chat")), 3_000);
    roster.tick(7_999);
    assertEquals(Map.of("in", "chat"), roster.sightings().get(2).aspects().get(Aspect.TYPING));
    assertEquals(Optional.of(8_000L), roster.nextDue());
    roster.tick(8_000);
    assertEquals(null, roster.sightings().get(2).aspects().get(Aspect.TYPING));
  }

  @Test
  @DisplayName("[PRES5] A person is as attentive as the most attentive connection")
  void grouped() {
    roster.update(1, of(Status.AWAY), 10);
    assertEquals(Status.ACTIVE, statusOf(ANN));
    roster.update(2, of(Status.IDLE), 10);
    assertEquals(Status.IDLE, statusOf(ANN));
    roster.leave(2);
    assertEquals(Status.AWAY, statusOf(ANN));
  }

  @Test
  @DisplayName("[PRES5] A person's status is told whenever a connection says, or by its going takes along, one; it is of all together")
  void attention() {
    roster.update(1, of(Status.AWAY), 10);
    assertTrue(roster.hasNews());
    assertEquals(Map.of(ANN, Status.ACTIVE), roster.takeAttentions(), "the other tab is active");
    roster.update(1, of(Status.AWAY), 20);
    assertEquals(Map.of(), roster.takeAttentions(), "the same again");
    roster.leave(2);
    assertEquals(Map.of(ANN, Status.AWAY), roster.takeAttentions());
    roster.arrive(4, ANN, new ClientId("four"), 20);
    assertEquals(Map.of(ANN, Status.ACTIVE), roster.takeAttentions(), "she is back with another tab");
    roster.arrive(5, ANN, new ClientId("five"), 20);
    roster.leave(1);
    roster.leave(5);
    assertEquals(Map.of(), roster.takeAttentions(), "nothing has changed");
    roster.update(4, of(Status.IDLE), 30);
    roster.leave(4);
    assertEquals(Map.of(), roster.takeAttentions(), "nobody is there to be attentive");
    roster.tick(60_000);
    assertEquals(Map.of(BOB, Status.IDLE), roster.takeAttentions());
  }

  @Test
  @DisplayName("[PRES3] A viewport goes after 5 min too, for who looked there then need not look there now")
  void staleViewport() {
    roster.leave(1);
    roster.leave(2);
    roster.update(3, of(Aspect.VIEWPORT, Map.of("file", "b.py", "start_line", 1L)), 0);
    roster.update(3, of(Status.AWAY), 0);
    assertEquals(Optional.of(300_000L), roster.nextDue(), "also of somebody whose status was said");
    roster.takeNews();
    roster.tick(300_000);
    assertEquals(List.of(of(Aspect.VIEWPORT, null)), roster.takeNews().stream().map(Roster.News::change).toList());
    assertFalse(roster.sightings().get(0).views("b.py"));
    assertEquals(Optional.empty(), roster.nextDue());
  }

  @Test
  @DisplayName("[LSM4] Of several connections the cursor counts that moved last; one that shows none does not hide it")
  void latest() {
    roster.update(1, of(Aspect.CURSOR, PLACE), 10);
    roster.update(2, of(Aspect.CURSOR, Map.of("file", "b.py")), 20);
    assertEquals(Map.of(ANN, Map.of("file", "b.py")), roster.latest(Aspect.CURSOR));
    roster.update(2, of(Aspect.CURSOR, null), 30);
    assertEquals(Map.of(ANN, PLACE), roster.latest(Aspect.CURSOR));
  }

  @Test
  @DisplayName("[PRES12] What a closed tab showed is taken back where its person stays; with the last one nothing needs to be")
  void farewell() {
    roster.update(1, new Change(null, Map.of(Aspect.CURSOR, PLACE, Aspect.CUSTOM, "x")), 10);
    roster.update(3, of(Aspect.CURSOR, PLACE), 10);
    roster.takeNews();
    roster.leave(1);
    roster.leave(3);
    Map<Aspect, Object> nothing = new java.util.EnumMap<>(Aspect.class);
    nothing.put(Aspect.CURSOR, null);
    nothing.put(Aspect.CUSTOM, null);
    assertTrue(roster.hasNews());
    assertEquals(List.of(new Roster.News(1, ANN, new ClientId("one"), new Change(null, nothing), true)), roster.takeNews());
    roster.leave(2);
    assertFalse(roster.hasNews());
    assertEquals(List.of(), roster.sightings());
  }

  @Test
  @DisplayName("[PRES12] A closed tab that never showed anything is told where it was seen, so that nobody goes on counting it")
  void silentFarewell() {
    roster.arrive(4, ANN, new ClientId("unseen"), 20);
    roster.leave(4);
    assertFalse(roster.hasNews());
    roster.sightings();
    roster.leave(1);
    assertEquals(List.of(new Roster.News(1, ANN, new ClientId("one"), new Change(null, Map.of()), true)), roster.takeNews());
  }

  @Test
  @DisplayName("[PRES12] Where the same tab has come back by another connection, what that one shows stays")
  void successor() {
    Map<String, Object> elsewhere = Map.of("file", "b.txt");
    roster.update(1, new Change(null, Map.of(Aspect.CURSOR, PLACE, Aspect.CUSTOM, "x")), 10);
    roster.arrive(4, ANN, new ClientId("one"), 20);
    roster.update(4, of(Aspect.CURSOR, elsewhere), 20);
    roster.takeNews();
    roster.leave(1);
    Map<Aspect, Object> rest = new java.util.EnumMap<>(Aspect.class);
    rest.put(Aspect.CURSOR, elsewhere);
    rest.put(Aspect.CUSTOM, null);
    assertEquals(List.of(new Roster.News(1, ANN, new ClientId("one"), new Change(null, rest), false)), roster.takeNews());
  }

  @Test
  @DisplayName("[PRES12] A connection that is gone is not heard any more")
  void gone() {
    roster.leave(3);
    roster.update(3, of(Status.IDLE), 10);
    roster.heard(3, 10);
    assertFalse(roster.hasNews());
    assertEquals(2, roster.sightings().size());
  }
}
