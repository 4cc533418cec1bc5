package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Kills the server under load, as a power cut would, and compares. {@code -Dtutti.kill.minutes=N} goes on for so long;
 * {@code -Dtutti.kill.seed=S} repeats the moments of a run, as far as a machine lets itself be repeated.
 */
@DisplayName("A server that is killed loses nothing that anybody was shown or told")
class KilledServerIT {

  private static final int SESSIONS = 20;
  private static final int WRITERS = 5;
  private static final int LEAST_KILLS = 2;
  private static final Duration LONGER = Duration.ofMinutes(Long.getLong("tutti.kill.minutes", 0));

  private final Random random = new Random(Long.getLong("tutti.kill.seed", System.nanoTime()));

  @Test
  @DisplayName("[ENV4] [ENV6] [ENV8] [JOIN5] [JOIN11] kill -9 under load: all that was seen and answered is stored, once, and goes on")
  void killed() {
    ServerSetup setup = ServerSetup.empty("killed").with("CONNECTIONS_PER_SECOND", "1000").with("SNAPSHOT_EVERY", "100");
    RunningServer server = setup.start();
    try (Crowd crowd = new Crowd(server, SESSIONS, WRITERS)) {
      long until = System.nanoTime() + LONGER.toNanos();
      for (int kills = 0; kills < LEAST_KILLS || System.nanoTime() < until; kills++) {
        crowd.connect(server);
        crowd.awaitAnswers(1_000 + random.nextInt(1_000));
        server.kill();
        server = setup.start();
        assertEquals(List.of(), crowd.compare(server), "after kill " + (kills + 1));
      }
      crowd.connect(server);
      crowd.awaitAnswers(SESSIONS * WRITERS * 3);
      crowd.rest();
      assertEquals(List.of(), crowd.compare(server));
      assertTrue(crowd.events() > 2_000, crowd.events() + " events are no load");
      server = restartedAlone(setup, server, crowd);
    } finally {
      server.close();
    }
  }

  /** A restart by itself changes no number, though everybody is lost by it. */
  private static RunningServer restartedAlone(ServerSetup setup, RunningServer server, Crowd crowd) {
    List<Integer> before = ends(server, crowd);
    server.kill();
    RunningServer fresh = setup.start();
    assertEquals(before, ends(fresh, crowd));
    assertEquals(List.of(), crowd.compare(fresh));
    return fresh;
  }

  private static List<Integer> ends(RunningServer server, Crowd crowd) {
    return crowd.records().stream()
        .map(record -> Web.get(server, "/api/v1/sessions/" + record.session()).object().getInt("current_seq")).toList();
  }
}
