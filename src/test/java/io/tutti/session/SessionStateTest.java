package io.tutti.session;

import static io.tutti.session.Room.ANN;
import static io.tutti.session.Room.BOB;
import static io.tutti.session.Room.guest;
import static io.tutti.session.Room.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionStateTest {

  private static final ClientId TAB = new ClientId("tab");

  private static Command mu(double value) {
    return new Command.UpdateParameters(Map.of("mu", value), null);
  }

  @Test
  @DisplayName("[ENV4] Only the next entry of the log can be applied")
  void nextOnly() {
    Room room = Room.ofThree();
    Event event = new Event.Left(ANN, false);
    for (long seq : new long[] {0, 3, 5, 100}) {
      Entry entry = new Entry(seq, 0, null, null, null, event);
      assertThrows(IllegalStateException.class, () -> room.state.apply(entry));
    }
    assertEquals(3, room.state.seq());
    assertTrue(room.state.member(ANN).isPresent());
  }

  @Test
  @DisplayName("[ENV8] A named command is found at the first entry it led to")
  void firstEntry() {
    Room room = Room.ofThree();
    room.wish(ANN, mu(0.6), TAB, "r1");
    Command both = new Command.UpdateParameters(Map.of("mu", 0.65, "omega", 1.2), null);
    room.wish(BOB, both, TAB, "r2");
    assertEquals(6, room.state.seq());
    assertEquals(4, room.state.placeOf(ANN, TAB, "r1"));
    assertEquals(5, room.state.placeOf(BOB, TAB, "r2"));
    assertEquals(0, room.state.placeOf(BOB, TAB, "r3"));
  }

  @Test
  @DisplayName("[ENV10] Another person's command of the same client and ref is another command")
  void anotherPerson() {
    Room room = Room.ofThree();
    room.wish(ANN, mu(0.6), TAB, "r1");
    assertEquals(0, room.state.placeOf(BOB, TAB, "r1"));
    room.wish(BOB, new Command.UpdateParameters(Map.of("omega", 1.2), null), TAB, "r1");
    assertEquals(4, room.state.placeOf(ANN, TAB, "r1"));
    assertEquals(5, room.state.placeOf(BOB, TAB, "r1"));
  }

  @Test
  @DisplayName("[ENV10] A guest who comes back is somebody else and is known by the client's name")
  void guests() {
    Room room = Room.ofThree();
    UserId before = new UserId("anon_1");
    UserId after = new UserId("anon_2");
    room.join(guest(before));
    room.wish(before, mu(0.6), TAB, "r1");
    room.leave(before);
    room.join(guest(after));
    assertEquals(5, room.state.placeOf(after, TAB, "r1"));
    assertEquals(0, room.state.placeOf(ANN, TAB, "r1"));
  }

  @Test
  @DisplayName("[JOIN16] Forgetting the past keeps the state and the place, and drops the tail")
  void forgetting() {
    Room room = Room.ofThree();
    var before = room.state.snapshot();
    room.state.forgetPast();
    assertEquals(before, room.state.snapshot());
    assertFalse(room.state.tail().reachesBackTo(2));
  }

  @Test
  @DisplayName("[PAR11] A snapshot brings back the last write, so that a quick overwriting is in conflict after a load too")
  void lastWrite() {
    Room room = Room.ofThree();
    room.update(ANN, "mu", 0.6);
    Room restored = new Room(SessionState.from(room.state.description(), room.state.snapshot()));
    restored.now = room.now + 100;
    assertEquals(1, Room.questions(restored.update(BOB, "mu", 0.65)).size());
  }

  @Test
  @DisplayName("[JOIN7] Members are kept in the order of their arrival")
  void order() {
    Room room = Room.ofThree();
    room.leave(ANN);
    room.join(person(ANN));
    assertEquals(java.util.List.of(BOB, Room.CID, ANN), room.state.members().stream().map(Member::id).toList());
  }
}
