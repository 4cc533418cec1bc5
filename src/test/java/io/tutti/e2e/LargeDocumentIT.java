package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A document of 100,000 characters that 20,000 edits have made, every fourth at a place of chance, the others where the one before
 * ended. Figures are printed; what is asserted is generous.
 */
@Tag("long")
@DisplayName("A large document costs little")
@Timeout(120)
class LargeDocumentIT {

  private static final int EDITS = 20_000;
  private static final int WARMING = 500;
  private static final int OPENINGS = 200;
  private static final long GENEROUS_MILLIS = 40;
  private static ServerSetup setup;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    setup = ServerSetup.empty("large").with("CONNECTIONS_PER_SECOND", "1000").withJvm("-XX:TieredStopAtLevel=4");
    server = setup.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Five characters at a time. */
  private static void write(Client writer) {
    Random chance = new Random(5);
    for (int batch = 0; batch < EDITS / 500; batch++) {
      JsonObject[] ops = new JsonObject[500];
      for (int n = 0; n < ops.length; n++) {
        int edit = 500 * batch + n;
        int after = edit % 4 == 0 && edit > 0 ? 1 + chance.nextInt(5 * edit) : 5 * edit;
        ops[n] = DocumentWords.ins("abcd ", 1 + 5L * edit, "w", after, after == 0 ? "root" : "w");
      }
      DocumentWords.store(writer, "w" + batch, DocumentWords.edit("main", 1, ops));
    }
  }

  @Test
  @DisplayName("[DOC7] [DOC15] [CE27] opening it is quick, an operation costs no more than in a small one, and kill -9 loses nothing of it")
  void large() {
    String text;
    try (Client writer = Client.join(server, "large", "Writer")) {
      write(writer);
      text = DocumentWords.text(writer, "main");
      assertEquals(5 * EDITS, text.length());
      openings(writer);
    }
    long small = type("small");
    long large = type("large");
    System.out.printf("500 operations one by one: %d µs each in a small document, %d µs in the large one%n", small, large);
    assertTrue(large < 5 * small + 1_000, large + " µs, but " + small);
    server.kill();
    server = setup.start();
    try (Client reader = Client.join(server, "large", "Reader")) {
      JsonObject state = DocumentWords.state(reader, "main");
      assertEquals(5 * EDITS + 500, state.getString("text").length());
      assertEquals(EDITS / 500 + 500, state.getInt("docSeq"));
      assertTrue(state.getString("text").endsWith(text));
    }
  }

  private static void openings(Client client) {
    for (int n = 0; n < WARMING; n++) {
      DocumentWords.state(client, "main");
    }
    Latencies latencies = new Latencies();
    Duration before = cpu();
    for (int n = 0; n < OPENINGS; n++) {
      long from = System.nanoTime();
      DocumentWords.state(client, "main");
      latencies.add(System.nanoTime() - from);
    }
    double cpuMillis = cpu().minus(before).toNanos() / 1e6 / OPENINGS;
    System.out.printf("opening: %.2f ms of the server's CPU, %s with the client's reading%n", cpuMillis, latencies);
    assertTrue(latencies.percentileMillis(0.5) < GENEROUS_MILLIS, latencies.toString());
  }

  private static Duration cpu() {
    return ProcessHandle.of(server.pid()).flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
  }

  /** Microseconds for each of 500 operations, each of which waits for its echo. */
  private static long type(String session) {
    try (CollabClient writer = CollabClient.open(server, session, "typist")) {
      long from = System.nanoTime();
      for (int n = 1; n <= 500; n++) {
        writer.edit("m" + n, CollabClient.ins(
            CollabClient.ROOT, CollabClient.id(1_000_000 + n, "t"), "x"));
      }
      return (System.nanoTime() - from) / 500_000;
    }
  }
}
