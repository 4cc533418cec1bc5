package io.tutti.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The hub in a bad world. {@code -Dsimulation.steps} makes the runs longer, {@code -Dsimulation.rounds} more: so many seeds for
 * each of jqwik's tries.
 */
class SimulationTest {

  private static final int STEPS = Integer.getInteger("simulation.steps", 12_000);
  private static final int ROUNDS = Integer.getInteger("simulation.rounds", 1);

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  @Label("[ENV4] [ENV6] [ENV7] [ENV8] [ENV12] [ENV16] [JOIN11] Through cuts and crashes numbers have no gap, everyone sees one order, "
      + "nothing acknowledged is lost, nothing takes effect twice, and all converge to what is stored")
  void holds(@ForAll long seed) {
    for (int round = 0; round < ROUNDS; round++) {
      new Simulation(seed + round).run(STEPS);
    }
  }

  @Test
  @DisplayName("[ENV4] The same seed gives the same logs: a failure can be looked at again")
  void repeatable() {
    Simulation first = new Simulation(42);
    first.run(6_000);
    Simulation second = new Simulation(42);
    second.run(6_000);
    for (SessionId session : Simulation.sessions()) {
      List<Entry> log = first.log(session);
      assertTrue(log.size() > 200, "only " + log.size());
      assertEquals(log, second.log(session));
    }
  }

  @Test
  @DisplayName("[ENV7] The simulation reaches its corners: commits, cuts, crashes, refusals of the disk, replays and repeats")
  void corners() {
    Map<String, Integer> happened = new HashMap<>();
    for (long seed = 1; seed <= 12; seed++) {
      Simulation simulation = new Simulation(seed);
      simulation.run(4_000);
      simulation.happened().forEach((what, count) -> happened.merge(what, count, Integer::sum));
    }
    for (String corner : List.of("commit", "failed commit", "connection", "cut", "crash", "journal broken", "replay",
        "truncated", "repeated", "question", "conflict closed", "kicked", "guest")) {
      assertTrue(happened.getOrDefault(corner, 0) >= 3, corner + " in " + happened);
    }
  }
}
