package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A server that is asked to end loses nothing and leaves nothing behind")
@Timeout(120)
class ShutdownIT {

  private static final long MOST_MILLIS = 5_000;

  @Test
  @DisplayName("[ERR8] SIGTERM under load: everybody is closed with 1001, it ends within 5 s, everything is stored, its folder is gone")
  void terminated() throws IOException {
    ServerSetup setup = ServerSetup.empty("terminated").with("CONNECTIONS_PER_SECOND", "1000");
    RunningServer server = setup.start();
    assertTrue(Files.list(setup.temporary()).findAny().isPresent(), "nothing was unpacked there");
    try (Crowd crowd = new Crowd(server, 10, 5)) {
      crowd.connect(server);
      crowd.awaitAnswers(500);
      long asked = System.nanoTime();
      server.terminate();
      server.awaitEnd();
      long took = (System.nanoTime() - asked) / 1_000_000;
      assertTrue(took < MOST_MILLIS, "it took " + took + " ms to end:\n" + server.output());
      assertEquals(List.of(1001), crowd.awaitCloses());
      assertTrue(server.output().contains("50 connections sent away, everything stored"), server.output());
      assertEquals(List.of(), Files.list(setup.temporary()).toList(), "left in the temporary folder");
      try (RunningServer fresh = setup.start()) {
        assertEquals(List.of(), crowd.compare(fresh));
        crowd.connect(fresh);
        crowd.awaitAnswers(100);
        crowd.rest();
        assertEquals(List.of(), crowd.compare(fresh));
      }
    }
  }

  @Test
  @DisplayName("[ERR8] a stalled reader does not hold the end up")
  void terminatedWithStalledReader() {
    RunningServer server = ServerSetup.empty("terminated-stalled").start();
    String session = "stalled";
    Client writer = Client.join(server, session, "Writer");
    try (RawClient stalled = RawClient.join(server, session, "Stalled")) {
      for (int i = 0; i < 4_000; i++) {
        writer.send(Messages.update("mu", 0.5 + i % 200 / 1000.0));
        if (i % 100 == 99) {
          writer.state();
        }
      }
      long asked = System.nanoTime();
      server.terminate();
      server.awaitEnd();
      long took = (System.nanoTime() - asked) / 1_000_000;
      assertTrue(took < MOST_MILLIS, "it took " + took + " ms to end:\n" + server.output());
      assertEquals(1001, writer.awaitClose());
      assertTrue(stalled.awaitClose() > 1_000, "the line was not closed");
    }
  }
}
