package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twenty connections ask for a document of 700 kB a thousand times each, and read nothing. */
@Tag("long")
@DisplayName("[ERR10] Who asks and does not read")
@Timeout(180)
class UnreadAnswersIT {

  private static final int ATTACKERS = 20;
  private static final int QUESTIONS = 1_000;
  private static final int ROUNDS = 5;
  private static final int PARTS = 10;
  private static final int PART = 70_000;
  private static final long HEAP_MEBIBYTES = 512;
  private static final double PATIENT_MILLIS = 1_000;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = ServerSetup.empty("unread").withJvm("-Xmx" + HEAP_MEBIBYTES + "m").withJvm("-XX:+ExitOnOutOfMemoryError")
        .with("CONNECTIONS_PER_SECOND", "1000").start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String session(String session) {
    try (Client writer = Client.join(server, session, "Writer")) {
      for (int part = 0; part < PARTS; part++) {
        JsonObject op = DocumentWords.ins("x".repeat(PART), 1 + (long) PART * part, "w", (long) PART * part, part == 0 ? "root" : "w");
        DocumentWords.store(writer, "w" + part, DocumentWords.edit("main", 1, op));
      }
    }
    return session;
  }

  @Test
  @DisplayName("fills no memory, and an ordinary session is answered within a second")
  void isBounded() {
    String session = session("unread");
    String question = DocumentWords.open("main").toString();
    List<RawClient> attackers = new ArrayList<>();
    try (Bystander bystander = Bystander.on(server)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < ATTACKERS; i++) {
          attackers.add(RawClient.connect(server, session));
        }
        for (RawClient attacker : attackers) {
          attacker.sendText(Messages.auth(null, "Attacker").toString());
          for (int i = 0; i < QUESTIONS; i++) {
            attacker.sendText(question);
          }
        }
        bystander.awaitAnswers(20);
        attackers.forEach(RawClient::close);
        attackers.clear();
      }
      Latencies latencies = bystander.end();
      System.out.println("unread answers: an ordinary session was answered in " + latencies + "; resident "
          + server.residentKilobytes() / 1_024 + " MiB");
      assertTrue(latencies.percentileMillis(0.99) < PATIENT_MILLIS, latencies.toString());
      assertTrue(server.isAlive(), server.output());
      assertTrue(server.residentKilobytes() < (HEAP_MEBIBYTES + 250) * 1_024, server.residentKilobytes() + " KiB resident");
    } finally {
      attackers.forEach(RawClient::close);
    }
  }

  @Test
  @DisplayName("gets the first answers, is refused the others by name, and is answered again once it has read")
  void isRefused() {
    String session = session("greedy");
    String question = DocumentWords.open("main").toString();
    try (RawClient greedy = RawClient.join(server, session, "Greedy")) {
      for (int i = 0; i < 50; i++) {
        greedy.sendText(question);
      }
      int answers = 0;
      int refusals = 0;
      while (answers + refusals < 50) {
        RawClient.Frame frame = greedy.read();
        assertTrue(!frame.isClose(), () -> "closed with " + frame.closeCode());
        answers += frame.text().contains("\"doc:state\"") ? 1 : 0;
        refusals += frame.text().contains("\"rate_limited\"") && frame.text().contains("retryAfterMs") ? 1 : 0;
      }
      assertTrue(answers > 0 && refusals > 0, answers + " answers, " + refusals + " refusals");
      greedy.sendText(question);
      assertEquals("doc:state", Messages.type(Messages.read(greedy.read().text())));
    }
  }
}
