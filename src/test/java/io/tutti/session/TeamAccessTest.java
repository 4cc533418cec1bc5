package io.tutti.session;

import static io.tutti.session.Room.ANN;
import static io.tutti.session.Room.BOB;
import static io.tutti.session.Room.events;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.identity.Caller;
import io.tutti.identity.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a team gives ends with the team. The session is Ann's and for members of the team red, in which Bob is. */
class TeamAccessTest {

  private static final Standing RED = new Standing("red", null, true);
  private static final Standing NO_TEAM = new Standing(null, null, true);

  private final Room room = new Room(Room.described(Role.EDITOR, ANN));

  TeamAccessTest() {
    room.join(account(ANN));
    say(ProfileField.TEAM, "red");
    say(ProfileField.VISIBILITY, "team");
    say(ProfileField.ADMISSION, "members");
  }

  private static Member account(UserId id) {
    return new Member(id, "Name of " + id, "#123456", Role.EDITOR, false, false);
  }

  private List<Event> say(ProfileField field, @Nullable Object value) {
    Map<ProfileField, @Nullable Object> changes = new HashMap<>();
    changes.put(field, value);
    return events(room.wish(ANN, new Command.ChangeProfile(changes, (String) changes.get(ProfileField.TEAM))));
  }

  private Decision bobComes(Standing standing) {
    Decision decision = room.wish(null, new Command.Join(account(BOB), Set.copyOf(room.here), standing));
    if (decision instanceof Decision.Accepted) {
      room.here.add(BOB);
    }
    return decision;
  }

  private List<Event> bobLeavesTeam() {
    return events(room.wish(null, new Command.LeaveTeam(BOB, "red")));
  }

  private Optional<Member> bob() {
    return room.state.member(BOB);
  }

  @Test
  @DisplayName("[TEAM20] Who comes in only by the team is marked so, and goes when that ends: at once, without coming back or reading")
  void ends() {
    bobComes(RED);
    assertEquals("red", bob().orElseThrow().viaTeam());
    assertTrue(AccessRules.mayRead(room.state, Caller.account(BOB, "red")));
    assertEquals(List.of(new Event.Left(BOB, true, true)), bobLeavesTeam());
    assertTrue(room.state.heldRole(BOB).isEmpty());
    room.here.remove(BOB);
    assertInstanceOf(Decision.Rejected.class, bobComes(NO_TEAM));
    assertFalse(AccessRules.mayRead(room.state, Caller.account(BOB, null)));
    assertEquals(List.of(), bobLeavesTeam(), "who is not here does not leave");
  }

  @Test
  @DisplayName("[TEAM20] A role that the team gave is not kept for who is away, nor for who was lost with a stopped server")
  void notKept() {
    bobComes(RED);
    SessionState restored = SessionState.from(room.state.description(), room.state.snapshot());
    assertInstanceOf(Decision.Rejected.class, Sequencer.decide(
        restored, null, new Command.Join(account(BOB), Set.of(), NO_TEAM), room.now));
    assertFalse(AccessRules.mayRead(restored, Caller.account(BOB, null)));
    room.leave(BOB);
    assertTrue(room.state.heldRole(BOB).isEmpty());
    assertInstanceOf(Decision.Rejected.class, bobComes(NO_TEAM));
    assertInstanceOf(Decision.Accepted.class, bobComes(RED));
  }

  @Test
  @DisplayName("[TEAM20] A role that a host or an invitation gives is the person's own and stays")
  void ownStays() {
    bobComes(RED);
    Role given = bob().orElseThrow().role();
    assertEquals(List.of(new Event.RoleChanged(BOB, given, ANN)), events(room.wish(ANN, new Command.ChangeRole(BOB, given))));
    assertEquals(null, bob().orElseThrow().viaTeam());
    assertEquals(List.of(), bobLeavesTeam());
    room.leave(BOB);
    assertInstanceOf(Decision.Accepted.class, bobComes(NO_TEAM));
    UserId cid = Room.CID;
    Standing invited = new Standing("red", Role.VIEWER, true);
    room.wish(null, new Command.Join(account(cid), Set.of(ANN), invited));
    assertEquals(null, room.state.member(cid).orElseThrow().viaTeam());
  }

  @Test
  @DisplayName("[TEAM20] An invitation that somebody shows who is here by the team makes the role their own")
  void invitedLater() {
    bobComes(RED);
    assertEquals(List.of(new Event.RoleChanged(BOB, Role.EDITOR, null)),
        events(bobComes(new Standing("red", Role.EDITOR, true))));
    assertEquals(List.of(), bobLeavesTeam());
  }

  @Test
  @DisplayName("[TEAM20] Another connection by another door changes nothing of what the team gives")
  void otherDoor() {
    bobComes(RED);
    assertEquals(List.of(), events(bobComes(new Standing("red", null, false))));
    assertEquals("red", bob().orElseThrow().viaTeam());
  }

  @Test
  @DisplayName("[TEAM20] When the session leaves the team, or is shown to it no longer, those go who are here only by it")
  void withdrawn() {
    for (ProfileField field : List.of(ProfileField.TEAM, ProfileField.VISIBILITY)) {
      bobComes(RED);
      List<Event> events = say(field, field == ProfileField.TEAM ? "blue" : "private");
      assertEquals(new Event.Left(BOB, true, true), events.get(1), field.word());
      assertTrue(bob().isEmpty());
      room.here.remove(BOB);
      say(field, field == ProfileField.TEAM ? "red" : "team");
    }
    bobComes(RED);
    say(ProfileField.ADMISSION, "link");
    assertEquals(1, say(ProfileField.TEAM, null).size(), "the link lets everybody in: nobody goes");
    assertEquals(2, say(ProfileField.ADMISSION, "members").size(), "until it does no longer");
  }

  @Test
  @DisplayName("[TEAM20] Who would be let in by the link too goes with the team, and may come back as anybody may")
  void link() {
    say(ProfileField.ADMISSION, "link");
    bobComes(RED);
    assertEquals("red", bob().orElseThrow().viaTeam());
    assertEquals(1, bobLeavesTeam().size());
    room.here.remove(BOB);
    bobComes(NO_TEAM);
    assertEquals(null, bob().orElseThrow().viaTeam());
  }
}
