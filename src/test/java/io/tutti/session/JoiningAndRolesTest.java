package io.tutti.session;

import static io.tutti.session.Room.ANN;
import static io.tutti.session.Room.BOB;
import static io.tutti.session.Room.CID;
import static io.tutti.session.Room.events;
import static io.tutti.session.Room.guest;
import static io.tutti.session.Room.person;
import static io.tutti.session.Room.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.parameters.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JoiningAndRolesTest {

  private final Room room = Room.fresh();

  private static Event.Joined joined(Member member, Role role) {
    return new Event.Joined(member.withRole(role));
  }

  private static Event.Left left(UserId user) {
    return new Event.Left(user, false);
  }

  @Nested
  class Joining {

    @Test
    @DisplayName("[JOIN6] [JOIN8] The first to join is told of and is host; the next one is editor")
    void first() {
      assertEquals(List.of(joined(person(ANN), Role.HOST)), room.join(person(ANN)));
      assertEquals(List.of(joined(person(BOB), Role.EDITOR)), room.join(person(BOB)));
    }

    @Test
    @DisplayName("[JOIN6] [TRI11] A second connection of the same user is no event")
    void secondConnection() {
      room.join(person(ANN));
      assertEquals(List.of(), room.join(person(ANN)));
      assertEquals(1, room.state.members().size());
    }

    @Test
    @DisplayName("[JOIN7] What the newcomer says of its role does not count")
    void claimedRole() {
      room.join(person(ANN));
      assertEquals(List.of(joined(person(BOB), Role.EDITOR)), room.join(person(BOB).withRole(Role.HOST)));
    }

    @Test
    @DisplayName("[JOIN9] The last connection's end is told; whoever is not here leaves nothing behind")
    void leaving() {
      room.join(person(ANN));
      assertEquals(List.of(left(ANN)), room.leave(ANN));
      assertEquals(List.of(), room.leave(ANN));
      assertEquals(List.of(), room.state.members());
    }

    @Test
    @DisplayName("[JOIN5] Whoever was lost with a stopped server leaves right before the next newcomer joins")
    void lostWithTheServer() {
      Room before = Room.ofThree();
      before.here.clear();
      assertEquals(3, before.state.members().size());
      assertEquals(List.of(left(ANN), left(CID), joined(person(BOB), Role.EDITOR)), before.join(person(BOB)));
      assertEquals(List.of(joined(person(ANN), Role.HOST)), before.join(person(ANN)));
    }

    @Test
    @DisplayName("[JOIN8] [ROLE4] Where the lost one was a guest and the only host, the newcomer becomes host")
    void lostHost() {
      room.join(guest(ANN));
      room.join(person(BOB));
      room.here.clear();
      assertEquals(List.of(left(ANN), left(BOB), joined(person(CID), Role.HOST)), room.join(person(CID)));
    }

    @Test
    @DisplayName("[ROLE4] Where a lost guest was the only host and an editor is here, that one becomes host")
    void lostHostWithOthersHere() {
      room.join(guest(ANN));
      room.join(person(BOB));
      room.here.remove(ANN);
      assertEquals(
          List.of(left(ANN), new Event.RoleChanged(BOB, Role.HOST, null), joined(person(CID), Role.EDITOR)),
          room.join(person(CID)));
    }

    @Test
    @DisplayName("[JOIN8] Who is viewer stays viewer even where nobody is host")
    void viewerStaysViewer() {
      room.join(guest(ANN));
      room.wish(ANN, new Command.ChangeRole(BOB, Role.VIEWER));
      room.here.clear();
      assertEquals(List.of(left(ANN), joined(person(BOB), Role.VIEWER)), room.join(person(BOB)));
      assertEquals(List.of(joined(person(CID), Role.HOST)), room.join(person(CID)));
    }

    @Test
    @DisplayName("[JOIN5] Loading a session changes no place of its log")
    void loading() {
      Room before = Room.ofThree();
      SessionState loaded = new SessionState(before.state.description());
      before.log.forEach(loaded::apply);
      assertEquals(3, loaded.seq());
      assertEquals(before.state.members(), loaded.members());
    }
  }

  @Nested
  class Roles {

    @Test
    @DisplayName("[ROLE2] A host gives roles, also to somebody who has never been here")
    void giving() {
      room.join(person(ANN));
      assertEquals(
          List.of(new Event.RoleChanged(BOB, Role.VIEWER, ANN)),
          events(room.wish(ANN, new Command.ChangeRole(BOB, Role.VIEWER))));
      assertEquals(List.of(joined(person(BOB), Role.VIEWER)), room.join(person(BOB)));
    }

    @Test
    @DisplayName("[ROLE2] The role that somebody has already is no event")
    void sameRole() {
      room.join(person(ANN));
      room.join(person(BOB));
      assertEquals(List.of(), events(room.wish(ANN, new Command.ChangeRole(BOB, Role.EDITOR))));
    }

    @Test
    @DisplayName("[ROLE7] Who is not here and was given no role has none: in a session without a host nobody governs from outside")
    void outsiders() {
      assertEquals(ErrorCode.FORBIDDEN, rejection(room.wish(ANN, new Command.ChangeRole(ANN, Role.HOST))).code());
      assertEquals(ErrorCode.FORBIDDEN, rejection(room.wish(ANN, new Command.ChangeRole(BOB, Role.HOST))).code());
      assertEquals(ErrorCode.FORBIDDEN, rejection(room.wish(ANN, new Command.Kick(BOB))).code());
      assertEquals(ErrorCode.FORBIDDEN, rejection(room.update(ANN, "mu", 0.6)).code());
      room.join(person(BOB));
      assertEquals(ErrorCode.FORBIDDEN, rejection(room.wish(ANN, new Command.Kick(BOB))).code());
    }

    @Test
    @DisplayName("[ROLE7] Who would become host by joining is not yet: being named host is an event, and is kept")
    void namedHost() {
      assertEquals(List.of(new Event.RoleChanged(BOB, Role.HOST, null)),
          events(room.wish(null, new Command.ChangeRole(BOB, Role.HOST))));
      assertEquals(Map.of(BOB, Role.HOST), room.state.roles());
      assertEquals(1, events(room.wish(BOB, new Command.ChangeRole(CID, Role.VIEWER))).size(), "a host governs from outside");
      room.join(person(ANN));
      assertEquals(Role.EDITOR, room.state.member(ANN).orElseThrow().role());
    }

    @Test
    @DisplayName("[ROLE2] A role is kept for somebody who has never been here, also the one that anybody gets on joining")
    void usualRole() {
      room.join(person(ANN));
      assertEquals(List.of(new Event.RoleChanged(BOB, Role.EDITOR, ANN)),
          events(room.wish(ANN, new Command.ChangeRole(BOB, Role.EDITOR))));
      assertEquals(List.of(), events(room.wish(ANN, new Command.ChangeRole(BOB, Role.EDITOR))));
    }

    @Test
    @DisplayName("[ROLE2] A role outlasts the absence of a person, but not of a guest")
    void kept() {
      room.join(person(ANN));
      room.join(person(BOB));
      room.join(guest(CID));
      room.wish(ANN, new Command.ChangeRole(BOB, Role.VIEWER));
      room.wish(ANN, new Command.ChangeRole(CID, Role.VIEWER));
      room.leave(BOB);
      room.leave(CID);
      assertEquals(Role.VIEWER, room.state.roleOf(BOB));
      assertEquals(Role.EDITOR, room.state.roleOf(CID));
    }

    @Test
    @DisplayName("[ROLE3] The last host cannot step down; one of two can")
    void lastHost() {
      room.join(person(ANN));
      room.join(person(BOB));
      Command stepDown = new Command.ChangeRole(ANN, Role.EDITOR);
      assertEquals(ErrorCode.FORBIDDEN, rejection(room.wish(ANN, stepDown)).code());
      room.wish(ANN, new Command.ChangeRole(BOB, Role.HOST));
      assertEquals(List.of(new Event.RoleChanged(ANN, Role.EDITOR, ANN)), events(room.wish(ANN, stepDown)));
      assertEquals(Role.EDITOR, room.state.member(ANN).orElseThrow().role());
    }

    @Test
    @DisplayName("[ROLE3] Where everybody is host by default, one of two can step down")
    void hostsByDefault() {
      Room equals = new Room(Room.described(Role.HOST, null));
      equals.join(person(ANN));
      equals.join(person(BOB));
      assertEquals(1, events(equals.wish(ANN, new Command.ChangeRole(BOB, Role.EDITOR))).size());
      assertEquals(ErrorCode.FORBIDDEN, rejection(equals.wish(ANN, new Command.ChangeRole(ANN, Role.EDITOR))).code());
    }

    @Test
    @DisplayName("[ROLE4] When a guest who was the only host leaves, the longest-joined editor becomes host")
    void heir() {
      room.join(guest(ANN));
      room.join(person(BOB));
      room.join(person(CID));
      room.wish(ANN, new Command.ChangeRole(BOB, Role.VIEWER));
      assertEquals(List.of(left(ANN), new Event.RoleChanged(CID, Role.HOST, null)), room.leave(ANN));
      assertEquals(Role.HOST, room.state.member(CID).orElseThrow().role());
    }

    @Test
    @DisplayName("[ROLE4] A host who can come back stays host while away")
    void hostAway() {
      room.join(person(ANN));
      room.join(person(BOB));
      assertEquals(List.of(left(ANN)), room.leave(ANN));
      assertEquals(Role.HOST, room.state.roleOf(ANN));
    }

    @Test
    @DisplayName("[ROLE5] Who is removed leaves as kicked; who is not here cannot be removed")
    void kick() {
      room.join(person(ANN));
      room.join(person(BOB));
      assertEquals(List.of(new Event.Left(BOB, true)), events(room.wish(ANN, new Command.Kick(BOB))));
      assertEquals(ErrorCode.NOT_FOUND, rejection(room.wish(ANN, new Command.Kick(BOB))).code());
    }

    @Test
    @DisplayName("[ROLE6] The creator is host on arrival, and whoever comes earlier is not")
    void creator() {
      Room made = new Room(Room.described(Role.EDITOR, ANN));
      assertEquals(List.of(joined(person(BOB), Role.EDITOR)), made.join(person(BOB)));
      assertEquals(List.of(joined(person(ANN), Role.HOST)), made.join(person(ANN)));
    }

    @Test
    @DisplayName("[ROLE6] Nobody becomes host by joining where newcomers are viewers")
    void viewersByDefault() {
      Room made = new Room(Room.described(Role.VIEWER, null));
      assertEquals(List.of(joined(person(BOB), Role.VIEWER)), made.join(person(BOB)));
    }
  }

  @ParameterizedTest
  @DisplayName("[ROLE1] Each role may wish what the matrix says, and a refusal changes nothing")
  @EnumSource(Role.class)
  void matrix(Role role) {
    Map<Command, Role> leastRole = Map.of(
        new Command.UpdateParameters(Map.of("mu", 0.6), null), Role.EDITOR,
        new Command.ResolveConflict("mu", 0.6, Strategy.CUSTOM, null), Role.EDITOR,
        new Command.ChangeRole(CID, Role.VIEWER), Role.HOST,
        new Command.Kick(CID), Role.HOST,
        new Command.ExpireConflicts(), Role.VIEWER,
        new Command.Leave(BOB), Role.VIEWER,
        new Command.Join(person(BOB), Set.of(ANN, BOB, CID), Standing.LINK), Role.VIEWER);
    leastRole.forEach((command, least) -> {
      Room three = Room.ofThree();
      three.wish(ANN, new Command.ChangeRole(BOB, role));
      SessionSnapshot before = three.state.snapshot();
      Decision decision = three.wish(BOB, command);
      assertEquals(role.compareTo(least) <= 0, decision instanceof Decision.Accepted, role + " " + command);
      if (decision instanceof Decision.Rejected rejected) {
        assertEquals(ErrorCode.FORBIDDEN, rejected.code());
        assertFalse(rejected.message().isBlank());
        assertEquals(before, three.state.snapshot());
      }
    });
  }

  @Test
  @DisplayName("[ROLE1] Parameters cannot be set by nobody")
  void nobody() {
    assertThrows(IllegalArgumentException.class,
        () -> room.decide(null, new Command.UpdateParameters(Map.of("mu", 0.6), null)));
    assertTrue(room.log.isEmpty());
  }
}
