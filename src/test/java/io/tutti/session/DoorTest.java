package io.tutti.session;

import static io.tutti.session.Room.ANN;
import static io.tutti.session.Room.BOB;
import static io.tutti.session.Room.CID;
import static io.tutti.session.Room.events;
import static io.tutti.session.Room.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.identity.Caller;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who comes in and who does not. The session is Ann's, an account's; Ann is in it. */
class DoorTest {

  private static final Standing LINK = Standing.LINK;
  private static final Standing TOKEN = new Standing(null, null, false);

  private final Room room = new Room(Room.described(Role.EDITOR, ANN));

  DoorTest() {
    room.join(account(ANN));
  }

  private static Member account(UserId id) {
    return new Member(id, "Name of " + id, "#123456", Role.EDITOR, false, false);
  }

  private void say(ProfileField field, Object value) {
    events(room.wish(ANN, new Command.ChangeProfile(Map.of(field, value), "red")));
  }

  /** What Bob would become; null where he is not let in. */
  private @Nullable Role bob(Standing standing) {
    Decision decision = room.decide(null, new Command.Join(account(BOB), Set.of(ANN), standing));
    if (decision instanceof Decision.Rejected rejected) {
      assertEquals(ErrorCode.FORBIDDEN, rejected.code());
      return null;
    }
    return events(decision).stream().filter(Event.Joined.class::isInstance)
        .map(event -> ((Event.Joined) event).member().role()).findFirst().orElseThrow();
  }

  private static Standing of(@Nullable String team, @Nullable Role invited) {
    return new Standing(team, invited, false);
  }

  @Nested
  class Doors {

    @Test
    @DisplayName("[JOIN20] Where the link is enough, it is: at the native door, in a public session, in one that no account owns")
    void link() {
      assertEquals(Role.EDITOR, bob(LINK));
      assertEquals(null, bob(TOKEN));
      say(ProfileField.VISIBILITY, "public");
      assertEquals(Role.EDITOR, bob(TOKEN));
      Room nobodys = Room.fresh();
      assertInstanceOf(Decision.Accepted.class, nobodys.decide(null, new Command.Join(account(BOB), Set.of(), TOKEN)));
    }

    @Test
    @DisplayName("[JOIN20] A session for members lets in nobody for the link, public or not; whoever has a role comes in")
    void members() {
      say(ProfileField.ADMISSION, "members");
      assertEquals(null, bob(LINK));
      say(ProfileField.VISIBILITY, "public");
      assertEquals(null, bob(LINK));
      room.wish(ANN, new Command.ChangeRole(BOB, Role.VIEWER));
      assertEquals(Role.VIEWER, bob(LINK));
      assertEquals(Role.VIEWER, bob(TOKEN));
    }

    @Test
    @DisplayName("[JOIN21] The session's team comes in where it is visible to the team: as viewers where the link alone is not enough")
    void team() {
      say(ProfileField.TEAM, "red");
      assertEquals(null, bob(of("red", null)), "private");
      say(ProfileField.VISIBILITY, "team");
      assertEquals(Role.VIEWER, bob(of("red", null)));
      assertEquals(null, bob(of("blue", null)));
      assertEquals(null, bob(of(null, null)));
      say(ProfileField.ADMISSION, "members");
      assertEquals(Role.EDITOR, bob(new Standing("red", null, true)));
    }

    @Test
    @DisplayName("[JOIN22] An invitation brings its role, never less than one has")
    void invited() {
      say(ProfileField.ADMISSION, "members");
      assertEquals(Role.VIEWER, bob(of(null, Role.VIEWER)));
      assertEquals(Role.EDITOR, bob(of(null, Role.EDITOR)));
      room.wish(ANN, new Command.ChangeRole(BOB, Role.VIEWER));
      assertEquals(Role.EDITOR, bob(of(null, Role.EDITOR)));
      room.wish(ANN, new Command.ChangeRole(BOB, Role.EDITOR));
      assertEquals(Role.EDITOR, bob(of(null, Role.VIEWER)));
    }

    @Test
    @DisplayName("[JOIN22] An account keeps the role with which it came in when the door is shut behind it")
    void kept() {
      room.join(account(BOB));
      room.leave(BOB);
      say(ProfileField.ADMISSION, "members");
      assertEquals(Role.EDITOR, bob(TOKEN));
    }
  }

  @Nested
  class Bans {

    @Test
    @DisplayName("[ROLE8] Who is banned leaves at once; the same again is no event; the last host cannot be")
    void banned() {
      room.join(account(BOB));
      assertEquals(List.of(new Event.Banned(BOB, true, ANN), new Event.Left(BOB, true)),
          events(room.wish(ANN, new Command.Ban(BOB, true))));
      assertEquals(List.of(), events(room.wish(ANN, new Command.Ban(BOB, true))));
      assertEquals(ErrorCode.FORBIDDEN, rejection(room.wish(ANN, new Command.Ban(ANN, true))).code());
      assertEquals(List.of(new Event.Banned(CID, true, ANN)), events(room.wish(ANN, new Command.Ban(CID, true))));
    }

    @Test
    @DisplayName("[ROLE9] A ban can be lifted; the role that was there before is gone")
    void lifted() {
      room.wish(ANN, new Command.ChangeRole(BOB, Role.HOST));
      room.wish(ANN, new Command.Ban(BOB, true));
      assertTrue(room.state.heldRole(BOB).isEmpty());
      assertEquals(List.of(new Event.Banned(BOB, false, ANN)), events(room.wish(ANN, new Command.Ban(BOB, false))));
      assertEquals(Role.EDITOR, bob(LINK));
    }

    @Test
    @DisplayName("[ROLE10] Who is banned is not let in, whatever it can show, and may not read from outside")
    void refused() {
      say(ProfileField.VISIBILITY, "public");
      room.wish(ANN, new Command.Ban(BOB, true));
      assertEquals(null, bob(LINK));
      assertEquals(null, bob(of("red", Role.EDITOR)));
      assertFalse(AccessRules.mayRead(room.state, Caller.account(BOB, null)));
      SessionState restored = SessionState.from(room.state.description(), room.state.snapshot());
      assertTrue(restored.isBanned(BOB));
    }
  }

  @Nested
  class Handing {

    @Test
    @DisplayName("[ROLE11] A host hands over in one step: the other becomes host, the giver editor")
    void transferred() {
      room.join(account(BOB));
      assertEquals(
          List.of(new Event.RoleChanged(BOB, Role.HOST, ANN), new Event.RoleChanged(ANN, Role.EDITOR, ANN)),
          events(room.wish(ANN, new Command.Transfer(BOB))));
      assertEquals(ErrorCode.FORBIDDEN, rejection(room.wish(ANN, new Command.Transfer(ANN))).code());
    }

    @Test
    @DisplayName("[ROLE11] To nobody, and to oneself, nothing is handed over; to another host only one's own role changes")
    void edges() {
      assertEquals(ErrorCode.NOT_FOUND, rejection(room.wish(ANN, new Command.Transfer(CID))).code());
      assertEquals(List.of(), events(room.wish(ANN, new Command.Transfer(ANN))));
      room.wish(ANN, new Command.ChangeRole(CID, Role.HOST));
      assertEquals(List.of(new Event.RoleChanged(ANN, Role.EDITOR, ANN)), events(room.wish(ANN, new Command.Transfer(CID))));
    }
  }

  @Test
  @DisplayName("[ROLE12] From outside reads who has a role, the team where it is the team's, and everybody where the link is enough")
  void reading() {
    assertTrue(AccessRules.mayRead(room.state, Caller.account(ANN, null)));
    assertTrue(AccessRules.mayRead(room.state, Caller.NOBODY));
    say(ProfileField.ADMISSION, "members");
    assertTrue(AccessRules.mayRead(room.state, Caller.account(ANN, null)));
    assertFalse(AccessRules.mayRead(room.state, Caller.account(BOB, "red")));
    assertFalse(AccessRules.mayRead(room.state, Caller.NOBODY));
    say(ProfileField.TEAM, "red");
    say(ProfileField.VISIBILITY, "team");
    assertTrue(AccessRules.mayRead(room.state, Caller.account(BOB, "red")));
    assertFalse(AccessRules.mayRead(room.state, Caller.account(BOB, "blue")));
    say(ProfileField.VISIBILITY, "public");
    assertTrue(AccessRules.mayRead(room.state, Caller.NOBODY));
    Room nobodys = Room.ofThree();
    assertTrue(AccessRules.mayRead(nobodys.state, Caller.NOBODY));
    nobodys.wish(ANN, new Command.ChangeProfile(Map.of(ProfileField.ADMISSION, "members")));
    assertFalse(AccessRules.mayRead(nobodys.state, Caller.NOBODY));
    assertTrue(AccessRules.mayRead(nobodys.state, Caller.account(ANN, null)));
  }

  @Test
  @DisplayName("[ROLE13] A private session is found by who has a part in it, whoever made it; the link finds nothing")
  void finding() {
    assertFalse(AccessRules.mayFind(room.state, Caller.NOBODY));
    assertFalse(AccessRules.mayFind(room.state, Caller.account(BOB, "red")));
    assertTrue(AccessRules.mayFind(room.state, Caller.account(ANN, null)));
    assertTrue(AccessRules.mayRead(room.state, Caller.account(BOB, null)));
    say(ProfileField.TEAM, "red");
    say(ProfileField.VISIBILITY, "team");
    assertTrue(AccessRules.mayFind(room.state, Caller.account(BOB, "red")));
    say(ProfileField.VISIBILITY, "public");
    assertTrue(AccessRules.mayFind(room.state, Caller.NOBODY));
    room.wish(ANN, new Command.Ban(BOB, true));
    assertFalse(AccessRules.mayFind(room.state, Caller.account(BOB, "red")));
    room.wish(ANN, new Command.ChangeRole(BOB, Role.HOST));
    room.wish(BOB, new Command.Ban(ANN, true));
    assertTrue(AccessRules.mayFind(room.state, Caller.account(ANN, null)), "who is banned bans nobody");
  }

  @Test
  @DisplayName("[ROLE13] An anonymous person finds a private session as its maker, as its host, and while there")
  void anonymous() {
    UserId zoe = new UserId("anon_zoe");
    room.join(new Member(zoe, "Zoe", "#123456", Role.EDITOR, true, false));
    assertTrue(AccessRules.mayFind(room.state, Caller.anonymous(zoe)));
    room.leave(zoe);
    assertFalse(AccessRules.mayFind(room.state, Caller.anonymous(zoe)));
    room.wish(ANN, new Command.ChangeRole(zoe, Role.HOST));
    assertTrue(AccessRules.mayFind(room.state, Caller.anonymous(zoe)));
  }

  @Test
  @DisplayName("[TEAM10] A session is put into the team of the one who says so, and into no other")
  void ownTeam() {
    Map<ProfileField, Object> red = Map.of(ProfileField.TEAM, "red");
    assertEquals(ErrorCode.FORBIDDEN, rejection(room.wish(ANN, new Command.ChangeProfile(red))).code());
    assertEquals(ErrorCode.FORBIDDEN, rejection(room.wish(ANN, new Command.ChangeProfile(red, "blue"))).code());
    assertEquals(1, events(room.wish(ANN, new Command.ChangeProfile(red, "red"))).size());
    assertEquals(List.of(), events(room.wish(ANN, new Command.ChangeProfile(red))), "what is so already is no change");
  }

  @Nested
  class Profiles {

    private List<Event> change(UserId user, ProfileField field, @Nullable Object value) {
      Map<ProfileField, @Nullable Object> change = new HashMap<>();
      change.put(field, value);
      return events(room.wish(user, new Command.ChangeProfile(change)));
    }

    @Test
    @DisplayName("[PROF1] Each field has its kind and bounds; what is none changes nothing and names the field")
    void bounds() {
      Map<ProfileField, List<Object>> bad = Map.of(
          ProfileField.TITLE, List.of("", " ", "x".repeat(201), "a\nb", 5L),
          ProfileField.DESCRIPTION, List.of("x".repeat(2_001), 5L),
          ProfileField.TAGS, List.of("x", List.of("a", "a"), List.of(""), List.of("x".repeat(51)), List.of(1L)),
          ProfileField.STATUS, List.of("", "two words", "x".repeat(33)),
          ProfileField.TOKEN_COUNT, List.of(-1L, 1.5, "7"),
          ProfileField.HEALTH_SCORE, List.of(-0.1, 100.1, Double.NaN, "90"),
          ProfileField.VISIBILITY, List.of("secret", ""),
          ProfileField.ADMISSION, List.of("anybody"),
          ProfileField.DEFAULT_ROLE, List.of("host", "king"));
      bad.forEach((field, values) -> values.forEach(value -> {
        Decision.Rejected refusal = rejection(room.wish(ANN, new Command.ChangeProfile(Map.of(field, value))));
        assertEquals(ErrorCode.BAD_MESSAGE, refusal.code());
        assertEquals(field.word(), refusal.details().get("field"), String.valueOf(value));
      }));
      assertEquals(1, room.log.size());
    }

    @Test
    @DisplayName("[PROF2] Only what really changes is said, and the same again is no event")
    void changes() {
      assertEquals(List.of(new Event.ProfileChanged(ANN, Map.of(ProfileField.TITLE, "Tune"))),
          change(ANN, ProfileField.TITLE, "Tune"));
      assertEquals(List.of(), change(ANN, ProfileField.TITLE, "Tune"));
      assertEquals(
          List.of(new Event.ProfileChanged(ANN, Map.of(ProfileField.STATUS, "paused"))),
          events(room.wish(ANN, new Command.ChangeProfile(
              Map.of(ProfileField.TITLE, "Tune", ProfileField.STATUS, "paused")))));
      assertEquals("paused", room.state.profile().status());
    }

    @Test
    @DisplayName("[PROF3] null takes back what was said, but for what always has a value")
    void takenBack() {
      change(ANN, ProfileField.TAGS, List.of("a"));
      change(ANN, ProfileField.TAGS, null);
      assertEquals(List.of(), room.state.profile().tags());
      for (ProfileField field : List.of(
          ProfileField.STATUS, ProfileField.VISIBILITY, ProfileField.ADMISSION, ProfileField.DEFAULT_ROLE)) {
        Map<ProfileField, @Nullable Object> nothing = new HashMap<>();
        nothing.put(field, null);
        assertEquals(ErrorCode.BAD_MESSAGE, rejection(room.wish(ANN, new Command.ChangeProfile(nothing))).code());
      }
    }

    @Test
    @DisplayName("[PROF4] Editors say what a session is about; who comes in, who sees it and what is kept is the hosts' matter")
    void permissions() {
      room.join(account(BOB));
      assertEquals(1, change(BOB, ProfileField.TITLE, "Bob's").size());
      for (ProfileField field : List.of(ProfileField.VISIBILITY, ProfileField.ADMISSION, ProfileField.TEAM)) {
        assertEquals(ErrorCode.FORBIDDEN, rejection(room.wish(BOB, new Command.ChangeProfile(
            Map.of(ProfileField.TITLE, "x", field, field == ProfileField.TEAM ? "red" : "public")))).code());
      }
      room.wish(ANN, new Command.ChangeRole(BOB, Role.VIEWER));
      assertEquals(ErrorCode.FORBIDDEN,
          rejection(room.wish(BOB, new Command.ChangeProfile(Map.of(ProfileField.TITLE, "x")))).code());
    }

    @Test
    @DisplayName("[PROF5] A session starts with what it was made with, and a snapshot keeps what was said since")
    void kept() {
      assertEquals("private", room.state.profile().text(ProfileField.VISIBILITY));
      assertEquals(Role.EDITOR, room.state.profile().defaultRole());
      assertEquals("active", room.state.profile().status());
      change(ANN, ProfileField.DEFAULT_ROLE, "viewer");
      change(ANN, ProfileField.TOKEN_COUNT, 7L);
      SessionState restored = SessionState.from(room.state.description(), room.state.snapshot());
      assertEquals(room.state.profile(), restored.profile());
      assertEquals(Role.VIEWER, bob(LINK));
    }
  }
}
