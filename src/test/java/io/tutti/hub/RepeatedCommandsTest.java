package io.tutti.hub;

import static io.tutti.hub.HubWorld.ROOM;
import static io.tutti.hub.HubWorld.mu;
import static io.tutti.hub.HubWorld.nth;
import static io.tutti.hub.HubWorld.otherNth;
import static io.tutti.hub.HubWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.identity.ClientId;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.Member;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RepeatedCommandsTest {

  /** More commands than memory keeps. */
  private static final int MANY = 1_600;

  private final HubWorld world = new HubWorld(new HubSettings(true, 5_000, 2_000, 0, 20_000, 10_000, 60_000, 500));
  private final FakePeer ann = new FakePeer();
  private final FakePeer bob = new FakePeer();
  private final FakePeer cid = new FakePeer();

  @AfterEach
  void close() {
    world.close();
  }

  private Seat welcomed(String name, FakePeer peer, @Nullable Long lastSeen) {
    Seat seat = world.join(ROOM, name, peer, lastSeen);
    peer.await(Notice.Welcomed.class);
    return seat;
  }

  /** Ann's commands r1, r2 … led to the places 2, 3 … */
  private Seat annHasWished(int commands) {
    Seat seat = welcomed("ann", ann, null);
    for (int i = 1; i <= commands; i++) {
      seat.wish(nth(i), "r" + i);
    }
    ann.await(Entry.class, commands);
    return seat;
  }

  private Entry repeated(FakePeer peer, int count) {
    return peer.await(Notice.Repeated.class, count).entry();
  }

  @Test
  @DisplayName("[ENV8] A command that comes again takes effect once and is answered as the first time")
  void inMemory() {
    Seat seat = annHasWished(3);
    seat.wish(nth(2), "r2");
    assertEquals(world.log().get(2), repeated(ann, 1));
    assertEquals(4, world.log().size());
  }

  @Test
  @DisplayName("[ENV8] Also after a reconnect, and while the first time is not yet stored")
  void unstored() {
    Seat seat = annHasWished(1);
    world.journal.hold();
    seat.wish(mu(0.6), "again");
    world.journal.awaitHeld();
    seat.leave();
    Seat next = world.join(ROOM, "ann", bob, 2L);
    next.wish(mu(0.6), "again");
    assertEquals(List.of(), bob.heard());
    world.journal.letPass();
    assertEquals(3, repeated(bob, 1).seq());
    assertEquals(List.of(3L, 4L), bob.await(Notice.Welcomed.class).replay().stream().map(Entry::seq).limit(2).toList());
  }

  @Test
  @DisplayName("[ENV8] A refused command is judged anew")
  void refused() {
    Seat seat = annHasWished(1);
    Command wrong = new Command.UpdateParameters(Map.of("mu", 99.0), null);
    seat.wish(wrong, "x");
    seat.wish(wrong, "x");
    assertEquals(ErrorCode.INVALID_PARAM, ann.await(Notice.Refused.class, 2).code());
  }

  @Test
  @DisplayName("[ENV9] A command that memory has forgotten is found in the journal")
  void inTheJournal() {
    annHasWished(MANY).leave();
    Seat seat = welcomed("ann", bob, 3L);
    seat.wish(nth(4), "r4");
    assertEquals(5, repeated(bob, 1).seq());
    seat.wish(nth(MANY), "r" + MANY);
    assertEquals(MANY + 1, repeated(bob, 2).seq());
  }

  @Test
  @DisplayName("[ENV9] New commands, refused or not, do not end the looking back until there are 64 of them")
  void lookingBack() {
    annHasWished(MANY).leave();
    Seat seat = welcomed("ann", bob, 3L);
    seat.wish(new Command.UpdateParameters(Map.of("mu", 99.0), null), "wrong");
    seat.wish(otherNth(1), "without effect at first");
    seat.wish(nth(5), "r5");
    assertEquals(6, repeated(bob, 1).seq());
    for (int i = 2; i < 64; i++) {
      seat.wish(otherNth(i), "new" + i);
    }
    bob.await(Entry.class, 63);
    int before = world.storageTasks.get();
    seat.wish(otherNth(64), "new64");
    bob.await(Entry.class, 64);
    assertEquals(before, world.storageTasks.get());
  }

  @Test
  @DisplayName("[ENV8] A command is recognised also where the client has seen its event long ago")
  void seenLongAgo() {
    annHasWished(MANY).leave();
    Seat seat = welcomed("ann", bob, (long) MANY);
    seat.wish(nth(MANY - 300), "r" + (MANY - 300));
    assertEquals(MANY - 299, repeated(bob, 1).seq());
  }

  @Test
  @DisplayName("[ENV9] After a load only the journal knows the commands before the snapshot")
  void afterLoad() {
    Seat seat = annHasWished(10);
    seat.leave();
    keepSnapshotAndRest();
    Seat next = welcomed("ann", bob, null);
    next.wish(nth(4), "r4");
    assertEquals(5, repeated(bob, 1).seq());
    next.wish(nth(77), "new");
    assertEquals("new", bob.await(Entry.class).ref());
  }

  private void keepSnapshotAndRest() {
    world.rest();
    var opened = world.stored.open(ROOM).orElseThrow();
    world.stored.keep(ROOM, opened.state().snapshot());
  }

  @Test
  @DisplayName("[ENV12] Commands that wait for the journal keep their order, and so do those behind them")
  void order() {
    annHasWished(MANY).leave();
    Seat seat = welcomed("ann", bob, 3L);
    world.pumped = true;
    for (int i = 1; i <= 20; i++) {
      seat.wish(nth(i), i % 5 == 0 ? null : "n" + i);
    }
    seat.askState("end");
    world.pumpUntil(() -> !bob.all(Notice.StateReported.class).isEmpty());
    assertEquals("end", bob.await(Notice.StateReported.class).ref());
    List<Entry> entries = bob.all(Entry.class);
    assertEquals(20, entries.size());
    for (int i = 1; i <= 20; i++) {
      assertEquals(i % 5 == 0 ? null : "n" + i, entries.get(i - 1).ref());
    }
    assertTrue(bob.heard().get(bob.heard().size() - 1) instanceof Notice.StateReported);
  }

  @Test
  @DisplayName("[ENV9] Who has been here all the while, or retries nothing, does not keep the journal busy")
  void noNeedlessLookUps() {
    Seat seat = annHasWished(MANY);
    Seat fresh = welcomed("bob", bob, null);
    int before = world.storageTasks.get();
    seat.wish(nth(3_001), "s1");
    assertEquals("s1", ann.await(Entry.class, MANY + 2).ref());
    assertEquals(before, world.storageTasks.get());
    for (int i = 1; i <= 300; i++) {
      fresh.wish(otherNth(i), "f" + i);
    }
    bob.await(Entry.class, 301);
    assertEquals(before + 64, world.storageTasks.get());
  }

  @Test
  @DisplayName("[ENV9] Who was never here before does not keep the journal busy, however much is forgotten before its first wish")
  void newHere() {
    Seat seat = annHasWished(5);
    Seat fresh = welcomed("bob", bob, null);
    for (int i = 6; i <= MANY; i++) {
      seat.wish(nth(i), "r" + i);
    }
    ann.await(Entry.class, MANY + 1);
    int before = world.storageTasks.get();
    fresh.wish(otherNth(1), "f1");
    fresh.wish(otherNth(2), "f1");
    assertEquals("f1", repeated(bob, 1).ref());
    assertEquals(before, world.storageTasks.get());
  }

  @Test
  @DisplayName("[ENV9] Who was here before is looked for, though memory has everything when it comes back")
  void backSoon() {
    annHasWished(5).leave();
    Seat back = welcomed("ann", bob, null);
    Seat other = welcomed("cid", cid, null);
    for (int i = 1; i <= MANY; i++) {
      other.wish(otherNth(i), "c" + i);
    }
    cid.await(Entry.class, MANY);
    back.wish(nth(3), "r3");
    assertEquals(4, repeated(bob, 1).seq());
  }

  @Test
  @DisplayName("[ENV10] Whoever takes another's client id cannot make the other's commands count as repeated")
  void stolenClientId() {
    Seat annSeat = annHasWished(1);
    Seat thief = world.hub.join(ROOM, new Newcomer(person("eve"), new ClientId("tab-ann"), null), bob);
    bob.await(Notice.Welcomed.class);
    for (int i = 2; i <= 5; i++) {
      thief.wish(new Command.UpdateParameters(Map.of("kappa", 0.01 + i * 0.001), null), "r" + i);
    }
    bob.await(Entry.class, 4);
    annSeat.wish(mu(0.61), "r2");
    Entry own = ann.await(Entry.class, 7);
    assertEquals(new UserId("ann"), own.user());
    annSeat.wish(mu(0.61), "r2");
    assertEquals(own, repeated(ann, 1));
  }

  @Test
  @DisplayName("[ENV10] Not even where only the journal knows the commands")
  void stolenClientIdInTheJournal() {
    Seat thief = world.hub.join(ROOM, new Newcomer(person("eve"), new ClientId("tab-ann"), null), bob);
    bob.await(Notice.Welcomed.class);
    thief.wish(nth(1), "r1");
    thief.wish(nth(2), "r2");
    bob.await(Entry.class, 2);
    thief.leave();
    keepSnapshotAndRest();
    Seat annSeat = welcomed("ann", ann, null);
    annSeat.wish(mu(0.61), "r1");
    assertEquals(new UserId("ann"), ann.await(Entry.class).user());
  }

  @Test
  @DisplayName("[ENV10] A guest who comes back under another id is recognised by the client's name")
  void guests() {
    Member before = new Member(new UserId("anon_1"), "Guest", "#123456", Role.EDITOR, true, true);
    Member after = new Member(new UserId("anon_2"), "Guest", "#123456", Role.EDITOR, true, true);
    Seat first = world.hub.join(ROOM, new Newcomer(before, new ClientId("tab"), null), ann);
    first.wish(mu(0.6), "r1");
    ann.await(Entry.class);
    first.leave();
    Seat second = world.hub.join(ROOM, new Newcomer(after, new ClientId("tab"), 1L), bob);
    second.wish(mu(0.6), "r1");
    assertEquals(2, repeated(bob, 1).seq());
  }

  @Test
  @DisplayName("[ENV11] A repeated command whose event is forgotten is acknowledged with its place and has no effect")
  void forgotten() {
    Seat seat = annHasWished(5);
    assertTrue(world.hub.forget(ROOM));
    seat.wish(nth(3), "r3");
    assertEquals(new Notice.Acknowledged(4, "r3"), ann.await(Notice.Acknowledged.class));
    assertEquals(List.of(), world.log());
  }

  @Test
  @DisplayName("[ERR5] Where the journal cannot be asked the command is unavailable, and those behind it go on")
  void journalGone() {
    annHasWished(MANY).leave();
    Seat seat = welcomed("ann", bob, 3L);
    world.journal.breakDown(new JournalFailure("gone", false));
    world.pumped = true;
    seat.wish(nth(4), "r4");
    seat.wish(nth(4), "r5");
    world.pumpUntil(() -> !bob.all(Notice.Refused.class).isEmpty());
    world.journal.breakDown(null);
    world.pumpUntil(() -> !bob.all(Notice.Repeated.class).isEmpty());
    Notice.Refused refused = bob.await(Notice.Refused.class);
    assertEquals(ErrorCode.UNAVAILABLE, refused.code());
    assertEquals("r4", refused.ref());
    assertEquals(6, repeated(bob, 1).seq());
  }

  @Test
  @DisplayName("[ENV8] Every command sent twice, in any mixture, is in the log once")
  void everythingTwice() {
    Seat seat = welcomed("ann", ann, null);
    IntStream.rangeClosed(1, 300).forEach(i -> {
      seat.wish(nth(i), "r" + i);
      seat.wish(nth(i / 2), "r" + i / 2);
    });
    ann.await(Notice.Repeated.class, 299);
    List<String> refs = world.log().stream().map(Entry::ref).filter(ref -> ref != null).toList();
    assertEquals(refs.stream().distinct().toList(), refs);
    for (List<Journal.Batch> attempt : world.journal.attempts()) {
      assertEquals(1, attempt.size());
    }
  }
}
