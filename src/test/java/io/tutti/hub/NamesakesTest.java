package io.tutti.hub;

import static io.tutti.hub.HubWorld.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.access.Role;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Member;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guests who want to be called the same. */
class NamesakesTest {

  private final HubWorld world = new HubWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private Seat guest(FakePeer peer) {
    Member member = new Member(new UserId("anon_novel_ben"), "ben", "#123456", Role.EDITOR, true, true);
    Seat seat = world.hub.join(ROOM, new Newcomer(member, new ClientId("tab"), null), peer);
    peer.await(Notice.Welcomed.class);
    return seat;
  }

  private Member lastJoined() {
    List<Entry> log = world.log();
    return ((Event.Joined) log.get(log.size() - 1).event()).member();
  }

  @Test
  @DisplayName("[NE3] While a guest is here, whoever connects by its user id is somebody else, and may not do what the guest may")
  void somebodyElse() {
    FakePeer first = new FakePeer();
    Seat host = guest(first);
    assertEquals(Role.HOST, lastJoined().role());
    FakePeer second = new FakePeer();
    Seat other = guest(second);
    Member namesake = lastJoined();
    assertEquals(List.of("anon_novel_ben-2", "ben (2)", Role.EDITOR), List.of(namesake.id().value(), namesake.name(), namesake.role()));
    assertEquals(new UserId("anon_novel_ben"), host.user());
    assertEquals(new UserId("anon_novel_ben-2"), other.user());
    other.wish(new Command.Kick(host.user()), "k");
    assertEquals("k", second.await(Notice.Refused.class).ref());
    assertEquals(2, world.hub.status().connections());
  }

  @Test
  @DisplayName("[NE3] [NE17] Whose connection is gone comes back under its user id, as a newcomer")
  void comesBack() {
    FakePeer watcher = new FakePeer();
    world.join("ann", watcher);
    watcher.await(Notice.Welcomed.class);
    FakePeer first = new FakePeer();
    Seat seat = guest(first);
    assertEquals("anon_novel_ben", lastJoined().id().value());
    seat.leave();
    world.awaitStored();
    FakePeer again = new FakePeer();
    assertEquals("anon_novel_ben", guest(again).user().value());
  }
}
