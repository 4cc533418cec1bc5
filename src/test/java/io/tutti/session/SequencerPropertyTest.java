package io.tutti.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.parameters.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds for any history of a session. */
class SequencerPropertyTest {

  private static final List<UserId> PEOPLE =
      List.of(new UserId("ann"), new UserId("bob"), new UserId("cid"), new UserId("gus"));

  /** The kind of step at which the server stops and starts: everybody's connection is lost and the log does not say so. */
  private static final int STOP = 15;

  /** {@code pause}: ms since the step before. {@code kind}: what is wished; the other numbers say which. */
  record Step(int pause, int kind, int who, int whom, int which, int value) {}

  private static Member member(int who) {
    UserId user = PEOPLE.get(who);
    return user.value().equals("gus") ? Room.guest(user) : Room.person(user);
  }

  private static @Nullable UserId actor(Step step) {
    return step.kind() <= 1 || step.kind() == 6 ? null : PEOPLE.get(step.who());
  }

  private static Command command(Step step, Room room) {
    UserId user = PEOPLE.get(step.who());
    UserId other = PEOPLE.get(step.whom());
    String name = List.of("mu", "omega", "nosuch").get(step.which());
    double value = List.of(0.5, 0.6, 0.65, 0.7, 9.0).get(step.value());
    return switch (step.kind()) {
      case 0 -> new Command.Join(member(step.who()), Set.copyOf(room.here), Standing.LINK);
      case 1 -> new Command.Leave(user);
      case 2 -> new Command.ResolveConflict(name, value, Strategy.CUSTOM, null);
      case 3 -> new Command.ResolveConflict(name, value, Strategy.AVERAGE, "c" + (room.state.seq() - step.value()));
      case 4 -> new Command.ChangeRole(other, Role.values()[step.which()]);
      case 5 -> new Command.Kick(other);
      case 6 -> new Command.ExpireConflicts();
      case 7 -> new Command.UpdateParameters(Map.of(name, value), room.state.seq() - step.value());
      default -> new Command.UpdateParameters(Map.of("kappa", 0.01 + step.value() / 100.0, name, value), null);
    };
  }

  private static Decision play(Room room, Step step) {
    room.now += step.pause();
    if (step.kind() == STOP) {
      room.here.clear();
      return new Decision.Accepted(List.of(), List.of());
    }
    Command command = command(step, room);
    Decision decision = room.wish(actor(step), command, new ClientId("k" + step.who()), "r" + room.log.size());
    if (decision instanceof Decision.Accepted) {
      attend(room, command);
    }
    return decision;
  }

  private static void attend(Room room, Command command) {
    if (command instanceof Command.Join join) {
      room.here.add(join.newcomer().id());
    } else if (command instanceof Command.Leave leave) {
      room.here.remove(leave.user());
    } else if (command instanceof Command.Kick kick) {
      room.here.remove(kick.user());
    }
  }

  @Property(tries = 500)
  @Label("[ENV4] Deciding changes nothing, and the same question has the same answer")
  void decidingIsPure(@ForAll("histories") List<Step> steps) {
    Room room = Room.fresh();
    for (Step step : steps) {
      SessionSnapshot before = room.state.snapshot();
      Command command = command(step, room);
      Decision first = room.decide(actor(step), command);
      assertEquals(first, room.decide(actor(step), command));
      assertEquals(before, room.state.snapshot());
      play(room, step);
    }
  }

  @Property(tries = 500)
  @Label("[ENV4] The log's places are without gaps, and a refusal takes none")
  void noGaps(@ForAll("histories") List<Step> steps) {
    Room room = Room.fresh();
    for (Step step : steps) {
      long before = room.state.seq();
      Decision decision = play(room, step);
      int events = decision instanceof Decision.Accepted accepted ? accepted.events().size() : 0;
      assertEquals(before + events, room.state.seq());
    }
    for (int i = 0; i < room.log.size(); i++) {
      assertEquals(i + 1, room.log.get(i).seq());
    }
  }

  @Property(tries = 500)
  @Label("[ENV7] The log alone gives the running state, which decides alike, repeated commands included")
  void replay(@ForAll("histories") List<Step> steps, @ForAll("histories") List<Step> later) {
    Room room = Room.fresh();
    steps.forEach(step -> play(room, step));
    Room replayed = new Room(room.state.description());
    room.log.forEach(entry -> replayed.state.apply(entry));
    assertAlike(room, replayed);
    for (Entry entry : room.log) {
      assertEquals(place(room, entry), place(replayed, entry));
    }
    assertDecideAlike(room, replayed, later);
  }

  @Property(tries = 500)
  @Label("[ENV7] [PAR11] A snapshot and what came after it give the same state, and, a conflict's life later, the same decisions")
  void snapshotAndTail(
      @ForAll("histories") List<Step> steps, @ForAll("histories") List<Step> after, @ForAll("histories") List<Step> later) {
    Room room = Room.fresh();
    steps.forEach(step -> play(room, step));
    Room restored = new Room(SessionState.from(room.state.description(), room.state.snapshot()));
    int tail = room.log.size();
    room.now += ParametersFeature.CONFLICT_LIFETIME_MILLIS;
    after.forEach(step -> play(room, step));
    room.log.subList(tail, room.log.size()).forEach(entry -> restored.state.apply(entry));
    assertAlike(room, restored);
    assertDecideAlike(room, restored, later);
  }

  @Property(tries = 500)
  @Label("[ROLE3] [ROLE4] With an editor or host present there is always a host")
  void alwaysAHost(@ForAll("histories") List<Step> steps) {
    Room room = Room.fresh();
    for (Step step : steps) {
      play(room, step);
      boolean couldBe = room.state.members().stream().anyMatch(member -> member.role() == Role.EDITOR);
      assertTrue(!couldBe || room.state.hasHost(), "editors among themselves after " + step);
    }
  }

  @Property(tries = 500)
  @Label("[CON3] [PAR2] Values stay within bounds, and every open conflict has its parameter's only one")
  void invariants(@ForAll("histories") List<Step> steps) {
    Room room = Room.fresh();
    for (Step step : steps) {
      play(room, step);
      var parameters = room.state.parameters();
      parameters.values().forEach((name, value) ->
          assertTrue(parameters.schema().adjustable(name).orElseThrow().admits(value)));
      List<String> names = new ArrayList<>();
      parameters.conflicts().forEach(conflict -> names.add(conflict.parameter()));
      assertEquals(Set.copyOf(names).size(), names.size());
    }
  }

  private static long place(Room room, Entry entry) {
    UserId user = entry.user();
    ClientId client = entry.client();
    String ref = entry.ref();
    return user == null || client == null || ref == null ? 0 : room.state.placeOf(user, client, ref);
  }

  private static void assertAlike(Room one, Room other) {
    assertEquals(one.state.snapshot(), other.state.snapshot());
    assertEquals(SessionView.of(one.state), SessionView.of(other.state));
  }

  private static void assertDecideAlike(Room one, Room other, List<Step> steps) {
    other.now = one.now;
    other.here.addAll(one.here);
    for (Step step : steps) {
      assertEquals(play(one, step), play(other, step), "after " + step);
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Integer> pauses = Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.integers().between(0, 300)),
        Tuple.of(1, Arbitraries.of(500, 10_000, 31_000)));
    return Combinators.combine(
            pauses, Arbitraries.integers().between(0, STOP), Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 2), Arbitraries.integers().between(0, 4))
        .as((pause, kind, who, whom, which, value) -> new Step(pause, kind > 9 && kind < STOP ? kind % 3 * 4 : kind, who, whom, which, value))
        .list().ofMaxSize(40);
  }
}
