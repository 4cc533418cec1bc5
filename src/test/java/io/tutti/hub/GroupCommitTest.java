package io.tutti.hub;

import static io.tutti.hub.HubWorld.ROOM;
import static io.tutti.hub.HubWorld.nth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final JournalFailure DISK_FULL = new JournalFailure("the disk is full", false);

  private HubWorld world = new HubWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private static SessionId room(int number) {
    return new SessionId("room" + number);
  }

  private record Visit(FakePeer peer, Seat seat) {}

  private Visit visit(SessionId room) {
    var peer = new FakePeer();
    Seat seat = world.join(room, "ann", peer, null);
    peer.await(Notice.Welcomed.class);
    return new Visit(peer, seat);
  }

  @Test
  @DisplayName("[ENV6] What waits while a commit runs is committed together, whoever's it is")
  void together() {
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      visits.add(visit(room(i)));
    }
    int before = world.journal.attempts().size();
    world.journal.hold();
    visits.get(0).seat().wish(nth(1), null);
    world.journal.awaitHeld();
    visits.forEach(visit -> visit.seat().wish(nth(2), null));
    visits.forEach(visit -> visit.seat().wish(nth(3), null));
    world.journal.letPass();
    visits.forEach(visit -> visit.peer().await(Entry.class, visit == visits.get(0) ? 3 : 2));
    assertEquals(before + 2, world.journal.attempts().size());
    assertEquals(10, world.journal.attempts().get(before + 1).size());
  }

  @Test
  @DisplayName("[ENV7] A commit that fails ends every session in it with UNAVAILABLE, and each goes on from what is stored")
  void failing() {
    Visit one = visit(room(1));
    Visit two = visit(room(2));
    world.journal.hold();
    one.seat().wish(nth(1), null);
    world.journal.awaitHeld();
    two.seat().wish(nth(1), null);
    world.journal.failNext(DISK_FULL);
    world.journal.letOnePass();
    assertEquals(Ending.UNAVAILABLE, one.peer().await(Ending.class));
    assertEquals(Optional.empty(), two.peer().ending());
    world.journal.letPass();
    two.peer().await(Entry.class);
    assertEquals(List.of(), one.peer().seqs());
    assertEquals(1, visit(room(1)).peer().await(Notice.Welcomed.class).seqBefore());
    assertTrue(world.incidents.contains("commit of 1"));
  }

  @Test
  @DisplayName("[ENV4] [ENV7] After a failed commit nothing more of that state is stored: the log gets no gap")
  void noGap() {
    Visit visit = visit(ROOM);
    world.journal.hold();
    visit.seat().wish(nth(1), null);
    world.journal.awaitHeld();
    visit.seat().wish(nth(2), null);
    visit.seat().wish(nth(3), null);
    world.journal.failNext(DISK_FULL);
    world.journal.letPass();
    assertEquals(Ending.UNAVAILABLE, visit.peer().await(Ending.class));
    Visit again = visit(ROOM);
    again.seat().wish(nth(4), null);
    again.peer().await(Entry.class);
    assertNeverAskedForAGap(2);
    assertEquals(List.of(1L, 2L, 3L), world.log().stream().map(Entry::seq).toList());
  }

  /** What the journal was asked to store always followed what it had; {@code failed}: the attempt that it refused. */
  private void assertNeverAskedForAGap(int failed) {
    Map<SessionId, Long> ends = new HashMap<>();
    List<List<Journal.Batch>> attempts = world.journal.attempts();
    for (int i = 0; i < attempts.size(); i++) {
      for (Journal.Batch batch : attempts.get(i)) {
        long end = ends.getOrDefault(batch.session(), 0L);
        assertEquals(end + 1, batch.entries().get(0).seq(), "attempt " + i + " of " + attempts);
        if (i != failed - 1) {
          ends.put(batch.session(), end + batch.entries().size());
        }
      }
    }
  }

  @Test
  @DisplayName("[ENV14] Entries that the journal refuses harm their own session only")
  void isolation() {
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      visits.add(visit(room(i)));
    }
    world.journal.hold();
    visits.get(0).seat().wish(nth(1), null);
    world.journal.awaitHeld();
    visits.forEach(visit -> visit.seat().wish(nth(2), null));
    world.stored.delete(room(2));
    world.journal.letPass();
    assertEquals(Ending.UNAVAILABLE, visits.get(2).peer().await(Ending.class));
    for (int i : new int[] {0, 1, 3}) {
      visits.get(i).peer().await(Entry.class);
      assertEquals(Optional.empty(), visits.get(i).peer().ending());
    }
  }

  @Test
  @DisplayName("[ENV14] A peer that fails at its end takes neither the journal's thread along nor its session's next life")
  void brokenPeer() {
    Visit visit = visit(ROOM);
    visit.peer().breakDown();
    world.journal.failNext(DISK_FULL);
    visit.seat().wish(nth(1), null);
    visit.peer().await(Ending.class);
    Visit again = visit(ROOM);
    again.seat().wish(nth(2), null);
    assertEquals(3, again.peer().await(Entry.class).seq());
    Visit other = visit(room(1));
    other.seat().wish(nth(2), null);
    assertEquals(2, other.peer().await(Entry.class).seq());
  }

  @Test
  @DisplayName("[ERR5] While the journal is too far behind, who wishes waits, and goes on when there is room")
  void backlog() throws Exception {
    world.close();
    world = new HubWorld(new HubSettings(true, 1_000, 1_000, 0, 5, 10_000, 60_000, 500));
    Visit visit = visit(ROOM);
    world.pumpUntil(() -> world.hub.status().backlog() == 0);
    world.journal.hold();
    for (int i = 1; i <= 5; i++) {
      visit.seat().wish(nth(i), null);
    }
    var sixth = CompletableFuture.runAsync(() -> visit.seat().wish(nth(6), null));
    world.journal.awaitHeld();
    assertEquals(5, world.hub.status().backlog());
    assertFalse(isDoneWithin(sixth, 50));
    world.journal.letPass();
    sixth.get(20, TimeUnit.SECONDS);
    visit.peer().await(Entry.class, 6);
    assertEquals(7, world.log().size());
  }

  private static boolean isDoneWithin(CompletableFuture<?> future, long millis) throws Exception {
    try {
      future.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("[ERR8] Stopping stores what was decided, then ends everybody with GOING_DOWN")
  void stopping() throws Exception {
    Visit visit = visit(ROOM);
    world.journal.hold();
    for (int i = 1; i <= 20; i++) {
      visit.seat().wish(nth(i), "r" + i);
    }
    world.journal.awaitHeld();
    var stop = CompletableFuture.supplyAsync(() -> world.hub.stop(20_000));
    assertFalse(isDoneWithin(stop, 20));
    world.journal.letPass();
    assertTrue(stop.get(20, TimeUnit.SECONDS));
    assertEquals(21, world.log().size());
    assertEquals(Ending.GOING_DOWN, visit.peer().await(Ending.class));
    assertEquals(20, visit.peer().seqs().size());
    var late = new FakePeer();
    world.join("bob", late).wish(nth(1), "r");
    assertEquals(Ending.GOING_DOWN, late.await(Ending.class));
    assertEquals(ErrorCode.UNAVAILABLE, late.await(Notice.Refused.class).code());
    for (Thread thread : world.threads) {
      thread.join(20_000);
      assertFalse(thread.isAlive());
    }
  }

  @Test
  @DisplayName("[ERR8] A stop that cannot store everything in time says so")
  void stoppingLate() {
    Visit visit = visit(ROOM);
    world.journal.hold();
    visit.seat().wish(nth(1), null);
    assertFalse(world.hub.stop(1));
    assertTrue(visit.peer().seqs().isEmpty());
  }
}
