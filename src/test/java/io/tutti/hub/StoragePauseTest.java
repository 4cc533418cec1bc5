package io.tutti.hub;

import static io.tutti.hub.HubWorld.ROOM;
import static io.tutti.hub.HubWorld.mu;
import static io.tutti.hub.HubWorld.nth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A session while nothing can be stored")
@Timeout(60)
class StoragePauseTest {

  private static final String FULL = "The disk is full";

  private final HubWorld world = new HubWorld();
  private final FakePeer ann = new FakePeer();
  private final FakePeer bob = new FakePeer();

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private Seat welcomed(String name, FakePeer peer) {
    Seat seat = world.join(name, peer);
    peer.await(Notice.Welcomed.class);
    return seat;
  }

  @Test
  @DisplayName("[STORE1] [STORE2] A command is refused by name, changes nothing, sends nobody away, and is taken once it can be stored")
  void refuses() {
    Seat seat = welcomed("ann", ann);
    world.journal.refuse(FULL);
    seat.wish(mu(0.6), "r");
    Notice.Refused refused = ann.await(Notice.Refused.class);
    assertEquals(ErrorCode.UNAVAILABLE, refused.code());
    assertEquals(FULL, refused.message());
    assertEquals("r", refused.ref());
    assertEquals(new Outcome.Refused(ErrorCode.UNAVAILABLE, FULL, Map.of()),
        world.hub.perform(ROOM, Origin.of(new UserId("ann"), null), mu(0.7)).orElseThrow());
    seat.askState("s");
    assertEquals(1, ann.await(Notice.StateReported.class).view().seq());
    world.journal.refuse(null);
    seat.wish(mu(0.6), "r");
    assertEquals("r", ann.await(Entry.class).ref());
    assertEquals(Optional.empty(), ann.ending());
    assertEquals(List.of(), world.incidents);
  }

  @Test
  @DisplayName("[STORE1] A command that was stored before is answered as it was, though nothing can be stored now")
  void answersRepetitions() {
    Seat seat = welcomed("ann", ann);
    seat.wish(mu(0.6), "r");
    Entry stored = ann.await(Entry.class);
    world.journal.refuse(FULL);
    seat.wish(mu(0.6), "r");
    assertEquals(stored, ann.await(Notice.Repeated.class).entry());
  }

  @Test
  @DisplayName("[STORE1] Who comes meanwhile is told to come later; afterwards they come in")
  void newcomers() {
    welcomed("ann", ann);
    world.journal.refuse(FULL);
    world.join("bob", bob);
    assertEquals(Ending.UNAVAILABLE, bob.await(Ending.class));
    world.journal.refuse(null);
    FakePeer again = new FakePeer();
    welcomed("bob", again);
    assertEquals(List.of(), world.incidents);
  }

  @Test
  @DisplayName("[STORE1] [STORE2] Who leaves meanwhile has left once that can be stored; who came back by then has not")
  void leaving() {
    Seat annSeat = welcomed("ann", ann);
    Seat bobSeat = welcomed("bob", bob);
    FakePeer carol = new FakePeer();
    Seat carolSeat = welcomed("carol", carol);
    annSeat.wish(nth(1), null);
    carol.await(Entry.class);
    world.journal.refuse(FULL);
    bobSeat.leave();
    carolSeat.leave();
    world.time.pass(10_000);
    world.journal.refuse(null);
    welcomed("carol", new FakePeer());
    world.time.pass(1_001);
    world.awaitStored();
    List<Event> left = world.log().stream().map(Entry::event).filter(Event.Left.class::isInstance).toList();
    assertEquals(1, left.stream().filter(event -> ((Event.Left) event).user().equals(new UserId("bob"))).count());
    assertEquals(Optional.empty(), ann.ending());
    assertTrue(world.hub.report(ROOM).orElseThrow().attendance().connections().containsKey(new UserId("carol")));
  }

  @Test
  @DisplayName("[STORE1] [STORE2] A conflict that runs out meanwhile is settled afterwards, and is not tried a thousand times a second")
  void conflicts() {
    Seat annSeat = welcomed("ann", ann);
    Seat bobSeat = welcomed("bob", bob);
    annSeat.wish(mu(0.6), null);
    bob.await(Entry.class);
    bobSeat.wish(mu(0.7), null);
    bob.await(Notice.Questioned.class);
    world.journal.refuse(FULL);
    world.time.pass(120_000);
    long stored = world.log().size();
    world.journal.refuse(null);
    world.time.pass(1_001);
    world.awaitStored();
    assertEquals(stored + 1, world.log().size());
    assertEquals(List.of(), world.hub.report(ROOM).orElseThrow().view().conflicts());
    assertEquals(List.of(), world.incidents);
  }
}
