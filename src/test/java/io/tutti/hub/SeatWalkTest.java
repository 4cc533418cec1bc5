package io.tutti.hub;

import static io.tutti.hub.HubWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ClientId;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.session.Command;
import io.tutti.session.ProfileField;
import io.tutti.session.Signal;
import io.tutti.session.Whisper;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All that a connection can do in a session, whatever dialect it speaks, goes through its {@link Seat}: here every method of that is
 * walked for those who are not in, or not any more. A method that nobody has classified fails the test.
 */
class SeatWalkTest {

  /** Those whose connection stands outside. */
  private enum Outsider { NOT_ADMITTED, BANNED_BEFORE, KICKED, BANNED_MEANWHILE, GONE }

  /** What the log and the messages are read with, and only in {@code read}; who one is; and going. */
  private static final Set<String> OF_THEMSELVES = Set.of("log", "messages", "user", "leave");

  private final HubWorld world = new HubWorld();
  private final FakePeer ann = new FakePeer();
  private final FakePeer bob = new FakePeer();
  private final List<Object> learned = new CopyOnWriteArrayList<>();
  private Seat hers;

  @BeforeEach
  void open() {
    hers = world.join("ann", ann);
    ann.await(Notice.Welcomed.class);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Map<String, Consumer<Seat>> calls() {
    return new TreeMap<>(Map.of(
        "wish", seat -> seat.wish(HubWorld.mu(0.6), "r"),
        "askState", seat -> seat.askState("r"),
        "ask", seat -> seat.ask(room -> room.state().seq(), learned::add, "r"),
        "read", seat -> seat.read(() -> seat.log().toString(), learned::add, "r"),
        "signal", seat -> seat.signal(new Signal.Appearance(new UserId("bob"), new ClientId("tab-bob"),
            new Change(null, Map.of(Aspect.CURSOR, Map.of("file", "f"))))),
        "whisper", seat -> seat.whisper(new Whisper(new UserId("ann"), "psst"), "r")));
  }

  private void command(Command command) {
    hers.wish(command, null);
    world.awaitStored();
  }

  private Seat comes(Outsider outsider) {
    return switch (outsider) {
      case NOT_ADMITTED -> {
        command(new Command.ChangeProfile(Map.of(ProfileField.ADMISSION, "members")));
        yield refused(Ending.NOT_ALLOWED);
      }
      case BANNED_BEFORE -> {
        command(new Command.Ban(person("bob").id(), true));
        yield refused(Ending.BANNED);
      }
      case KICKED -> removed(new Command.Kick(person("bob").id()), Ending.KICKED);
      case BANNED_MEANWHILE -> removed(new Command.Ban(person("bob").id(), true), Ending.BANNED);
      case GONE -> {
        Seat seat = entered();
        seat.leave();
        world.awaitStored();
        yield seat;
      }
    };
  }

  private Seat refused(Ending reason) {
    Seat seat = world.join("bob", bob);
    assertEquals(reason, bob.await(Ending.class));
    return seat;
  }

  private Seat removed(Command command, Ending reason) {
    Seat seat = entered();
    command(command);
    assertEquals(reason, bob.await(Ending.class));
    return seat;
  }

  private Seat entered() {
    Seat seat = world.join("bob", bob);
    bob.await(Notice.Welcomed.class);
    world.awaitStored();
    return seat;
  }

  @Test
  @DisplayName("[ROLE15] Everything that a connection can do in a session is walked")
  void classified() {
    Set<String> known = new TreeSet<>(OF_THEMSELVES);
    known.addAll(calls().keySet());
    Set<String> there = Arrays.stream(Seat.class.getMethods()).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(there, known);
  }

  @ParameterizedTest
  @EnumSource(Outsider.class)
  @DisplayName("[ROLE15] [ROLE5] [ROLE10] Of those who are not in, or not any more, nothing that they do is carried out, shown or answered")
  void outside(Outsider outsider) {
    Seat seat = comes(outsider);
    settle();
    List<Object> before = bob.heard();
    List<Object> hersBefore = ann.heard();
    int stored = world.log().size();
    calls().values().forEach(call -> call.accept(seat));
    settle();
    assertEquals(List.of(), learned);
    assertEquals(stored, world.log().size());
    assertEquals(hersBefore, ann.heard());
    List<Object> told = new ArrayList<>(bob.heard().subList(before.size(), bob.heard().size()));
    told.removeIf(what -> what instanceof Notice.Refused refused && refused.code() == ErrorCode.UNAVAILABLE);
    assertEquals(List.of(), told);
  }

  @Test
  @DisplayName("[ROLE15] The same of somebody who is in has all its effects: the walk sees what there is to see")
  void inside() {
    Seat seat = entered();
    int stored = world.log().size();
    calls().values().forEach(call -> call.accept(seat));
    settle();
    assertEquals(2, learned.size());
    assertEquals(stored + 1, world.log().size());
    bob.await(Notice.StateReported.class);
    assertFalse(ann.all(Signal.Direct.class).isEmpty());
    assertTrue(ann.all(Signal.Appearance.class).stream().anyMatch(signal -> signal.change().aspects().containsKey(Aspect.CURSOR)));
  }

  /** Everything that was begun is done, and every signal that waits is shown. */
  private void settle() {
    world.awaitStored();
    world.time.pass(SignalDesk.MAX_INTERVAL_MILLIS);
    world.awaitStored();
  }
}
