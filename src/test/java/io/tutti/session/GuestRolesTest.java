package io.tutti.session;

import static io.tutti.session.Room.ANN;
import static io.tutti.session.Room.BOB;
import static io.tutti.session.Room.events;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** People without a token, who prove nothing by their ids; and where none is let in from. */
class GuestRolesTest {

  @Test
  @DisplayName("[NE17] A role that was given to a user id is not for the guest who comes by it")
  void givenWhileAway() {
    Room room = new Room(Room.described(Role.VIEWER, ANN));
    room.join(Room.person(ANN));
    room.wish(ANN, new Command.ChangeRole(BOB, Role.HOST));
    Event.Joined joined = (Event.Joined) room.join(Room.guest(BOB)).get(0);
    assertEquals(Role.VIEWER, joined.member().role());
    assertTrue(room.state.roles().get(BOB) == null);
    room.wish(ANN, new Command.ChangeProfile(java.util.Map.of(ProfileField.ADMISSION, "members")));
    room.leave(BOB);
    room.wish(ANN, new Command.ChangeRole(BOB, Role.EDITOR));
    assertInstanceOf(Decision.Rejected.class,
        room.decide(null, new Command.Join(Room.guest(BOB), Set.of(ANN), Standing.LINK)));
  }

  @Test
  @DisplayName("[NE17] Who was lost with a stopped server has left before a guest of the same user id comes")
  void lost() {
    Room room = new Room(Room.described(Role.VIEWER, ANN));
    room.join(Room.person(ANN));
    room.join(Room.guest(BOB));
    room.wish(ANN, new Command.ChangeRole(BOB, Role.EDITOR));
    room.here.remove(BOB);
    List<Event> events = events(room.decide(null, new Command.Join(Room.guest(BOB), Set.of(ANN), Standing.LINK)));
    assertEquals(new Event.Left(BOB, false), events.get(0));
    assertEquals(Role.VIEWER, ((Event.Joined) events.get(1)).member().role());
  }

  @Test
  @DisplayName("[BAN4] From a blocked address comes in who has an account or a role, with no invitation anybody else")
  void blocked() {
    Room room = new Room(Room.described(Role.EDITOR, ANN));
    room.join(Room.person(ANN));
    Standing blocked = new Standing(null, Role.EDITOR, true).fromBlockedAddress();
    assertInstanceOf(Decision.Rejected.class, room.decide(null, new Command.Join(Room.guest(BOB), Set.of(ANN), blocked)));
    assertInstanceOf(Decision.Rejected.class, room.decide(null, new Command.Join(Room.person(BOB), Set.of(ANN), blocked)));
    Member account = new Member(BOB, "Bob", "#123456", Role.EDITOR, false, false);
    assertInstanceOf(Decision.Accepted.class, room.decide(null, new Command.Join(account, Set.of(ANN), blocked)));
    room.wish(ANN, new Command.ChangeRole(BOB, Role.VIEWER));
    assertInstanceOf(Decision.Accepted.class, room.decide(null, new Command.Join(Room.person(BOB), Set.of(ANN), blocked)));
  }
}
