package io.tutti.hub;

import static io.tutti.hub.HubWorld.ROOM;
import static io.tutti.hub.HubWorld.mu;
import static io.tutti.hub.HubWorld.nth;
import static io.tutti.hub.HubWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.parameters.ParameterSchema;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.JournalFailure;
import io.tutti.session.SessionDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DurableBeforeVisibleTest {

  private final HubWorld world = new HubWorld();
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

  @Test
  @DisplayName("[ENV6] While the journal holds the commit nobody hears of it, not even the one who asked")
  void held() {
    Seat annSeat = welcomed("ann", ann);
    Seat bobSeat = welcomed("bob", bob);
    ann.await(Entry.class);
    world.journal.hold();
    int annHeard = ann.heard().size();
    int bobHeard = bob.heard().size();
    annSeat.wish(mu(0.6), "r1");
    world.journal.awaitHeld();
    annSeat.askState("s");
    bobSeat.wish(new Command.UpdateParameters(Map.of("nosuch", 1.0), null), "r2");
    bobSeat.wish(mu(0.65), "r3");
    assertEquals(annHeard, ann.heard().size());
    assertEquals(bobHeard, bob.heard().size());
    world.journal.letPass();
    assertEquals(3, ann.await(Entry.class, 2).seq());
    assertEquals(3, ann.await(Notice.StateReported.class).view().seq());
    assertEquals(ErrorCode.INVALID_PARAM, bob.await(Notice.Refused.class).code());
    Decision.Question question = bob.await(Notice.Questioned.class).question();
    assertEquals(3, question.theirSeq());
    assertTrue(bob.all(Entry.class).get(1).event() instanceof Event.ConflictOpened);
  }

  @Test
  @DisplayName("[ENV6] A newcomer is welcomed only with what is stored")
  void heldWelcome() {
    world.journal.hold();
    world.join("ann", ann);
    world.journal.awaitHeld();
    assertEquals(List.of(), ann.heard());
    world.journal.letPass();
    assertEquals(0, ann.await(Notice.Welcomed.class).seqBefore());
  }

  @Test
  @DisplayName("[ENV6] A report over REST waits for what it rests on")
  void heldReport() throws Exception {
    Seat seat = welcomed("ann", ann);
    world.journal.hold();
    seat.wish(mu(0.6), null);
    world.journal.awaitHeld();
    var report = CompletableFuture.supplyAsync(() -> world.hub.report(ROOM).orElseThrow());
    Assertions.assertThrows(TimeoutException.class, () -> report.get(20, TimeUnit.MILLISECONDS));
    world.journal.letPass();
    assertEquals(0.6, report.get(5, TimeUnit.SECONDS).view().values().get("mu"));
  }

  @Test
  @DisplayName("[ENV7] After a failed commit nobody has heard of what was lost; a load goes on at the stored place")
  void failed() {
    Seat annSeat = welcomed("ann", ann);
    welcomed("bob", bob);
    ann.await(Entry.class);
    world.journal.hold();
    annSeat.wish(mu(0.6), "r1");
    world.journal.awaitHeld();
    annSeat.wish(mu(0.61), "r2");
    annSeat.askState(null);
    world.journal.failNext(new JournalFailure("the disk is full", false));
    world.journal.letPass();
    assertEquals(Ending.UNAVAILABLE, ann.await(Ending.class));
    assertEquals(Ending.UNAVAILABLE, bob.await(Ending.class));
    assertEquals(List.of(2L), ann.seqs());
    assertEquals(List.of(), ann.all(Notice.StateReported.class));
    var again = new FakePeer();
    Seat seat = welcomed("ann", again);
    Notice.Welcomed welcome = again.await(Notice.Welcomed.class);
    assertEquals(2, welcome.seqBefore());
    assertEquals(0.569, welcome.view().values().get("mu"));
    seat.wish(mu(0.61), "r2");
    Entry repeated = again.await(Entry.class);
    assertEquals("r2", repeated.ref());
    assertEquals(welcome.view().seq() + 1, repeated.seq());
    assertEquals(repeated.seq(), world.log().size());
  }

  @Test
  @DisplayName("[ERR6] A session that cannot be loaded is no empty session, and loads when the journal is back")
  void failedLoad() {
    welcomed("ann", ann);
    world.close();
    var next = new HubWorld();
    next.stored.create(SessionDescription.onJoining(ROOM, 500, 0));
    next.journal.breakDown(new JournalFailure("the database is gone", false));
    next.join("bob", bob);
    assertEquals(Ending.UNAVAILABLE, bob.await(Ending.class));
    assertFalse(next.hub.status().storage().isHealthy());
    next.journal.breakDown(null);
    var again = new FakePeer();
    next.join("bob", again);
    assertEquals(0, again.await(Notice.Welcomed.class).seqBefore());
    next.close();
  }

  @Test
  @DisplayName("[ENV5] An event goes to every connection, and says who caused it")
  void everybody() {
    Seat seat = welcomed("ann", ann);
    welcomed("bob", bob);
    var second = new FakePeer();
    world.join("ann", second);
    second.await(Notice.Welcomed.class);
    seat.wish(mu(0.6), "r1");
    for (FakePeer peer : List.of(ann, bob, second)) {
      Entry entry = peer.await(Entry.class, peer == ann ? 2 : 1);
      assertEquals("r1", entry.ref());
      assertEquals(new UserId("ann"), entry.user());
    }
  }

  @Test
  @DisplayName("[ENV3] What changes nothing is acknowledged with the log's end")
  void nothingChanged() {
    Seat seat = welcomed("ann", ann);
    seat.wish(mu(0.569), "r1");
    assertEquals(new Notice.Acknowledged(1, "r1"), ann.await(Notice.Acknowledged.class));
  }

  @Test
  @DisplayName("[ENV6] A relaxed session shows first, and loses no more than that")
  void relaxed() {
    world.hub.create(new SessionDescription(ROOM, null, null, ParameterSchema.trivector(), Role.EDITOR,
        SessionDescription.Visibility.PRIVATE, SessionDescription.Durability.RELAXED, null, false, 500, null, 0));
    Seat seat = welcomed("ann", ann);
    world.journal.awaitAttempts(1);
    world.journal.hold();
    seat.wish(mu(0.6), "r1");
    assertEquals(2, ann.await(Entry.class).seq());
    assertEquals(1, world.log().size());
    seat.leave();
    world.time.pass(60_000);
    assertEquals(1, world.hub.status().loadedSessions(), "it must not be loaded again before its entries are stored");
    world.journal.letPass();
    world.journal.awaitAttempts(2);
    welcomed("bob", bob);
    assertEquals(3, bob.await(Notice.Welcomed.class).seqBefore());
  }

  @Test
  @DisplayName("[ENV2] The time of the log never goes back, also when the machine's clock does, also after a load")
  void time() {
    Seat seat = welcomed("ann", ann);
    world.time.jumpTo(500_000);
    seat.wish(mu(0.6), "r1");
    assertEquals(1_000_000, ann.await(Entry.class).at());
    world.journal.failNext(new JournalFailure("once", false));
    seat.wish(mu(0.61), "r2");
    ann.await(Ending.class);
    welcomed("bob", bob);
    assertEquals(List.of(1_000_000L, 1_000_000L, 1_000_000L, 1_000_000L).subList(0, world.log().size()),
        world.log().stream().map(Entry::at).toList());
  }

  @Test
  @DisplayName("[CON6] A conflict runs out by the server's clock, however many there were, and after a load too")
  void expiry() {
    Seat annSeat = welcomed("ann", ann);
    Seat bobSeat = welcomed("bob", bob);
    int timers = world.time.timers();
    for (int i = 1; i <= 20; i++) {
      annSeat.wish(nth(i * 10), null);
      bobSeat.wish(nth(i * 10 + 300), null);
      Notice.Questioned asked = bob.await(Notice.Questioned.class, i);
      bobSeat.wish(new Command.ResolveConflict(
          "mu", 0.5, io.tutti.parameters.Strategy.CUSTOM, asked.question().conflictId()), null);
      world.awaitStored();
      world.time.pass(1_000);
    }
    assertTrue(world.time.timers() <= timers + 2, "timers pile up: " + world.time.timers());
    annSeat.wish(mu(0.6), null);
    bobSeat.wish(mu(0.65), null);
    bob.await(Notice.Questioned.class, 21);
    world.time.pass(30_002);
    assertEquals(Optional.empty(), world.hub.report(ROOM).orElseThrow().view().conflicts().stream().findFirst());
    Entry last = world.log().get(world.log().size() - 1);
    assertTrue(last.event() instanceof Event.ConflictClosed closed && closed.user() == null);
    assertEquals("ann", person("ann").name());
  }
}
