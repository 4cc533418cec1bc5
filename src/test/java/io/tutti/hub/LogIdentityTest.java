package io.tutti.hub;

import static io.tutti.hub.HubWorld.ROOM;
import static io.tutti.hub.HubWorld.nth;
import static io.tutti.hub.HubWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.identity.ClientId;
import io.tutti.parameters.ParameterSchema;
import io.tutti.session.Entry;
import io.tutti.session.LogIdentity;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionDescription.Durability;
import io.tutti.session.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Which log a client has seen counts, and joining does not bring back what was deleted")
class LogIdentityTest {

  private final HubWorld world = new HubWorld();
  private final FakePeer ann = new FakePeer();
  private final FakePeer bob = new FakePeer();

  @AfterEach
  void close() {
    world.close();
  }

  private Seat join(FakePeer peer, String name, @Nullable Long lastSeen, @Nullable String logId) {
    return world.hub.join(ROOM, new Newcomer(person(name), new ClientId("tab-" + name),
        new Newcomer.Seen(lastSeen, logId), Standing.LINK, true), peer);
  }

  private static Notice.Welcomed welcome(FakePeer peer) {
    return peer.await(Notice.Welcomed.class);
  }

  private static LogIdentity log(FakePeer peer) {
    return welcome(peer).view().description().log();
  }

  private Seat annWrites(int count) {
    Seat seat = world.join("ann", ann);
    welcome(ann);
    for (int i = 1; i <= count; i++) {
      seat.wish(nth(i), "r" + i);
    }
    ann.await(Entry.class, count);
    return seat;
  }

  @Test
  @DisplayName("[LOGID2] Who has seen this log, up to a place that it has, gets what was missed")
  void theSameLog() {
    annWrites(20);
    join(bob, "bob", 15L, log(ann).id());
    assertEquals(6, welcome(bob).replay().size());
    assertFalse(welcome(bob).stateFollows());
  }

  @Test
  @DisplayName("[LOGID2] Who has seen another log, or only says so, gets the state and no replay")
  void anotherLog() {
    annWrites(20);
    join(bob, "bob", 15L, "anotherlog");
    assertEquals(List.of(), welcome(bob).replay());
    assertTrue(welcome(bob).reset());
    assertFalse(welcome(bob).truncated());
    FakePeer cid = new FakePeer();
    join(cid, "cid", null, "anotherlog");
    assertTrue(welcome(cid).reset());
    FakePeer dan = new FakePeer();
    join(dan, "dan", null, log(ann).id());
    assertFalse(welcome(dan).stateFollows());
  }

  @Test
  @DisplayName("[LOGID3] Who has seen more of this log than there is gets the state, and the log goes on under another id, which is stored first")
  void moreThanThereIs() {
    annWrites(20);
    String before = log(ann).id();
    join(bob, "bob", 100L, before);
    assertTrue(welcome(bob).reset());
    assertNotEquals(before, log(bob).id());
    assertEquals(List.of(before), log(bob).former());
    assertEquals(log(bob), world.stored.open(ROOM).orElseThrow().description().log());
    FakePeer cid = new FakePeer();
    join(cid, "cid", 10L, before);
    assertTrue(welcome(cid).reset(), "what it has seen may be of the lost part");
  }

  @Test
  @DisplayName("[LOGID3] That happens once while the session is in memory, and not for somebody who may not come in")
  void notAtWill() {
    annWrites(3);
    String first = log(ann).id();
    world.hub.perform(ROOM, Origin.of(null, null), new io.tutti.session.Command.Ban(new io.tutti.identity.UserId("eve"), true));
    FakePeer eve = new FakePeer();
    join(eve, "eve", 100L, first);
    eve.await(Ending.class);
    assertEquals(first, world.stored.open(ROOM).orElseThrow().description().log().id());
    join(bob, "bob", 100L, first);
    String second = log(bob).id();
    FakePeer cid = new FakePeer();
    join(cid, "cid", 100L, second);
    assertTrue(welcome(cid).reset());
    assertEquals(second, log(cid).id());
  }

  @Test
  @DisplayName("[LOGID3] A relaxed session, whose last events may have been lost, has another id after a restart")
  void relaxedSessions() {
    SessionDescription relaxed = new SessionDescription(ROOM, null, null, ParameterSchema.trivector(), Role.EDITOR,
        SessionDescription.Visibility.PRIVATE, Durability.RELAXED, null, false, 500, null, world.time.millis() - 1);
    world.stored.create(relaxed);
    String before = world.stored.open(ROOM).orElseThrow().description().log().id();
    world.join("ann", ann);
    String after = log(ann).id();
    assertNotEquals(before, after);
  }

  @Test
  @DisplayName("[LOGID5] Joining a deleted session is told that it was deleted and makes none, however often")
  void deletedSessions() {
    annWrites(3);
    assertTrue(world.hub.delete(ROOM));
    for (int round = 0; round < 2; round++) {
      FakePeer peer = new FakePeer();
      world.join("bob", peer);
      assertEquals(Ending.DELETED, peer.await(Ending.class));
    }
    assertTrue(world.hub.isDeleted(ROOM));
    assertTrue(world.stored.open(ROOM).isEmpty());
  }

  @Test
  @DisplayName("[LOGID6] Creating it makes another one, with another log")
  void madeAgain() {
    annWrites(3);
    String before = log(ann).id();
    world.hub.delete(ROOM);
    assertTrue(world.hub.create(SessionDescription.onJoining(ROOM, 500, world.time.millis())));
    assertFalse(world.hub.isDeleted(ROOM));
    join(bob, "bob", 3L, before);
    assertTrue(welcome(bob).reset());
    assertNotEquals(before, log(bob).id());
    assertEquals(List.of(), log(bob).former());
    assertEquals(1, welcome(bob).view().seq(), "only the own arrival");
  }

  @Test
  @DisplayName("[LOGID7] Who creates nothing finds no session; who comes at the same moment and does makes it")
  void creatingNothing() {
    world.pumped = true;
    Newcomer careful = new Newcomer(person("bob"), new ClientId("tab-bob"), null, Standing.LINK, false);
    world.hub.join(ROOM, careful, bob);
    world.join("ann", ann);
    world.pumpUntil(() -> !ann.all(Notice.Welcomed.class).isEmpty());
    assertEquals(Ending.NO_SUCH_SESSION, bob.await(Ending.class));
  }
}
