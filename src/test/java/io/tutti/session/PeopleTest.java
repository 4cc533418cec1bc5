package io.tutti.session;

import static io.tutti.session.Room.ANN;
import static io.tutti.session.Room.BOB;
import static io.tutti.session.Room.guest;
import static io.tutti.session.Room.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who ever took part in a session")
class PeopleTest {

  private static final UserId GUEST = new UserId("guest");

  private static Command mu(double value) {
    return new Command.UpdateParameters(Map.of("mu", value), null);
  }

  private static Room withoutBobAndTheGuest() {
    Room room = Room.fresh();
    room.join(person(ANN));
    room.join(person(BOB));
    room.join(guest(GUEST));
    room.leave(BOB);
    room.leave(GUEST);
    return room;
  }

  @Test
  @DisplayName("[JOIN30] Whoever has left is told with name and colour, guests too; who is here is not among them")
  void told() {
    Room room = withoutBobAndTheGuest();
    assertEquals(Map.of(BOB, new Person("Name of bob", "#123456", false), GUEST, new Person("Guest guest", "#123456", true)),
        room.state.absentPeople());
    assertEquals(room.state.absentPeople(), SessionView.of(room.state).people());
    room.join(person(BOB));
    assertEquals(List.of(GUEST), List.copyOf(room.state.absentPeople().keySet()));
  }

  @Test
  @DisplayName("[JOIN30] The same is known after a snapshot; a guest who has left can be named, and not be meant by name")
  void snapshot() {
    Room room = withoutBobAndTheGuest();
    SessionState loaded = SessionState.from(room.state.description(), room.state.snapshot());
    for (SessionState state : List.of(room.state, loaded)) {
      assertEquals(room.state.absentPeople(), state.absentPeople());
      assertEquals(Optional.of("Guest guest"), state.nameOf(GUEST));
      assertEquals(List.of(), state.people().called("Guest guest"));
      assertEquals(List.of(BOB), state.people().called("Name of bob"));
    }
  }

  @Test
  @DisplayName("[JOIN30] The last thousand are told, and beyond them whoever set a value that is in force")
  void bounded() {
    Room room = Room.fresh();
    room.join(person(ANN));
    room.join(person(BOB));
    room.wish(BOB, mu(0.6));
    room.leave(BOB);
    IntStream.range(0, 1_200).forEach(i -> {
      UserId user = new UserId("u" + i);
      room.join(person(user));
      room.leave(user);
    });
    Map<UserId, Person> told = room.state.absentPeople();
    assertEquals(1_001, told.size());
    assertTrue(told.containsKey(BOB));
    assertTrue(told.containsKey(new UserId("u1199")));
    assertFalse(told.containsKey(new UserId("u0")));
    room.now += 60_000;
    room.wish(ANN, mu(0.65));
    assertFalse(room.state.absentPeople().containsKey(BOB));
  }

  @Test
  @DisplayName("[JOIN30] Of guests who come and go without end, the last five hundred are remembered, and nobody else is forgotten for them")
  void guests() {
    Room room = Room.fresh();
    room.join(person(BOB));
    room.leave(BOB);
    IntStream.range(0, 6_000).forEach(i -> {
      UserId user = new UserId("g" + i);
      room.join(guest(user));
      room.leave(user);
    });
    assertEquals(501, room.state.snapshot().people().size());
    assertEquals(Optional.of("Name of bob"), room.state.nameOf(BOB));
  }

  @Test
  @DisplayName("[JOIN30] Of whom no colour is known, one follows from the id, the same for everybody")
  void color() {
    assertEquals(Person.colorOf(BOB), Person.colorOf(new UserId("bob")));
    assertTrue(Person.colorOf(new UserId("anon_1234567890ab")).matches("#[0-9a-f]{6}"));
  }

  @Test
  @DisplayName("[JOIN31] Who set the value that is in force, where and when, is told")
  void writes() {
    Room room = withoutBobAndTheGuest();
    assertEquals(Map.of(), SessionView.of(room.state).writes());
    room.wish(ANN, mu(0.6));
    assertEquals(ANN, SessionView.of(room.state).writes().get("mu").user());
    assertEquals(room.state.seq(), SessionView.of(room.state).writes().get("mu").seq());
  }
}
