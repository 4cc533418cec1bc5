package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Attacks that cost the attacker a few bytes; meanwhile an ordinary session is answered, over its connection and over HTTP. */
@Tag("long")
@DisplayName("While the server is attacked by clients that are slow on purpose, an ordinary session is answered within a second")
@Timeout(300)
class SlowClientsIT {

  private static final long HEAP_MEBIBYTES = 512;
  private static final double PATIENT_MILLIS = 1_000;
  private static final int ANSWERS = 100;
  private static final int ENTRIES = 160;
  private static final int ENTRY = 100_000;
  private static RunningServer server;
  private static String large;

  @BeforeAll
  static void start() {
    server = ServerSetup.empty("slow").withJvm("-Xmx" + HEAP_MEBIBYTES + "m").withJvm("-XX:+ExitOnOutOfMemoryError")
        .with("REST_PER_SECOND", "100000").with("REST_BURST", "100000").with("CONNECTIONS_PER_SECOND", "1000").start();
    large = "large";
    try (Client writer = Client.join(server, large, "Writer")) {
      for (int part = 0; part < ENTRIES; part++) {
        JsonObject op = DocumentWords.ins("x".repeat(ENTRY), 1 + (long) ENTRY * part, "w", (long) ENTRY * part, part == 0 ? "root" : "w");
        DocumentWords.store(writer, "w" + part, DocumentWords.edit("main", 1, op));
      }
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Has ordinary people ask while the attack lasts. */
  private static void under(String attack, Supplier<SlowSockets> begin, int answers) {
    try (Bystander bystander = Bystander.on(server);
        HttpBystander reader = HttpBystander.on(server, "/api/v1/sessions/bystander", 200)) {
      bystander.awaitAnswers(answers);
      under(attack, bystander, reader, begin, answers);
    }
  }

  private static void under(
      String attack, Bystander bystander, HttpBystander reader, Supplier<SlowSockets> begin, int answers) {
    try (SlowSockets attackers = begin.get()) {
      bystander.awaitAnswers(answers);
      Latencies session = bystander.end();
      Latencies http = reader.end();
      System.out.println(attack + ": session " + session + "; HTTP " + http + "; " + attackers.read() + " attackers left; resident "
          + server.residentKilobytes() / 1_024 + " MiB");
      // The bursts with which attacks begin are a hundredth of the time over HTTP.
      assertTrue(session.percentileMillis(0.99) <= PATIENT_MILLIS, "session: " + session);
      assertTrue(http.percentileMillis(0.95) <= PATIENT_MILLIS, "HTTP: " + http);
      assertTrue(server.isAlive(), server.output());
      assertTrue(server.residentKilobytes() < (HEAP_MEBIBYTES + 250) * 1_024, server.residentKilobytes() + " KiB resident");
    }
  }

  private static String head(String line, String... headers) {
    return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + String.join("\r\n", headers);
  }

  private static String body(String path, String type) {
    return head("POST " + path, "Content-Type: " + type, "Content-Length: 100000", "", "");
  }

  @Test
  @DisplayName("[REST64] 1,000 bodies that drip, from ten addresses")
  void bodies() {
    under("dripping bodies", () -> SlowSockets.open(server, 1_000, 10, body("/api/v1/sessions", "application/json"), 1_000), ANSWERS);
  }

  @Test
  @DisplayName("[REST64] who drips is told so, and is gone half a minute later")
  void isCut() {
    try (SlowSockets sockets = SlowSockets.open(server, 20, 1, body("/api/v1/sessions", "application/json"), 1_000)) {
      sockets.awaitOpen(0, 60);
      assertEquals(200, Web.get(server, "/api/v1/sessions").status());
    }
  }

  @Test
  @DisplayName("[REST67] 5,000 handshakes whose headers drip")
  void headers() {
    String half = head("GET /api/v1/session/connect/half", "Upgrade: websocket", "Connection: Upgrade", "X-Drip: ");
    under("half-open handshakes", () -> SlowSockets.open(server, 5_000, 20, half, 1_000), ANSWERS);
    try (SlowSockets sockets = SlowSockets.open(server, 20, 1, half, 1_000)) {
      sockets.awaitOpen(0, 60);
    }
  }

  @Test
  @DisplayName("[REST65] [REST66] 240 readers of a log of 16 MB who read nothing, from twelve addresses")
  void readers() {
    for (String accept : List.of("application/x-ndjson", "application/json")) {
      String request = head("GET /api/v1/sessions/" + large + "/events?limit=100", "Accept: " + accept, "", "");
      under("readers of " + accept, () -> SlowSockets.open(server, 240, 12, request, 0), ANSWERS);
    }
    String whole = head("GET /api/v1/sessions/" + large + "/export", "", "");
    under("readers of an export", () -> SlowSockets.open(server, 240, 12, whole, 0), ANSWERS);
  }

  @Test
  @DisplayName("[REST66] a reader who reads nothing is cut, and leaves no stack trace in the log")
  void readerIsCut() {
    String request = head("GET /api/v1/sessions/" + large + "/events", "Accept: application/x-ndjson", "", "");
    int before = server.lines().size();
    long deadline = System.nanoTime() + 90_000_000_000L;
    try (SlowSockets sockets = SlowSockets.open(server, 30, 1, request, 0)) {
      while (hasRoom(request)) {
        assertTrue(System.nanoTime() < deadline, "those who do not read hold no places");
      }
      while (!hasRoom(request)) {
        assertTrue(System.nanoTime() < deadline, "the places of those who do not read are not given to others");
      }
    }
    List<String> printed = server.lines().subList(before, server.lines().size());
    assertEquals(List.of(), printed);
  }

  /** Whether somebody from the same address gets a long answer. */
  private static boolean hasRoom(String request) {
    try (SlowSockets one = SlowSockets.open(server, 1, 1, request, 0)) {
      return one.firstLine().contains(" 200");
    }
  }

  @Test
  @DisplayName("[DP4] uploads that drip keep nobody from importing")
  void uploads() {
    try (SlowSockets uploads = SlowSockets.open(server, 40, 20, body("/api/v1/sessions/import", "application/zip"), 1_000)) {
      byte[] archive = "no archive".getBytes(StandardCharsets.UTF_8);
      long deadline = System.nanoTime() + 10_000_000_000L;
      int status = Web.upload(server, "/api/v1/sessions/import", archive).status();
      while (status == 503 && System.nanoTime() < deadline) {
        status = Web.upload(server, "/api/v1/sessions/import", archive).status();
      }
      assertEquals(422, status);
      assertTrue(uploads.read() > 0);
    }
  }

  @Test
  @DisplayName("[JOIN24] 1,500 connections that never say who they are, and 100 readers of a session that read nothing")
  void unknown() {
    String handshake = head("GET /api/v1/session/connect/unknown", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "", "");
    under("connections without auth", () -> SlowSockets.open(server, 1_500, 3, handshake, 0), ANSWERS);
  }

  @Test
  @DisplayName("[REST66] an aborted download leaves nothing in the log")
  void aborted() {
    int before = server.lines().size();
    String request = head("GET /api/v1/sessions/" + large + "/events", "Accept: application/x-ndjson", "", "");
    for (int i = 0; i < 10; i++) {
      try (SlowSockets one = SlowSockets.open(server, 1, 1, request, 0)) {
        assertTrue(one.firstLine().contains(" 200"));
      }
    }
    assertEquals(200, Web.get(server, "/health").status());
    assertEquals(List.of(), server.lines().subList(before, server.lines().size()));
  }
}
