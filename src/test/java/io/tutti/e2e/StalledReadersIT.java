package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The events are about 3 KiB each, so that some thousand of them fill what the kernel keeps for who does not read, and the outbox
 * after that. The server's heap is small: what were kept without bound would end it.
 */
@Tag("long")
@DisplayName("[ERR7] A reader that does not read harms nobody but itself")
@Timeout(120)
class StalledReadersIT {

  private static final int PARAMETERS = 60;
  private static final int UPDATES = 4_000;
  /** In flight at once: the load follows what the server does, whatever the machine. */
  private static final int WINDOW = 40;
  private static final long GENEROUS_MILLIS = 3_000;
  private static final long HEAP_MEBIBYTES = 128;
  private static final long SEND_TIMEOUT_MILLIS = 8_000;
  /** Gives up a write after some seconds. */
  private static RunningServer server;
  /** Waits for a minute, and commits seldom, as on a slow disk: many events are released at once. */
  private static RunningServer patient;

  private final List<AutoCloseable> connections = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = setup("stalled").with("SEND_TIMEOUT_MS", Long.toString(SEND_TIMEOUT_MILLIS)).start();
    patient = setup("patient").with("SEND_TIMEOUT_MS", "60000").with("COMMIT_INTERVAL_MS", "200").start();
  }

  private static ServerSetup setup(String name) {
    return ServerSetup.empty(name).withJvm("-Xmx" + HEAP_MEBIBYTES + "m").withJvm("-XX:+ExitOnOutOfMemoryError")
        .with("CONNECTIONS_PER_SECOND", "1000");
  }

  @AfterAll
  static void stop() {
    server.close();
    patient.close();
  }

  @AfterEach
  void leave() throws Exception {
    for (AutoCloseable connection : connections) {
      connection.close();
    }
  }

  /** A session whose every update is large: sixty parameters with long names. */
  private static String largeSession(RunningServer server) {
    JsonObjectBuilder parameters = Json.createObjectBuilder();
    for (int i = 0; i < PARAMETERS; i++) {
      parameters.add(parameter(i), Json.createObjectBuilder().add("min", 0).add("max", 1e9).add("initial", 0));
    }
    return Web.session(server, Json.createObjectBuilder().add("schema", parameters).build());
  }

  private static String parameter(int index) {
    return "parameter_with_a_long_name_" + (10 + index);
  }

  private static JsonObject largeUpdate(double value) {
    Map<String, Double> values = new TreeMap<>();
    for (int i = 0; i < PARAMETERS; i++) {
      values.put(parameter(i), value + i / 1000.0);
    }
    return Messages.update(values);
  }

  private Client join(RunningServer server, String session, String name) {
    Client client = Client.join(server, session, name);
    connections.add(client);
    return client;
  }

  /** Somebody who reads everything, keeps little of it and watches its numbers. */
  private Client listen(RunningServer server, String session, String name, Numbering numbering) {
    Client client = Client.connect(server.session(session), (text, message) -> numbering.hear(message));
    connections.add(client);
    client.ask(Messages.auth(null, name), "auth:success");
    return client;
  }

  private RawClient stall(RunningServer server, String session, int number) {
    RawClient client = RawClient.join(server, session, "Stalled " + number);
    connections.add(client);
    return client;
  }

  /** Lets {@code writer} send {@code count} large updates, few at a time; how long each took to be acknowledged. */
  private static Latencies write(Client writer, int count, int window) {
    Latencies latencies = new Latencies();
    long[] sentAt = new long[count];
    for (int i = 0; i < count + window; i++) {
      if (i >= window) {
        writer.inbox().next("ack");
        latencies.add(System.nanoTime() - sentAt[i - window]);
      }
      if (i < count) {
        sentAt[i] = System.nanoTime();
        writer.send(largeUpdate(i + 1));
      }
    }
    return latencies;
  }

  /** Waits until {@code count} have left; on a slow machine some do while others still write. */
  private static void awaitLeft(Client witness, int count) {
    List<JsonObject> messages = witness.inbox().all();
    while (messages.stream().filter(message -> Messages.type(message).equals("session:left")).count() < count) {
      witness.inbox().awaitCount(messages.size() + 1);
      messages = witness.inbox().all();
    }
  }

  @Test
  @DisplayName("[ERR7] one of ten stalls under much traffic: the others are not slowed and lose nothing, it is closed, memory stays bounded")
  void oneOfTen() {
    String session = largeSession(server);
    Client writer = join(server, session, "Writer");
    List<Numbering> seen = new ArrayList<>();
    List<Client> readers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Numbering numbering = new Numbering();
      seen.add(numbering);
      readers.add(listen(server, session, "Reader " + i, numbering));
    }
    stall(server, session, 0);
    Latencies latencies = write(writer, UPDATES, WINDOW);
    assertTrue(latencies.percentileMillis(0.99) < GENEROUS_MILLIS, latencies.toString());
    assertTrue(latencies.percentileMillis(1) < SEND_TIMEOUT_MILLIS, "somebody waited for the stalled one: " + latencies);
    for (Client reader : readers) {
      reader.inbox().next("the last update", message -> Messages.param(message, parameter(0)) == UPDATES);
    }
    seen.forEach(numbering -> assertEquals(List.of(), numbering.faults()));
    // The reader that never reads cannot be told: the session forgets it.
    awaitLeft(writer, 1);
    assertTrue(server.isAlive(), server.output());
    assertTrue(server.residentKilobytes() < (HEAP_MEBIBYTES + 250) * 1_024, server.residentKilobytes() + " KiB resident");
  }

  @Test
  @DisplayName("[ERR7] [ERR9] one that stalls and then reads again finds everything up to a place, without a gap, and then 1013")
  void readsAgain() {
    String session = largeSession(patient);
    Client writer = join(patient, session, "Writer");
    RawClient stalled = stall(patient, session, 0);
    write(writer, UPDATES, 10 * WINDOW);
    List<JsonObject> read = new ArrayList<>();
    RawClient.Frame frame = stalled.read();
    while (!frame.isClose()) {
      read.add(Messages.read(frame.text()));
      frame = stalled.read();
    }
    assertEquals(1013, frame.closeCode());
    assertTrue(read.size() < UPDATES, "it was not too slow at all");
    long first = Messages.seq(read.get(0));
    for (int i = 0; i < read.size(); i++) {
      assertEquals(first + i, Messages.seq(read.get(i)));
    }
  }

  @Test
  @DisplayName("[ERR7] one that is merely slow and catches up loses nothing and stays")
  void merelySlow() {
    String session = largeSession(server);
    Client writer = join(server, session, "Writer");
    RawClient slow = stall(server, session, 0);
    int sent = 0;
    int read = 0;
    for (int round = 1; round <= 8; round++) {
      write(writer, 100, WINDOW);
      sent += 100;
      while (read < sent) {
        JsonObject message = Messages.read(slow.read().text());
        if (Messages.type(message).equals("param:broadcast")) {
          read++;
        }
      }
    }
    slow.sendText(Messages.message("ping").toString());
    assertTrue(slow.read().text().contains("\"pong\""));
    assertEquals(2, Web.get(server, "/api/v1/sessions/" + session).object().getInt("user_count"));
  }

  @Test
  @DisplayName("[ERR7] who reads is not taken for slow when one commit releases thousands of events at once")
  void burst() {
    String session = Web.session(patient, Json.createObjectBuilder().build());
    Client writer = join(patient, session, "Writer");
    List<Numbering> seen = new ArrayList<>();
    List<Client> readers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Numbering numbering = new Numbering();
      seen.add(numbering);
      readers.add(listen(patient, session, "Reader " + i, numbering));
    }
    writer.state();
    int burst = 3_000;
    for (int i = 0; i < burst; i++) {
      writer.send(Messages.update("mu", 0.5 + i % 200 / 1_000.0));
    }
    writer.send(Messages.update("omega", 1.25));
    for (Client reader : readers) {
      reader.inbox().next("the last update", message -> Messages.param(message, "omega") == 1.25);
    }
    seen.forEach(numbering -> assertEquals(List.of(), numbering.faults()));
    writer.state();
    assertEquals(6, Web.get(patient, "/api/v1/sessions/" + session).object().getInt("user_count"));
  }

  @Test
  @DisplayName("[ERR7] thirty that stall at once do not stop the server: other sessions and HTTP are answered throughout")
  void thirtyAtOnce() {
    String session = largeSession(server);
    Client writer = join(server, session, "Writer");
    for (int i = 0; i < 30; i++) {
      stall(server, session, i);
    }
    Client elsewhere = join(server, largeSession(server), "Elsewhere");
    Latencies latencies = new Latencies();
    int most = 0;
    for (int round = 0; round < 20; round++) {
      write(writer, UPDATES / 20, WINDOW);
      long asked = System.nanoTime();
      elsewhere.ask(largeUpdate(round + 1), "ack");
      latencies.add(System.nanoTime() - asked);
      assertEquals(200, Web.get(server, "/health").status());
      most = Math.max(most, Web.get(server, "/api/v1/sessions/" + session).object().getInt("user_count"));
    }
    assertEquals(31, most, "nobody was there to stall");
    assertTrue(latencies.percentileMillis(1) < GENEROUS_MILLIS, latencies.toString());
    awaitLeft(writer, 30);
    assertTrue(server.isAlive(), server.output());
  }
}
