package io.tutti.hub;

import static io.tutti.hub.HubWorld.ROOM;
import static io.tutti.hub.HubWorld.nth;
import static io.tutti.hub.HubWorld.otherNth;
import static io.tutti.hub.HubWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

  private final HubWorld world = new HubWorld(new HubSettings(true, 500, 1_000, 0, 20_000, 10_000, 60_000, 500));
  private final FakePeer ann = new FakePeer();
  private final FakePeer bob = new FakePeer();
  private int wishes;

  @AfterEach
  void close() {
    world.close();
  }

  /** Ann comes and writes until the log's end is {@code end}. */
  private Seat annWritesUpTo(long end) {
    Seat seat = world.join("ann", ann);
    ann.await(Notice.Welcomed.class);
    writeUpTo(seat, end);
    return seat;
  }

  private void writeUpTo(Seat seat, long end) {
    int already = ann.seqs().size();
    long count = end - already - 1;
    for (int i = 0; i < count; i++) {
      seat.wish(nth(++wishes), "r" + wishes);
    }
    if (count > 0) {
      ann.await(Entry.class, (int) (already + count));
    }
  }

  private static List<Long> upTo(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private List<Long> replay(FakePeer peer) {
    return peer.await(Notice.Welcomed.class).replay().stream().map(Entry::seq).toList();
  }

  @ParameterizedTest(name = "last seen {0} of 400")
  @DisplayName("[JOIN11] Everything after lastSeenSeq is replayed, from memory or from the journal, then it goes on")
  @ValueSource(longs = {400, 399, 300, 272, 271, 100, 1, 0})
  void replayed(long lastSeen) {
    Seat seat = annWritesUpTo(400);
    world.join(ROOM, "bob", bob, lastSeen);
    assertEquals(upTo(lastSeen + 1, 400), replay(bob));
    assertFalse(bob.await(Notice.Welcomed.class).truncated());
    assertEquals(400, bob.await(Notice.Welcomed.class).seqBefore());
    seat.wish(nth(++wishes), null);
    assertEquals(402, bob.await(Entry.class).seq());
  }

  @Test
  @DisplayName("[JOIN11] What others write while the missed entries are fetched comes too, without gap or repetition")
  void writesMeanwhile() {
    Seat seat = annWritesUpTo(300);
    world.pumped = true;
    world.join(ROOM, "bob", bob, 5L);
    writeUpTo(seat, 320);
    assertTrue(world.storage.runOne());
    writeUpTo(seat, 330);
    world.storage.runAll();
    long arrival = bob.await(Notice.Welcomed.class).seqBefore() + 1;
    seat.wish(nth(++wishes), "last");
    long end = ann.await(Entry.class, (int) (world.hub.report(ROOM).orElseThrow().view().seq() - 1)).seq();
    bob.await(Entry.class, (int) (end - arrival));
    assertEquals(upTo(6, end), heardPlaces(bob, new UserId("bob")));
  }

  @Test
  @DisplayName("[JOIN11] Nor is there one when writers are so fast that memory has moved on after every fetch")
  void fastWriters() {
    Seat seat = annWritesUpTo(200);
    world.pumped = true;
    world.join(ROOM, "bob", bob, 5L);
    for (int round = 1; round <= 6 && bob.all(Notice.Welcomed.class).isEmpty(); round++) {
      writeUpTo(seat, 200 + round * 140);
      world.storage.runOne();
    }
    Notice.Welcomed welcome = bob.await(Notice.Welcomed.class);
    assertTrue(welcome.truncated());
    assertEquals(List.of(), welcome.replay());
    seat.wish(nth(++wishes), null);
    assertEquals(welcome.view().seq() + 1, bob.await(Entry.class).seq());
  }

  /** The places of which {@code peer} knows: by replay, by the welcome (its own arrival), by being shown. */
  private List<Long> heardPlaces(FakePeer peer, UserId user) {
    List<Long> places = new ArrayList<>(replay(peer));
    world.log().stream()
        .filter(entry -> entry.event() instanceof Event.Joined joined && joined.member().id().equals(user))
        .forEach(entry -> places.add(entry.seq()));
    places.addAll(peer.seqs());
    return places;
  }

  @ParameterizedTest(name = "last seen {0}")
  @DisplayName("[JOIN12] Too much, or a place beyond the log's end, is not replayed")
  @ValueSource(longs = {0, 99, 601, 1_000_000})
  void truncated(long lastSeen) {
    annWritesUpTo(600);
    world.join(ROOM, "bob", bob, lastSeen);
    Notice.Welcomed welcome = bob.await(Notice.Welcomed.class);
    assertTrue(welcome.truncated());
    assertEquals(List.of(), welcome.replay());
    assertEquals(601, welcome.view().seq());
  }

  @Test
  @DisplayName("[JOIN12] [JOIN16] Nor is what has been forgotten")
  void forgotten() {
    Seat seat = annWritesUpTo(50);
    assertTrue(world.hub.forget(ROOM));
    writeUpTo(seat, 60);
    world.join(ROOM, "bob", bob, 40L);
    assertTrue(bob.await(Notice.Welcomed.class).truncated());
    var cid = new FakePeer();
    world.join(ROOM, "cid", cid, 50L);
    assertEquals(upTo(51, 61), replay(cid));
    assertEquals(50, world.stored.retainedAfter(ROOM));
  }

  @Test
  @DisplayName("[JOIN10] The welcome has the role, everybody here and the end before the own arrival")
  void welcome() {
    annWritesUpTo(3);
    world.join("bob", bob);
    Notice.Welcomed welcome = bob.await(Notice.Welcomed.class);
    assertEquals(3, welcome.seqBefore());
    assertEquals("editor", welcome.role().word());
    assertEquals(List.of("ann", "bob"), welcome.view().members().stream().map(member -> member.id().value()).toList());
    assertEquals(1, welcome.attendance().of(new UserId("bob")));
    assertEquals(List.of(), bob.seqs());
    assertEquals(4, ann.await(Entry.class, 3).seq());
  }

  @Test
  @DisplayName("[JOIN9] Who leaves while being let in leaves no ghost")
  void leftMeanwhile() {
    annWritesUpTo(300);
    world.pumped = true;
    Seat seat = world.join(ROOM, "bob", bob, 5L);
    seat.leave();
    world.storage.runAll();
    assertEquals(List.of(), bob.heard());
    assertEquals(1, world.hub.report(ROOM).orElseThrow().view().members().size());
    assertEquals(1, world.hub.status().connections());
    assertEquals(300, world.log().size());
  }

  @Test
  @DisplayName("[JOIN9] Who leaves before the session is even loaded leaves no ghost, and the session goes to rest")
  void leftBeforeLoad() {
    world.pumped = true;
    Seat seat = world.join("bob", bob);
    seat.leave();
    world.storage.runAll();
    assertEquals(List.of(), world.log());
    world.rest();
  }

  @Test
  @DisplayName("[JOIN9] [TRI11] The first of two connections to go takes nobody along, the last one does")
  void twoConnections() {
    Seat first = annWritesUpTo(1);
    Seat second = world.join("ann", bob);
    bob.await(Notice.Welcomed.class);
    first.leave();
    assertEquals(1, world.log().size());
    second.leave();
    var cid = new FakePeer();
    world.join("cid", cid);
    assertEquals(2, cid.await(Notice.Welcomed.class).seqBefore());
  }

  @Test
  @DisplayName("[ENV12] What is wished while one is still being let in waits its turn")
  void wishesMeanwhile() {
    annWritesUpTo(300);
    world.pumped = true;
    Seat seat = world.join(ROOM, "bob", bob, 5L);
    seat.wish(otherNth(500), "early1");
    seat.wish(otherNth(501), "early2");
    seat.askState("early3");
    world.pumped = false;
    world.storage.runAll();
    assertEquals("early1", bob.await(Entry.class, 1).ref());
    assertEquals("early2", bob.await(Entry.class, 2).ref());
    assertEquals("early3", bob.await(Notice.StateReported.class).ref());
    assertTrue(bob.heard().get(0) instanceof Notice.Welcomed);
  }

  @Test
  @DisplayName("[JOIN13] An unknown session is created by joining only where that is on")
  void noAutocreate() {
    try (var strict = new HubWorld(new HubSettings(false, 500, 1_000, 0, 20_000, 10_000, 60_000, 500))) {
      strict.join("ann", ann);
      assertEquals(Ending.NO_SUCH_SESSION, ann.await(Ending.class));
      assertEquals(Optional.empty(), strict.stored.describe(ROOM));
      assertEquals(0, strict.hub.status().loadedSessions());
    }
  }

  @Test
  @DisplayName("[TRI12] Joins and leaves while others write break nobody")
  void comingAndGoing() throws InterruptedException {
    Seat seat = annWritesUpTo(1);
    var over = new AtomicBoolean();
    List<Thread> visitors = new ArrayList<>();
    for (int v = 0; v < 3; v++) {
      int visitor = v;
      visitors.add(new Thread(() -> {
        for (int i = 0; i < 60 && !over.get(); i++) {
          var peer = new FakePeer();
          Seat visit = world.hub.join(ROOM,
              new Newcomer(person("v" + visitor), new ClientId("v" + i), null), peer);
          peer.await(Notice.Welcomed.class);
          visit.leave();
        }
      }));
    }
    visitors.forEach(Thread::start);
    for (int i = 0; i < 500; i++) {
      seat.wish(nth(i + 1), "w" + i);
    }
    for (Thread visitor : visitors) {
      visitor.join(20_000);
    }
    over.set(true);
    seat.wish(new Command.ChangeRole(new UserId("nobody"), io.tutti.access.Role.VIEWER), "end");
    int expected = 500 + 3 * 60 * 2 + 1;
    ann.await(Entry.class, expected);
    assertEquals(upTo(2, expected + 1), ann.seqs());
    assertEquals(Optional.empty(), ann.ending());
    assertEquals(List.of(), world.incidents);
  }
}
