package io.tutti.session;

import static io.tutti.session.Room.ANN;
import static io.tutti.session.Room.BOB;
import static io.tutti.session.Room.CID;
import static io.tutti.session.Room.events;
import static io.tutti.session.Room.questions;
import static io.tutti.session.Room.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersAndConflictsTest {

  private final Room room = Room.ofThree();

  private Command resolution(double value, Strategy strategy, @Nullable String id) {
    return new Command.ResolveConflict("mu", value, strategy, id);
  }

  private Event.ParametersChanged changed(UserId user, double mu) {
    return new Event.ParametersChanged(user, Map.of("mu", mu), Map.of("beta", 1 - mu - 10.8 * 0.0207));
  }

  /** Ann has written 0.6, Bob wished 0.65 within the window; the conflict is called c5. */
  private Conflict openConflict() {
    room.update(ANN, "mu", 0.6);
    room.now += 100;
    room.update(BOB, "mu", 0.65);
    return room.state.parameters().conflict("mu").orElseThrow();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @DisplayName("[PAR2] [TRI4] What cannot be a value is refused with its parameter, and nothing of the update happens")
  @CsvSource({
    "mu, 99", "mu, 0.4999", "mu, 0.7001", "mu, NaN", "mu, Infinity", "kappa, -Infinity", "beta, 0.2", "nosuch, 1",
    "MU, 0.6", "'', 1"
  })
  void invalid(String name, double value) {
    var update = new Command.UpdateParameters(Map.of("omega", 1.0, name, value), null);
    var before = room.state.snapshot();
    Decision.Rejected rejected = rejection(room.wish(ANN, update));
    assertEquals(ErrorCode.INVALID_PARAM, rejected.code());
    assertEquals(Map.of("param", name), rejected.details());
    assertEquals(before, room.state.snapshot());
    Command resolve = new Command.ResolveConflict(name, value, Strategy.CUSTOM, null);
    assertEquals(ErrorCode.INVALID_PARAM, rejection(room.wish(ANN, resolve)).code());
  }

  @Test
  @DisplayName("[PAR3] An update becomes one event with what changed and the computed values that follow")
  void update() {
    var all = new Command.UpdateParameters(Map.of("mu", 0.6, "omega", 0.847, "kappa", 0.0207), null);
    assertEquals(List.of(changed(ANN, 0.6)), events(room.wish(ANN, all)));
    assertEquals(Map.of("mu", 0.6, "omega", 0.847, "kappa", 0.0207), room.state.parameters().values());
    assertEquals(0.17644, room.state.parameters().computed().get("beta"), 1e-12);
  }

  @Test
  @DisplayName("[PAR4] Values that are in force already are no event")
  void nothingNew() {
    var all = new Command.UpdateParameters(room.state.parameters().values(), null);
    assertEquals(new Decision.Accepted(List.of(), List.of()), room.wish(BOB, all));
    assertEquals(List.of(), events(room.wish(BOB, new Command.UpdateParameters(Map.of(), null))));
  }

  @Nested
  class Opening {

    @Test
    @DisplayName("[CON1] [CON2] The first value stays, the other names are applied, the later one is asked")
    void opening() {
      room.update(ANN, "mu", 0.6);
      room.now += 499;
      Decision decision = room.wish(BOB, new Command.UpdateParameters(Map.of("mu", 0.65, "omega", 1.2), null));
      Conflict conflict = new Conflict(
          "c6", "mu", new Conflict.Claim(ANN, 0.6), new Conflict.Claim(BOB, 0.65), room.now + 30_000);
      assertEquals(2, events(decision).size());
      assertEquals(Map.of("omega", 1.2), ((Event.ParametersChanged) events(decision).get(0)).values());
      assertEquals(new Event.ConflictOpened(conflict), events(decision).get(1));
      assertEquals(
          List.of(new Decision.Question("c6", "mu", 0.65, 0.6, ANN, "Name of ann", 4, room.now + 30_000)),
          questions(decision));
      assertEquals(0.6, room.state.parameters().value("mu"));
    }

    @Test
    @DisplayName("[CON3] The id of a conflict is c and its place in the log")
    void id() {
      Conflict conflict = openConflict();
      Entry opened = room.log.get(room.log.size() - 1);
      assertEquals(new Event.ConflictOpened(conflict), opened.event());
      assertEquals("c" + opened.seq(), conflict.id());
    }

    @Test
    @DisplayName("[CON3] Several conflicts of one update have ids of their own")
    void several() {
      room.wish(ANN, new Command.UpdateParameters(Map.of("mu", 0.6, "omega", 1.0), null));
      Decision decision = room.wish(BOB, new Command.UpdateParameters(Map.of("mu", 0.65, "omega", 1.4, "kappa", 0.03), null));
      for (Entry entry : room.log) {
        if (entry.event() instanceof Event.ConflictOpened opened) {
          assertEquals("c" + entry.seq(), opened.conflict().id());
        }
      }
      assertEquals(2, questions(decision).size());
      assertEquals(3, events(decision).size());
    }

    @Test
    @DisplayName("[CON3] Whoever comes into an open conflict is asked with its id, and no second one opens")
    void third() {
      Conflict conflict = openConflict();
      Decision decision = room.update(CID, "mu", 0.5);
      assertEquals(List.of(), events(decision));
      assertEquals(conflict.id(), questions(decision).get(0).conflictId());
      assertEquals(List.of(conflict), room.state.parameters().conflicts());
    }

    @Test
    @DisplayName("[TRI3] [CON2] The question names the author of the value in force, also one who has left")
    void author() {
      room.update(CID, "mu", 0.6);
      assertEquals("Name of cid", questions(room.update(BOB, "mu", 0.65)).get(0).theirName());
      Room other = Room.ofThree();
      other.update(CID, "mu", 0.6);
      other.leave(CID);
      var question = questions(other.update(BOB, "mu", 0.65)).get(0);
      assertEquals(CID, question.theirUser());
      assertEquals("Name of cid", question.theirName());
    }
  }

  @Nested
  class Ending {

    @ParameterizedTest(name = "{0} chooses {1}: {2}")
    @DisplayName("[CON4] The first answer of either party is applied as an update and closes the conflict")
    @CsvSource({"bob, YOURS, 0.65", "ann, THEIRS, 0.65", "bob, AVERAGE, 0.625", "ann, CUSTOM, 0.5"})
    void answer(String party, Strategy strategy, double value) {
      Conflict conflict = openConflict();
      UserId user = new UserId(party);
      List<Event> expected = List.of(
          changed(user, value), new Event.ConflictClosed(conflict.id(), "mu", value, strategy, user));
      assertEquals(expected, events(room.wish(user, resolution(value, strategy, null))));
      assertEquals(Optional.empty(), room.state.parameters().conflict("mu"));
      assertEquals(value, room.state.parameters().value("mu"));
    }

    @Test
    @DisplayName("[CON4] The value in force only closes it")
    void inForce() {
      Conflict conflict = openConflict();
      assertEquals(
          List.of(new Event.ConflictClosed(conflict.id(), "mu", 0.6, Strategy.THEIRS, BOB)),
          events(room.wish(BOB, resolution(0.6, Strategy.THEIRS, conflict.id()))));
    }

    @Test
    @DisplayName("[CON5] The other party's later answer gets conflict_closed with the value in force")
    void late() {
      Conflict conflict = openConflict();
      room.wish(ANN, resolution(0.6, Strategy.YOURS, null));
      for (String id : new String[] {null, conflict.id()}) {
        Decision.Rejected rejected = rejection(room.wish(BOB, resolution(0.65, Strategy.YOURS, id)));
        assertEquals(ErrorCode.CONFLICT_CLOSED, rejected.code());
        assertEquals(Map.of("param", "mu", "value", 0.6), rejected.details());
      }
      room.now += 30_000;
      assertEquals(1, events(room.wish(BOB, resolution(0.65, Strategy.YOURS, null))).size());
    }

    @Test
    @DisplayName("[CON5] Without an open conflict a resolution is just an update; one that names a conflict is too late")
    void noConflict() {
      assertEquals(List.of(changed(ANN, 0.6)), events(room.wish(ANN, resolution(0.6, Strategy.CUSTOM, null))));
      assertEquals(ErrorCode.CONFLICT_CLOSED, rejection(room.wish(ANN, resolution(0.65, Strategy.CUSTOM, "c1"))).code());
    }

    @Test
    @DisplayName("[CON6] After 30 s, not before, the first value stays and the conflict is over")
    void expiry() {
      Conflict conflict = openConflict();
      room.now = conflict.expiresAt() - 1;
      assertEquals(List.of(), events(room.wish(null, new Command.ExpireConflicts())));
      room.now++;
      assertEquals(
          List.of(new Event.ConflictClosed(conflict.id(), "mu", 0.6, Strategy.EXPIRED, null)),
          events(room.wish(null, new Command.ExpireConflicts())));
      assertEquals(ErrorCode.CONFLICT_CLOSED, rejection(room.wish(BOB, resolution(0.65, Strategy.YOURS, null))).code());
    }

    @Test
    @DisplayName("[CON7] A third one's write closes the conflict as superseded")
    void superseded() {
      Conflict conflict = openConflict();
      room.now += 500;
      assertEquals(
          List.of(changed(CID, 0.5), new Event.ConflictClosed(conflict.id(), "mu", 0.5, Strategy.SUPERSEDED, CID)),
          events(room.update(CID, "mu", 0.5)));
      assertEquals(ErrorCode.CONFLICT_CLOSED, rejection(room.wish(BOB, resolution(0.65, Strategy.YOURS, null))).code());
    }

    @ParameterizedTest(name = "with the id: {0}")
    @DisplayName("[CON7] A third one who was asked too may answer, and supersedes the conflict")
    @CsvSource({"true", "false"})
    void thirdAnswers(boolean withId) {
      Conflict conflict = openConflict();
      room.update(CID, "mu", 0.5);
      assertEquals(
          List.of(changed(CID, 0.5), new Event.ConflictClosed(conflict.id(), "mu", 0.5, Strategy.SUPERSEDED, CID)),
          events(room.wish(CID, resolution(0.5, Strategy.YOURS, withId ? conflict.id() : null))));
    }

    @Test
    @DisplayName("[CON7] A party's own later write leaves the conflict open")
    void ownWrite() {
      Conflict conflict = openConflict();
      assertEquals(List.of(changed(ANN, 0.61)), events(room.update(ANN, "mu", 0.61)));
      room.now += 500;
      assertEquals(List.of(changed(BOB, 0.66)), events(room.update(BOB, "mu", 0.66)));
      assertEquals(Optional.of(conflict), room.state.parameters().conflict("mu"));
    }

    @Test
    @DisplayName("[CON8] An open conflict outlasts a load, from the log or from a snapshot, and expires at its time")
    void load() {
      Conflict conflict = openConflict();
      SessionState replayed = new SessionState(room.state.description());
      room.log.forEach(replayed::apply);
      SessionState restored = SessionState.from(room.state.description(), room.state.snapshot());
      for (SessionState loaded : List.of(replayed, restored)) {
        assertEquals(Optional.of(conflict.expiresAt()), loaded.parameters().nextExpiry());
        Decision decision = Sequencer.decide(loaded, null, new Command.ExpireConflicts(), conflict.expiresAt());
        assertTrue(events(decision).get(0) instanceof Event.ConflictClosed);
      }
    }
  }
}
