package io.tutti.hub;

import static io.tutti.hub.HubWorld.ROOM;
import static io.tutti.hub.HubWorld.mu;
import static io.tutti.hub.HubWorld.nth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.JournalFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EndingsTest {

  private final HubWorld world = new HubWorld(new HubSettings(true, 500, 20, 0, 20_000, 10_000, 60_000, 500));
  private final FakePeer ann = new FakePeer();
  private final FakePeer bob = new FakePeer();

  @AfterEach
  void close() {
    world.close();
  }

  private Seat welcomed(String name, FakePeer peer) {
    Seat seat = world.join(name, peer);
    peer.await(Notice.Welcomed.class);
    return seat;
  }

  private static UserId user(String name) {
    return new UserId(name);
  }

  // ---- removal ----

  @Test
  @DisplayName("[ROLE5] Who is removed sees it, is ended on every connection, and the others stay")
  void kicked() {
    Seat annSeat = welcomed("ann", ann);
    welcomed("bob", bob);
    var second = new FakePeer();
    welcomed("bob", second);
    annSeat.wish(new Command.Kick(user("bob")), "k");
    for (FakePeer peer : List.of(bob, second)) {
      assertEquals(Ending.KICKED, peer.await(Ending.class));
      assertEquals(new Event.Left(user("bob"), true), peer.await(Entry.class).event());
    }
    assertEquals(Optional.empty(), ann.ending());
    assertEquals(1, world.hub.status().connections());
  }

  @Test
  @DisplayName("[ROLE5] What somebody wishes who has just been removed has no effect")
  void wishesOfTheKicked() {
    Seat annSeat = welcomed("ann", ann);
    Seat bobSeat = welcomed("bob", bob);
    ann.await(Entry.class);
    world.journal.hold();
    annSeat.wish(new Command.Kick(user("bob")), "k");
    world.journal.awaitHeld();
    bobSeat.wish(mu(0.6), "r");
    world.journal.letPass();
    bob.await(Ending.class);
    annSeat.wish(mu(0.61), "end");
    ann.await(Entry.class, 3);
    assertEquals(List.of("k", "end"), world.log().stream().map(Entry::ref).filter(ref -> ref != null).toList());
  }

  @Test
  @DisplayName("[JOIN14] [ROLE5] Where the only one here was removed, the session goes to rest")
  void lastOneKicked() {
    welcomed("ann", ann);
    world.time.pass(60_001);
    assertEquals(new Outcome.Done(2), world.hub.perform(ROOM, Origin.of(user("ann"), null), new Command.Kick(user("ann"))).orElseThrow());
    ann.await(Ending.class);
    world.rest();
  }

  // ---- rest ----

  @Test
  @DisplayName("[JOIN14] A session without connections leaves memory, and comes back as it was")
  void rest() {
    Seat seat = welcomed("ann", ann);
    for (int i = 1; i <= 30; i++) {
      seat.wish(nth(i), null);
    }
    ann.await(Entry.class, 30);
    seat.leave();
    world.awaitStored();
    world.time.pass(59_999);
    assertEquals(1, world.hub.status().loadedSessions());
    world.rest();
    welcomed("bob", bob);
    assertEquals(32, bob.await(Notice.Welcomed.class).seqBefore());
    assertTrue(world.stored.open(ROOM).orElseThrow().snapshot() != null);
  }

  @Test
  @Timeout(20)
  @DisplayName("[JOIN14] It waits while its snapshot is being stored or its events are")
  void restWaits() {
    Seat seat = welcomed("ann", ann);
    for (int i = 1; i <= 10; i++) {
      seat.wish(nth(i), null);
    }
    ann.await(Entry.class, 10);
    world.journal.hold();
    seat.leave();
    world.journal.awaitHeld();
    world.time.pass(60_001);
    assertEquals(1, world.hub.status().loadedSessions());
    world.pumped = true;
    world.journal.letPass();
    world.journal.awaitAttempts(1);
    assertTrue(world.hub.report(ROOM).isPresent());
    world.time.pass(60_001);
    while (world.storage.size() == 0) {
      Thread.onSpinWait();
    }
    assertEquals(1, world.hub.status().loadedSessions());
    world.rest();
    assertEquals(12, world.stored.open(ROOM).orElseThrow().snapshot().seq());
  }

  @Test
  @DisplayName("[JOIN14] Who comes at the moment of the rest is let in, and what is wished meanwhile waits")
  void restAndJoin() throws Exception {
    for (int round = 0; round < 200; round++) {
      var peer = new FakePeer();
      var resting = CompletableFuture.runAsync(() -> world.time.pass(60_001));
      Seat seat = world.join("ann", peer);
      seat.wish(nth(round), "r" + round);
      assertEquals("r" + round, peer.await(Entry.class).ref(), "round " + round + ": " + peer);
      resting.get(5, TimeUnit.SECONDS);
      seat.leave();
    }
    assertEquals(List.of(), world.incidents);
    assertEquals(200, world.log().stream().filter(entry -> entry.ref() != null).count());
  }

  // ---- commands over no connection ----

  @Test
  @DisplayName("[JOIN14] A command over REST reaches a session that rests, or goes to rest at that moment")
  void performAndRest() throws Exception {
    welcomed("ann", ann).leave();
    for (int round = 1; round <= 200; round++) {
      var resting = CompletableFuture.runAsync(() -> world.time.pass(60_001));
      Role role = round % 2 == 0 ? Role.EDITOR : Role.VIEWER;
      Optional<Outcome> outcome = world.hub.perform(ROOM, Origin.of(user("ann"), null), new Command.ChangeRole(user("bob"), role));
      assertEquals(Optional.of(new Outcome.Done(2 + round)), outcome, "round " + round);
      resting.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("[ROLE1] A command over REST is refused as over a connection, and unknown sessions are not made")
  void performRefused() {
    welcomed("ann", ann);
    Outcome outcome = world.hub.perform(ROOM, Origin.of(user("eve"), null), new Command.Kick(user("ann"))).orElseThrow();
    assertEquals(ErrorCode.FORBIDDEN, ((Outcome.Refused) outcome).code());
    var nowhere = new io.tutti.identity.SessionId("nowhere");
    assertEquals(Optional.empty(), world.hub.perform(nowhere, Origin.of(user("ann"), null), new Command.Kick(user("eve"))));
    assertFalse(world.hub.forget(nowhere));
    assertFalse(world.hub.delete(nowhere));
    assertEquals(Optional.empty(), world.hub.report(nowhere));
    assertEquals(1, world.hub.status().loadedSessions());
  }

  @Test
  @DisplayName("[JOIN16] Forgetting reaches a session that goes to rest at that moment, and the places go on")
  void forgetAndRest() throws Exception {
    welcomed("ann", ann).leave();
    for (int round = 1; round <= 100; round++) {
      var peer = new FakePeer();
      welcomed("ann", peer).leave();
      var resting = CompletableFuture.runAsync(() -> world.time.pass(60_001));
      assertTrue(world.hub.forget(ROOM), "round " + round);
      resting.get(5, TimeUnit.SECONDS);
      assertEquals(2 + 2 * round, world.hub.report(ROOM).orElseThrow().view().seq());
    }
  }

  // ---- deletion ----

  @Test
  @DisplayName("[JOIN15] Deleting ends everybody and is answered when the storage has nothing left")
  void delete() {
    Seat seat = welcomed("ann", ann);
    welcomed("bob", bob);
    seat.wish(mu(0.6), "r");
    assertTrue(world.hub.delete(ROOM));
    assertEquals(Ending.DELETED, ann.await(Ending.class));
    assertEquals(Ending.DELETED, bob.await(Ending.class));
    assertEquals(Optional.empty(), world.stored.describe(ROOM));
    assertFalse(world.hub.delete(ROOM));
    world.createAgain();
    var again = new FakePeer();
    welcomed("ann", again);
    assertEquals(0, again.await(Notice.Welcomed.class).seqBefore());
  }

  @Test
  @DisplayName("[JOIN15] A session that rests, or goes to rest at that moment, is deleted all the same")
  void deleteAndRest() throws Exception {
    for (int round = 0; round < 200; round++) {
      world.createAgain();
      welcomed("ann", new FakePeer()).leave();
      var resting = CompletableFuture.runAsync(() -> world.time.pass(60_001));
      assertTrue(world.hub.delete(ROOM));
      assertEquals(Optional.empty(), world.stored.describe(ROOM), "round " + round);
      resting.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("[JOIN15] A deletion that the storage refuses is not said to have happened")
  void deleteFails() {
    welcomed("ann", ann);
    world.pumped = true;
    var deletion = CompletableFuture.supplyAsync(() -> world.hub.delete(ROOM));
    ann.await(Ending.class);
    world.journal.breakDown(new JournalFailure("gone", false));
    while (!deletion.isDone()) {
      world.storage.runOne();
      Thread.onSpinWait();
    }
    assertThrows(Exception.class, deletion::join);
    world.journal.breakDown(null);
    world.pumped = false;
    assertTrue(world.stored.describe(ROOM).isPresent());
    var again = new FakePeer();
    welcomed("ann", again);
    assertTrue(world.hub.delete(ROOM));
  }

  @Test
  @DisplayName("[JOIN15] A session that cannot be loaded can be deleted, or the deletion says that it failed")
  void deleteUnloadable() {
    welcomed("ann", ann).leave();
    world.rest();
    Event impossible = new Event.ParametersChanged(user("ann"), java.util.Map.of("nosuch", 1.0), java.util.Map.of());
    world.stored.append(List.of(new io.tutti.session.Journal.Batch(
        ROOM, List.of(new Entry(3, 5, user("ann"), null, null, impossible)))));
    welcomedNever();
    assertTrue(world.hub.delete(ROOM));
    assertEquals(Optional.empty(), world.stored.describe(ROOM));
  }

  private void welcomedNever() {
    world.join("bob", bob);
    assertEquals(Ending.UNAVAILABLE, bob.await(Ending.class));
  }

  @Test
  @DisplayName("[JOIN15] A snapshot that is late does not outlive the deletion into a session of the same id")
  void lateSnapshot() throws Exception {
    Seat seat = welcomed("ann", ann);
    world.pumped = true;
    for (int i = 1; i <= 25; i++) {
      seat.wish(nth(i), null);
    }
    ann.await(Entry.class, 25);
    var deletion = CompletableFuture.supplyAsync(() -> world.hub.delete(ROOM));
    ann.await(Ending.class);
    List<Runnable> waiting = new ArrayList<>();
    waiting.add(() -> { });
    while (!deletion.isDone()) {
      // The newest first: a pool of threads promises no order.
      world.storage.runAny(new java.util.Random() {
        @Override
        public int nextInt(int bound) {
          return bound - 1;
        }
      });
      Thread.onSpinWait();
    }
    assertTrue(deletion.get());
    welcomedAfterDeletion();
    world.storage.runAll();
    assertEquals(1, world.hub.report(ROOM).orElseThrow().view().seq());
    assertEquals(null, world.stored.open(ROOM).orElseThrow().snapshot());
  }

  private void welcomedAfterDeletion() {
    world.pumped = false;
    world.createAgain();
    var again = new FakePeer();
    welcomed("ann", again);
    assertEquals(0, again.await(Notice.Welcomed.class).seqBefore());
  }

  @Test
  @DisplayName("[ENV14] A bug in one session ends that one alone, which is loaded again with everything stored")
  void bug() {
    Seat seat = welcomed("ann", ann);
    var other = new FakePeer();
    world.join(new io.tutti.identity.SessionId("other"), "cid", other, null);
    other.await(Notice.Welcomed.class);
    welcomed("bob", bob);
    ann.await(Entry.class);
    bob.breakDown();
    seat.wish(mu(0.6), "r");
    assertEquals(Ending.UNAVAILABLE, ann.await(Ending.class));
    assertEquals(Optional.empty(), other.ending());
    var again = new FakePeer();
    Seat next = welcomed("ann", again);
    assertEquals(3, again.await(Notice.Welcomed.class).seqBefore());
    next.wish(mu(0.61), "s");
    assertEquals("s", again.await(Entry.class).ref());
  }
}
