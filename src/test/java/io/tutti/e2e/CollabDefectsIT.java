package io.tutti.e2e;

import static io.tutti.e2e.CollabClient.ROOT;
import static io.tutti.e2e.CollabClient.id;
import static io.tutti.e2e.CollabClient.ins;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each test does what broke the original. The server's heap is small: what were kept without bound would end it. */
@DisplayName("None of the original collab-engine server's defects is here")
@Timeout(120)
class CollabDefectsIT {

  private static final int TYPED = 20_000;
  private static ServerSetup setup;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    setup = ServerSetup.empty("collab").withJvm("-XX:+ExitOnOutOfMemoryError")
        .with("SEND_TIMEOUT_MS", "4000").with("CONNECTIONS_PER_SECOND", "1000");
    server = setup.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void type(CollabClient writer, int from, int to) {
    for (int n = from; n <= to; n++) {
      writer.send("m" + n, ins(n == 1 ? ROOT : id(n - 1, "w"), id(n, "w"), Character.toString('a' + n % 26)));
    }
  }

  private static EchoedText read(CollabClient client) {
    EchoedText text = new EchoedText();
    client.echoes().forEach(text::hear);
    return text;
  }

  @Test
  @DisplayName("[CE17] [CE24] [CE26] 20,000 characters one behind the other, at once: all arrive, in both readers, and survive kill -9")
  void typed() {
    String text;
    try (CollabClient writer = CollabClient.open(server, "typed", "w");
        CollabClient reader = CollabClient.open(server, "typed", "r")) {
      type(writer, 1, TYPED);
      writer.echo("m" + TYPED);
      reader.echo("m" + TYPED);
      EchoedText echoed = read(writer);
      text = echoed.toString();
      assertEquals(TYPED, text.length());
      assertEquals(TYPED, echoed.seen());
      assertEquals(text, read(reader).toString());
      assertEquals(TYPED, reader.echoes().size());
    }
    server.kill();
    server = setup.start();
    try (CollabClient back = CollabClient.open(server, "typed", "r");
        CollabClient writer = CollabClient.open(server, "typed", "w")) {
      assertEquals(text, back.text().getString("full_text"));
      assertEquals(TYPED, back.text().getInt("server_seq"));
      assertEquals(TYPED + 1, writer.edit("after", ins(ROOT, id(TYPED + 1, "w"), "!")).getInt("server_seq"));
      assertEquals(TYPED, writer.edit("m" + TYPED, ins(ROOT, id(1, "w"), "?")).getInt("server_seq"));
    }
  }

  @Test
  @DisplayName("[CE4] [CE5] [CE24] 500 missed operations are replayed without a gap while others type, though the outbox holds 256; 501 are not")
  void replayed() {
    try (CollabClient writer = CollabClient.open(server, "missed", "w")) {
      type(writer, 1, 501);
      writer.echo("m501");
      try (CollabClient tooFar = CollabClient.open(server, "missed", "x")) {
        assertEquals(501, tooFar.text().getString("full_text").length());
      }
      try (CollabClient exact = CollabClient.greet(server, "missed", "exact", 1)) {
        exact.echo("m501");
        assertEquals(500, exact.echoes().size());
      }
      try (CollabClient busy = CollabClient.open(server, "missed", "busy")) {
        // However many of the fifty come first, it is not more than 500 behind.
        CollabClient far = CollabClient.greet(server, "missed", "far", 51);
        for (int n = 0; n < 50; n++) {
          busy.send("b" + n, ins(id(501, "w"), id(600 + n, "busy"), "."));
        }
        far.echo("b49");
        EchoedText text = new EchoedText();
        far.echoes().forEach(text::hear);
        assertEquals(Messages.type(far.inbox().all().get(0)), "hello_ack");
        assertEquals(551, text.seen());
        assertEquals(1, text.faults().size(), "only the beginning: 52 after 0, but " + text.faults());
        assertEquals(500, far.echoes().size());
        far.close();
      }
    }
  }

  /** Waits until somebody has left, which may have been while others were awaited. */
  private static void awaitLeft(Client witness) {
    List<JsonObject> messages = witness.inbox().all();
    while (messages.stream().noneMatch(message -> Messages.type(message).equals("session:left"))) {
      witness.inbox().awaitCount(messages.size() + 1);
      messages = witness.inbox().all();
    }
  }

  @Test
  @DisplayName("[CE25] a stalled reader holds nobody up: it is closed, the others get everything")
  void stalled() {
    RawClient stalled = RawClient.connectTo(server, "/ws");
    stalled.sendText(CollabClient.hello("stall", "stalled", 0).toString());
    stalled.read();
    try (Client writer = Client.join(server, "stall", "Writer"); CollabClient reader = CollabClient.open(server, "stall", "r")) {
      long slowest = 0;
      for (int n = 0; n < 100; n++) {
        long from = System.nanoTime();
        JsonObject edit = DocumentWords.edit("main", 1,
            DocumentWords.ins("x".repeat(1_000), 1 + 1_000L * n, "w", 1_000L * n, n == 0 ? "root" : "w"));
        DocumentWords.store(writer, "r" + n, edit);
        slowest = Math.max(slowest, System.nanoTime() - from);
        reader.echo("r" + n + ".1000");
      }
      assertTrue(slowest < 3_000_000_000L, slowest / 1_000_000 + " ms");
      assertEquals(100_000, read(reader).toString().length());
      awaitLeft(writer);
    } finally {
      stalled.close();
    }
  }
}
