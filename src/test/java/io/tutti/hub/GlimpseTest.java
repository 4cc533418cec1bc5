package io.tutti.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.session.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Signals that everybody is shown at one moment, by a clock that stands until it is moved. */
class GlimpseTest {

  private final HubWorld world = new HubWorld();
  private final AtomicInteger renderings = new AtomicInteger();

  @AfterEach
  void close() {
    world.close();
  }

  /** A connection of a dialect that puts the signals of a moment together, at a price. Confined to the test's thread. */
  private final class Together implements Peer {
    private final FakePeer inner = new FakePeer();
    private final List<String> moments = new ArrayList<>();
    private final int price;

    Together(int price) {
      this.price = price;
    }

    @Override
    public int sense(Glimpse glimpse) {
      moments.add(glimpse.rendering(Together.class, () -> renderings.incrementAndGet() + ": " + glimpse.signals().size()));
      return price;
    }

    @Override
    public void sense(List<Sensed> signals) {
      throw new AssertionError("these are for one only");
    }

    @Override
    public void show(Published event) {
      inner.show(event);
    }

    @Override
    public void tell(Notice notice) {
      inner.tell(notice);
    }

    @Override
    public void end(Ending ending) {
      inner.end(ending);
    }
  }

  private Seat enter(String name, Peer peer, FakePeer told) {
    Seat seat = world.hub.join(HubWorld.ROOM, new Newcomer(HubWorld.person(name), new ClientId("tab-" + name), null), peer);
    told.await(Notice.Welcomed.class);
    world.awaitStored();
    return seat;
  }

  private static void move(Seat seat, String name, long line) {
    seat.signal(new Signal.Appearance(new UserId(name), new ClientId("tab-" + name),
        new Change(null, Map.of(Aspect.CURSOR, Map.of("file", "f", "line", line)))));
  }

  @Test
  @DisplayName("[BATCH2] What is made of a moment is made once, the same for all; who puts nothing together gets each signal")
  void once() {
    Together ann = new Together(1);
    Together bob = new Together(1);
    FakePeer cid = new FakePeer();
    Seat ofAnn = enter("ann", ann, ann.inner);
    Seat ofBob = enter("bob", bob, bob.inner);
    enter("cid", cid, cid);
    move(ofAnn, "ann", 1);
    move(ofAnn, "ann", 2);
    move(ofBob, "bob", 3);
    pass(SignalDesk.INTERVAL_MILLIS);
    assertEquals(List.of("1: 1", "2: 2"), ann.moments);
    assertEquals(ann.moments, bob.moments);
    assertEquals(3, cid.all(Signal.class).size());
  }

  @Test
  @DisplayName("Where showing costs much, moments are further apart: a millisecond for each 160 messages that it is worth")
  void price() {
    Together ann = new Together(16_000);
    Together bob = new Together(16_000);
    Seat ofAnn = enter("ann", ann, ann.inner);
    enter("bob", bob, bob.inner);
    move(ofAnn, "ann", 1);
    move(ofAnn, "ann", 2);
    pass(199);
    assertEquals(List.of("1: 1"), bob.moments);
    pass(1);
    assertEquals(List.of("1: 1", "2: 1"), bob.moments);
  }

  /** Lets time pass, once what was begun is done, and waits until what comes of it is done too. */
  private void pass(long millis) {
    world.awaitStored();
    world.time.pass(millis);
    world.awaitStored();
  }
}
