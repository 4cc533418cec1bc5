package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Unmodified clients of the original work together")
@ExtendWith(SharedServer.class)
@Timeout(60)
class OriginalClientsIT {

  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final List<OriginalClient> clients = new ArrayList<>();

  @AfterEach
  void leave() {
    clock.shutdownNow();
    clients.forEach(OriginalClient::close);
  }

  private List<OriginalClient> join(RunningServer server, int count) {
    String session = Web.session(server, Json.createObjectBuilder().add("conflict_window_ms", 500).build());
    for (int i = 0; i < count; i++) {
      clients.add(new OriginalClient(server, session, Web.token(server, "Original " + i), clock));
    }
    return clients;
  }

  private void awaitRest() throws InterruptedException {
    for (OriginalClient client : clients) {
      assertTrue(client.awaitRest(QUIET, LIMIT), "a client does not come to rest: " + client.updates() + " updates");
    }
  }

  /** Somebody drags a slider: a value every 40 ms. */
  private void drag(OriginalClient client, String name, double from, double to) {
    for (int step = 0; step <= 10; step++) {
      double value = Math.round((from + (to - from) * step / 10) * 1e4) / 1e4;
      clock.schedule(() -> client.move(name, value), 40L * step, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  @DisplayName("[TRI2] [PAR9] two of them come to rest after a real slider move, both with its value and without a conflict")
  void twoComeToRest(RunningServer server) throws InterruptedException {
    join(server, 2);
    awaitRest();
    drag(clients.get(0), "mu", 0.57, 0.61);
    awaitMoved("mu", 0.61);
    awaitRest();
    for (OriginalClient client : clients) {
      assertEquals(0, client.conflicts());
      assertEquals(0.61, client.value("mu"));
      assertTrue(client.updates() <= 6, client.updates() + " updates");
    }
  }

  @Test
  @DisplayName("[TRI2] [PAR7] three of them may move different sliders at once: nobody is asked, and all have all values")
  void differentSlidersAtOnce(RunningServer server) throws InterruptedException {
    join(server, 3);
    awaitRest();
    drag(clients.get(0), "mu", 0.57, 0.61);
    drag(clients.get(1), "omega", 0.85, 1.25);
    drag(clients.get(2), "kappa", 0.021, 0.035);
    awaitMoved("mu", 0.61);
    awaitRest();
    for (OriginalClient client : clients) {
      assertEquals(0, client.conflicts());
      assertEquals(List.of(0.61, 1.25, 0.035), List.of(client.value("mu"), client.value("omega"), client.value("kappa")));
    }
  }

  private void awaitMoved(String name, double value) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    for (OriginalClient client : clients) {
      synchronized (client) {
        while (client.value(name) != value && System.nanoTime() < deadline) {
          client.wait(200);
        }
      }
    }
  }
}
