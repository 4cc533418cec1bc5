package io.tutti.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ClientId;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.presence.Status;
import io.tutti.session.Entry;
import io.tutti.session.Signal;
import io.tutti.session.Whisper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Signals of a session on their way, by a clock that stands until it is moved. */
class SignalsTest {

  private final HubWorld world = new HubWorld();
  private final FakePeer ann = new FakePeer();
  private final FakePeer bob = new FakePeer();

  @AfterEach
  void close() {
    world.close();
  }

  private Seat enter(String name, FakePeer peer) {
    Seat seat = world.join(name, peer);
    peer.await(Notice.Welcomed.class);
    world.awaitStored();
    return seat;
  }

  private static Signal cursor(String name, long line) {
    return new Signal.Appearance(new UserId(name), new ClientId("tab-" + name),
        new Change(null, Map.of(Aspect.CURSOR, Map.of("file", "f", "line", line))));
  }

  private static Signal.Appearance looks(String name, Change change) {
    return new Signal.Appearance(new UserId(name), new ClientId("tab-" + name), change);
  }

  @Test
  @DisplayName("[PRES6] The first change is shown at once, those of the next 50 ms together, the newest values; not to oneself")
  void coalesced() {
    Seat seat = enter("ann", ann);
    enter("bob", bob);
    seat.signal(cursor("ann", 1));
    assertEquals(cursor("ann", 1), bob.await(Signal.class, 1));
    for (long line = 2; line <= 20; line++) {
      seat.signal(cursor("ann", line));
    }
    pass(49);
    assertEquals(1, bob.all(Signal.class).size());
    pass(1);
    assertEquals(cursor("ann", 20), bob.await(Signal.class, 2));
    pass(1_000);
    assertEquals(2, bob.all(Signal.class).size());
    assertEquals(List.of(), ann.all(Signal.class));
  }

  @Test
  @DisplayName("[PRES6] What was said before an event and still waits is shown before it")
  void saidBeforeTheEvent() {
    Seat hers = enter("ann", ann);
    enter("bob", bob);
    hers.signal(new Signal.Read(new UserId("ann"), "m1"));
    hers.signal(new Signal.Read(new UserId("ann"), "m2"));
    hers.wish(HubWorld.mu(0.6), "r1");
    world.awaitStored();
    List<Object> heard = bob.heard();
    Object event = heard.stream()
        .filter(one -> one instanceof Entry entry && "r1".equals(entry.ref())).findFirst().orElseThrow();
    Object second = heard.stream()
        .filter(one -> one instanceof Signal.Read read && read.messageId().equals("m2")).findFirst().orElseThrow();
    assertTrue(heard.indexOf(second) < heard.indexOf(event), heard.toString());
  }

  @Test
  @DisplayName("[PRES6] Signals are in no log")
  void notStored() {
    Seat seat = enter("ann", ann);
    long before = world.log().size();
    seat.signal(cursor("ann", 1));
    world.awaitStored();
    assertEquals(before, world.log().size());
  }

  @Test
  @DisplayName("[PRES3] Who comes and says nothing is idle after 60 s and away after 5 min, and the others see it")
  void fading() {
    enter("ann", ann);
    enter("bob", bob);
    pass(60_000);
    assertEquals(Status.IDLE, bob.await(Signal.Appearance.class, 1).change().status());
    pass(240_000);
    assertEquals(Status.AWAY, bob.await(Signal.Appearance.class, 2).change().status());
    assertEquals("away", world.hub.report(HubWorld.ROOM).orElseThrow().attendance().statusOf(new UserId("ann")));
  }

  @Test
  @DisplayName("[PRES3] Any wish makes active again, and the clock begins anew")
  void activeAgain() {
    Seat seat = enter("ann", ann);
    enter("bob", bob);
    pass(300_000);
    int faded = bob.all(Signal.Appearance.class).size();
    seat.askState(null);
    pass(50);
    assertEquals(Status.ACTIVE, bob.await(Signal.Appearance.class, faded + 1).change().status());
    pass(60_000);
    assertEquals(looks("ann", new Change(Status.IDLE, Map.of())), bob.await(Signal.Appearance.class, faded + 2));
  }

  @Test
  @DisplayName("[PRES4] That somebody types goes by itself after 5 s")
  void typing() {
    Seat seat = enter("ann", ann);
    enter("bob", bob);
    seat.signal(looks("ann", new Change(null, Map.of(Aspect.TYPING, Map.of("in", "chat")))));
    bob.await(Signal.class, 1);
    pass(5_000);
    assertEquals(looks("ann", new Change(null, Collections.singletonMap(Aspect.TYPING, null))), bob.await(Signal.class, 2));
  }

  @Test
  @DisplayName("[PRES12] When one of two tabs goes, what it showed is taken back")
  void closedTab() {
    Seat first = enter("ann", ann);
    enter("bob", bob);
    FakePeer second = new FakePeer();
    world.hub.join(HubWorld.ROOM, new Newcomer(HubWorld.person("ann"), new ClientId("other"), null), second);
    second.await(Notice.Welcomed.class);
    first.signal(cursor("ann", 1));
    bob.await(Signal.class, 1);
    first.leave();
    pass(50);
    assertEquals(new Signal.Appearance(new UserId("ann"), new ClientId("tab-ann"),
        new Change(null, Collections.singletonMap(Aspect.CURSOR, null)), true), bob.await(Signal.class, 2));
  }

  @Test
  @DisplayName("[PRES11] A call's signal goes to all connections of the one it names and to nobody else")
  void call() {
    Seat seat = enter("ann", ann);
    enter("bob", bob);
    FakePeer second = new FakePeer();
    enter("bob", second);
    FakePeer cid = new FakePeer();
    enter("cid", cid);
    Signal call = new Signal.Direct(new UserId("ann"), new ClientId("tab-ann"), "ann", new UserId("bob"),
        Signal.Direct.Purpose.CALL, Map.of("sdp", "x"));
    seat.signal(call);
    assertEquals(call, bob.await(Signal.Direct.class));
    assertEquals(call, second.await(Signal.Direct.class));
    assertEquals(List.of(), cid.all(Signal.Direct.class));
  }

  @Test
  @DisplayName("[PRES9] [PRES10] A word to one person reaches that one, needs the right to write, and somebody to hear it")
  void whisper() {
    Seat seat = enter("ann", ann);
    enter("bob", bob);
    seat.whisper(new Whisper(new UserId("bob"), "  psst "), "w1");
    Signal.Direct heard = bob.await(Signal.Direct.class);
    assertEquals("psst", heard.data());
    assertEquals("ann", heard.fromName());
    assertEquals(Signal.Direct.Purpose.MESSAGE, heard.purpose());
    assertEquals(ErrorCode.NOT_FOUND, refusal(seat, "nobody", "x", 1));
    assertEquals(ErrorCode.BAD_MESSAGE, refusal(seat, "bob", " \n", 2));
    assertEquals(ErrorCode.BAD_MESSAGE, refusal(seat, "bob", "\ud800", 3));
    assertEquals(ErrorCode.TOO_LARGE, refusal(seat, "bob", "x".repeat(10_001), 4));
    seat.whisper(new Whisper(new UserId("bob"), "😀".repeat(10_000)), null);
    bob.await(Signal.Direct.class, 2);
    world.hub.perform(HubWorld.ROOM, Origin.of(new UserId("ann"), null), new io.tutti.session.Command.ChangeRole(
        new UserId("bob"), io.tutti.access.Role.HOST));
    world.hub.perform(HubWorld.ROOM, Origin.of(new UserId("ann"), null), new io.tutti.session.Command.ChangeRole(
        new UserId("ann"), io.tutti.access.Role.VIEWER));
    assertEquals(ErrorCode.FORBIDDEN, refusal(seat, "bob", "x", 5));
    assertEquals(2, bob.all(Signal.Direct.class).size());
  }

  private ErrorCode refusal(Seat seat, String to, String content, int nth) {
    seat.whisper(new Whisper(new UserId(to), content), "r" + nth);
    Notice.Refused refused = ann.await(Notice.Refused.class, nth);
    assertEquals("r" + nth, refused.ref());
    pass(50);
    return refused.code();
  }

  @Test
  @DisplayName("[PRES8] Attendance says since when each has been here, by the first of the connections that are left")
  void since() {
    Seat first = enter("ann", ann);
    pass(1_000);
    enter("ann", bob);
    UserId user = new UserId("ann");
    assertEquals(1_000_000L, world.hub.report(HubWorld.ROOM).orElseThrow().attendance().since().get(user));
    first.leave();
    assertEquals(1_001_000L, world.hub.report(HubWorld.ROOM).orElseThrow().attendance().since().get(user));
    assertEquals(Optional.empty(), bob.ending());
    assertTrue(world.incidents.isEmpty());
  }

  /** Lets time pass, once what was begun is done, and waits until what comes of it is done too. */
  private void pass(long millis) {
    world.awaitStored();
    world.time.pass(millis);
    world.awaitStored();
  }
}
