package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("long")
@DisplayName("A server that cannot start says why in one line, ends with 1 and leaves nothing behind")
@Timeout(60)
class StartRefusalsIT {

  private static final String TELLS = "Tutti cannot start: ";

  /** Starts and expects the refusal; the line that says why. */
  private static String refusal(ServerSetup setup) {
    RunningServer server = setup.launch();
    assertEquals(1, server.awaitEnd(), server.output());
    List<String> lines = server.lines().stream().filter(line -> !line.contains("io.tutti Settings: ")).toList();
    assertEquals(1, lines.size(), server.output());
    String line = lines.get(0);
    assertTrue(line.contains(TELLS), line);
    String reason = line.substring(line.indexOf(TELLS) + TELLS.length());
    assertTrue(reason.length() > 10 && !reason.matches(".*(Exception|Problem|Failure|[a-z]+\\.[a-z]+\\.[A-Z]).*"), line);
    assertEquals(List.of(), filesIn(setup.temporary()), "left in the temporary folder");
    return reason;
  }

  private static List<Path> filesIn(Path folder) {
    try (var files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(delimiter = '|', value = {
    "PORT | abc | abc",
    "PORT | 65536 | 65536",
    "HOST | no.such.host.invalid | no.such.host.invalid",
    "HOST | 192.0.2.1 | 192.0.2.1",
    "ANONYMOUS | maybe | maybe",
    "MAX_MESSAGE_BYTES | 12 KB | 12 KB",
    "FRONTEND_URL | example.org | example.org",
    "JWT_ALGORITHM | RS256 | HS256",
    "DATABASE_URL | mysql://localhost/x | postgres",
    "ENV | production | JWT_SECRET",
    "BCRYPT_COST | 99 | 99",
    "JWT_JWKS_URL | https://login.example.org/keys | JWT_ISSUER",
  })
  @DisplayName("a setting that is none is named")
  void badSetting(String name, String value, String told) {
    String reason = refusal(ServerSetup.empty("refused").with(name, value));
    assertTrue(reason.contains(told), reason);
    assertTrue(reason.contains(name.equals("ENV") ? "JWT_SECRET" : name), reason);
  }

  @Test
  @DisplayName("a secret too short for production is refused, and not told")
  void shortSecret() {
    String reason = refusal(ServerSetup.empty("refused").with("ENV", "production").with("JWT_SECRET", "hunter2"));
    assertTrue(reason.contains("JWT_SECRET") && !reason.contains("hunter2"), reason);
  }

  @Test
  @DisplayName("an occupied port is named")
  void occupiedPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      String reason = refusal(ServerSetup.empty("refused").with("PORT", port));
      assertTrue(reason.contains("127.0.0.1:" + port), reason);
    }
  }

  @Test
  @DisplayName("a database that does not answer is named, without its password")
  void noDatabase() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    String reason = refusal(ServerSetup.empty("refused").with("DATABASE_URL", "postgres://tutti:hunter2@127.0.0.1:" + port + "/tutti"));
    assertTrue(reason.contains("127.0.0.1:" + port) && !reason.contains("hunter2"), reason);
  }

  @Test
  @DisplayName("a data directory that is a file is named")
  void dataDirectoryIsFile() throws IOException {
    ServerSetup setup = ServerSetup.empty("refused");
    Path file = Files.createFile(setup.data().resolve("file"));
    String reason = refusal(setup.with("DATA_DIR", file.toString()));
    assertTrue(reason.contains(file.toString()), reason);
  }

  @Test
  @DisplayName("a directory where the server's own files should be is named")
  void fileIsDirectory() throws IOException {
    ServerSetup setup = ServerSetup.empty("refused");
    Path directory = Files.createDirectory(setup.data().resolve("journal.lock"));
    String reason = refusal(setup);
    assertTrue(reason.contains(directory.toString()), reason);
  }

  @Test
  @DisplayName("a database file that is none is named, and left as it is")
  void brokenDatabase() throws IOException {
    ServerSetup setup = ServerSetup.empty("refused");
    Path file = Files.writeString(setup.data().resolve("tutti.mv.db"), "this is no database ".repeat(1_000));
    String reason = refusal(setup);
    assertTrue(reason.contains(setup.data().toString()), reason);
    assertTrue(Files.readString(file).startsWith("this is no database"), "the file was changed");
  }

  @Test
  @DisplayName("a second server on one data directory is refused, and the first one goes on")
  void secondServer() {
    ServerSetup setup = ServerSetup.empty("shared-data");
    try (RunningServer first = setup.start()) {
      Client client = Client.join(first, "s", "Ada");
      ServerSetup second = ServerSetup.empty("refused").with("DATA_DIR", setup.data().toString());
      String reason = refusal(second);
      assertTrue(reason.contains(setup.data().toString()), reason);
      client.ask(Messages.update("mu", 0.6), "ack");
      client.close();
    }
  }
}
