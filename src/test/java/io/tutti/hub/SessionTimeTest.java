package io.tutti.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Signal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session's time when the clock jumps")
class SessionTimeTest {

  private static final long HOUR = 3_600_000;
  private static final long START = 10 * HOUR;

  private final AtomicLong clock = new AtomicLong(START);
  private final SessionTime time = new SessionTime(clock::get);

  @Test
  @DisplayName("[ENV2] It is the clock's, also after the clock is put forward")
  void follows() {
    clock.addAndGet(5);
    assertEquals(START + 5, time.getAsLong());
    clock.addAndGet(HOUR);
    assertEquals(START + 5 + HOUR, time.getAsLong());
  }

  @Test
  @DisplayName("[ENV2] When the clock is put back an hour, time goes on at half the pace, and both are the same after two hours")
  void putBack() {
    time.getAsLong();
    clock.addAndGet(-HOUR);
    assertEquals(START, time.getAsLong());
    for (int millis = 0; millis < 1_000; millis++) {
      clock.incrementAndGet();
      time.getAsLong();
    }
    assertEquals(START + 500, time.getAsLong());
    clock.addAndGet(2 * HOUR - 1_000);
    assertEquals(START + HOUR, time.getAsLong());
    clock.addAndGet(7);
    assertEquals(START + HOUR + 7, time.getAsLong());
  }

  @Test
  @DisplayName("[ENV2] A log that another clock wrote ahead of this one is gone on with, and time does not stand still")
  void ahead() {
    time.startAfter(START + HOUR);
    clock.addAndGet(100);
    assertEquals(START + HOUR + 50, time.getAsLong());
    clock.addAndGet(-1_000);
    assertEquals(START + HOUR + 50, time.getAsLong());
    clock.addAndGet(10);
    assertEquals(START + HOUR + 55, time.getAsLong());
  }

  @Test
  @DisplayName("[ENV2] [CON6] [PRES6] After the clock was put back, conflicts end, times of events differ, and cursors are shown")
  void session() {
    try (HubWorld world = new HubWorld()) {
      FakePeer ann = new FakePeer();
      FakePeer bob = new FakePeer();
      world.time.jumpTo(START);
      Seat hers = world.join("ann", ann);
      Seat his = world.join("bob", bob);
      ann.await(Notice.Welcomed.class);
      bob.await(Notice.Welcomed.class);
      hers.signal(cursor("ann", 1));
      bob.await(Signal.class, 1);
      world.time.jumpTo(START - HOUR);
      hers.wish(HubWorld.mu(0.6), "r1");
      his.wish(HubWorld.mu(0.7), "r2");
      world.awaitStored();
      world.time.pass(40);
      hers.signal(cursor("ann", 2));
      world.time.pass(200);
      assertEquals(cursor("ann", 2), bob.await(Signal.class, 2));
      world.time.pass(61_000);
      world.awaitStored();
      List<Entry> log = world.log();
      assertTrue(log.get(log.size() - 1).event() instanceof Event.ConflictClosed, log.toString());
      assertTrue(log.get(log.size() - 1).at() >= log.get(0).at() + 30_000, log.toString());
    }
  }

  private static Signal cursor(String name, long line) {
    return new Signal.Appearance(new UserId(name), new ClientId("tab-" + name),
        new Change(null, Map.of(Aspect.CURSOR, Map.of("file", "f", "line", line))));
  }
}
