package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("long")
@DisplayName("A server that encrypts what it stores, as it is shipped")
@Timeout(180)
class SealedServerIT {

  private static final String OPERATOR = "operator-token-0123456789";
  private static final String[] ADMIN = {"Authorization", "Bearer " + OPERATOR};
  private static final String FIRST = "2026:" + "A".repeat(43) + "=";
  private static final String SECOND = "2027:" + "B".repeat(42) + "A=";
  private static final List<String> SECRETS = List.of("Quibbleworth", "Zanzibarian", "Umbrellastand");

  private final ServerSetup setup = ServerSetup.empty("sealed").with("ADMIN_TOKEN", OPERATOR).with("SNAPSHOT_EVERY", "10");

  private void write(RunningServer server) {
    try (Client ada = Client.join(server, "vault", "Ada"); Client bob = Client.join(server, "vault", "Bob")) {
      say(ada, "chat:send", "{\"content\":\"Quibbleworth was here\"}");
      bob.inbox().next("chat:message");
      say(ada, "state:patch", "{\"patch\":{\"hall\":\"Umbrellastand\"}}");
      bob.inbox().next("state:changed");
      for (int i = 0; i < 12; i++) {
        String after = i == 0 ? "[0,\"root\"]" : "[" + 11 * i + ",\"r\"]";
        say(ada, "doc:edit",
            "{\"doc\":\"main\",\"epoch\":1,\"ops\":[{\"ins\":\"Zanzibarian\",\"id\":[" + (11 * i + 1) + ",\"r\"],\"after\":" + after + "}]}");
        bob.inbox().next("doc:ops");
      }
    }
  }

  private static void say(Client client, String type, String payload) {
    client.send(Messages.message(type, Messages.read(payload)));
  }

  private static void assertIsThere(RunningServer server) {
    String[] reader = {"Authorization", "Bearer " + Web.token(server, "Reader")};
    try (Client late = Client.join(server, "vault", "Late")) {
      String text = Web.get(server, "/api/v1/sessions/vault/documents/main", reader).text();
      assertTrue(text.contains("Zanzibarian".repeat(12)), text);
      String found = Web.get(server, "/api/v1/sessions/vault/messages?q=quibble", reader).text();
      assertTrue(found.contains("Quibbleworth was here"), found);
      String state = Web.get(server, "/api/v1/sessions/vault/state", reader).text();
      assertTrue(state.contains("Umbrellastand"), state);
      String log = Web.get(server, "/api/v1/sessions/vault/events", reader).text();
      assertTrue(SECRETS.stream().allMatch(log::contains), log);
      assertTrue(late.welcome().toString().contains("Late"));
    }
  }

  /** In files of any kind, in one byte or two for each character, in small letters and in capitals. */
  private List<String> onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(setup.data())) {
      return files.filter(Files::isRegularFile).flatMap(file -> SECRETS.stream().filter(secret -> isIn(file, secret))).toList();
    }
  }

  private static boolean isIn(Path file, String secret) {
    try {
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
      String word = secret.toLowerCase(Locale.ROOT);
      return bytes.contains(word) || bytes.contains(String.join("\0", word.split("")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("[SEAL1] [SEAL4] [SEAL7] [SEAL8] nothing is readable on the disk after kill -9; all is there with the key, and with the next one")
  void sealed() throws IOException {
    setup.with("ENCRYPTION_KEY", FIRST);
    RunningServer killed = setup.start();
    write(killed);
    killed.kill();
    assertEquals(List.of(), onDisk());
    try (RunningServer server = setup.start()) {
      assertIsThere(server);
      assertTrue(server.output().contains("ENCRYPTION_KEY=(set)"));
      assertFalse(server.output().contains("A".repeat(43)));
    }
    assertEquals(List.of(), onDisk());
    setup.with("ENCRYPTION_KEY", SECOND + "," + FIRST);
    try (RunningServer server = setup.start()) {
      assertEquals(202, Web.post(server, "/api/v1/keys/rotate", "", ADMIN).status());
      String keys = Web.get(server, "/api/v1/keys", ADMIN).text();
      while (keys.contains("\"running\"")) {
        keys = Web.get(server, "/api/v1/keys", ADMIN).text();
      }
      assertTrue(keys.startsWith("{\"key\":\"2027\",\"rotation\":{\"state\":\"done\",\"sessions\":1,"), keys);
      assertIsThere(server);
    }
    setup.with("ENCRYPTION_KEY", SECOND);
    try (RunningServer server = setup.start()) {
      assertIsThere(server);
    }
    setup.with("ENCRYPTION_KEY", FIRST);
    try (RunningServer server = setup.start()) {
      assertEquals(503, Web.get(server, "/api/v1/sessions/vault/documents/main", "Authorization",
          "Bearer " + Web.token(server, "Reader")).status());
    }
  }

  @Test
  @DisplayName("[SEAL2] without a key the same words do stand on the disk; a key that is set later reads them")
  void plain() throws IOException {
    try (RunningServer server = setup.start()) {
      write(server);
    }
    assertTrue(onDisk().containsAll(List.of("Quibbleworth", "Umbrellastand")), "the search finds what is there");
    setup.with("ENCRYPTION_KEY", FIRST);
    try (RunningServer server = setup.start()) {
      assertIsThere(server);
    }
  }
}
