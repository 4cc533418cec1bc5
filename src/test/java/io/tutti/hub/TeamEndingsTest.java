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
import io.tutti.session.ProfileField;
import io.tutti.session.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A team's member leaves the team while connected. */
class TeamEndingsTest {

  private static final UserId BOB = new UserId("bob");

  private final HubWorld world = new HubWorld();
  private final FakePeer ann = new FakePeer();
  private final FakePeer bob = new FakePeer();

  @BeforeEach
  void begin() {
    world.teams.put(BOB, "red");
    Seat seat = world.join("ann", ann);
    ann.await(Notice.Welcomed.class);
    seat.wish(new Command.ChangeProfile(Map.of(
        ProfileField.TEAM, "red", ProfileField.VISIBILITY, "team", ProfileField.ADMISSION, "members"), "red"), "door");
    ann.await(Entry.class);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void bobComes(FakePeer peer) {
    Member member = new Member(BOB, "Bob", "#123456", Role.EDITOR, false, false);
    world.hub.join(ROOM, new Newcomer(member, new ClientId("tab"), null, new Standing("red", null, true)), peer);
  }

  @Test
  @DisplayName("[TEAM20] Every connection that only the team let in is ended at once, and hears why; the others stay")
  void ended() {
    FakePeer second = new FakePeer();
    bobComes(bob);
    bob.await(Notice.Welcomed.class);
    bobComes(second);
    second.await(Notice.Welcomed.class);
    world.hub.leaveTeam(BOB, "blue");
    world.hub.leaveTeam(BOB, "red");
    for (FakePeer peer : List.of(bob, second)) {
      assertEquals(Ending.TEAM_ENDED, peer.await(Ending.class));
    }
    assertEquals(1, world.hub.status().connections());
    assertEquals(new Event.Left(BOB, true, true), world.log().get(world.log().size() - 1).event());
  }

  @Test
  @DisplayName("[TEAM20] Who leaves the team while on the way in is let in no longer than it takes to ask again")
  void onTheWayIn() {
    world.teams.remove(BOB);
    bobComes(bob);
    assertEquals(Ending.TEAM_ENDED, bob.await(Ending.class));
  }
}
