package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stops a start, what must not, and what a server tells of itself before anything of ours is asked. */
@Timeout(180)
class StartIT {

  @Test
  @DisplayName("[JRN6] A relaxed session whose newest events were never stored does not keep a killed server from starting")
  void relaxedSessionAfterKill() {
    ServerSetup setup = ServerSetup.empty("relaxed").with("SNAPSHOT_EVERY", "10").with("COMMIT_INTERVAL_MS", "1000");
    String session = "relaxed";
    for (int life = 1; life <= 3; life++) {
      RunningServer server = setup.start();
      if (life == 1) {
        Web.session(server, Json.createObjectBuilder().add("session_id", session).add("durability", "relaxed").build());
      }
      Client ada = Client.join(server, session, "Ada");
      for (int i = 1; i <= 95; i++) {
        ada.ask(Messages.message("ping"), "pong");
        ada.send(Messages.update("mu", 0.5 + i / 1_000.0));
      }
      ada.ask(Messages.message("ping"), "pong");
      server.kill();
    }
    try (RunningServer server = setup.start()) {
      assertEquals(200, Web.get(server, "/health/ready").status());
      Client ada = Client.join(server, session, "Ada");
      ada.ask(Messages.update("mu", 0.65), "ack");
      assertEquals(0.65, Web.get(server, "/api/v1/sessions/" + session).object().getJsonObject("state").getJsonNumber("mu").doubleValue());
      assertFalse(server.output().contains("cannot be stored"), server.output());
    }
  }

  @Test
  @DisplayName("A FRONTEND_URL that is no web address stops the start with one line that says so")
  void badOrigin() {
    RunningServer server = ServerSetup.empty("origin").with("FRONTEND_URL", "ftp://x").launch();
    assertNotEquals(0, server.awaitEnd());
    List<String> last = server.lines().stream().filter(line -> line.contains("Tutti cannot start: FRONTEND_URL")).toList();
    assertEquals(1, last.size(), server.output());
    assertTrue(last.get(0).contains("'ftp://x'"), server.output());
    assertFalse(server.output().contains("\tat "), server.output());
  }

  @Test
  @DisplayName("[REST3] Not even a request that never reaches the application is told what the server is made of")
  void containerErrors() throws IOException {
    try (RunningServer server = ServerSetup.empty("errors").start()) {
      for (String target : List.of("/%", "/a|b", "/%00", "/..%2f..", "/WEB-INF/web.xml", "/nothing")) {
        String answer = raw(server, target);
        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        for (String word : List.of("Tomcat", "org.apache", "Exception", "\tat ")) {
          assertFalse(answer.contains(word), answer);
        }
      }
    }
  }

  private static String raw(RunningServer server, String target) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
