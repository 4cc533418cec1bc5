package io.tutti.edge.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.session.JournalFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading {@code DATA_DIR} and {@code DATABASE_URL}. */
class DatabaseAddressTest {

  @Test
  @DisplayName("[JRN17] The embedded database lies in the data directory and writes every commit at once")
  void theEmbeddedDatabaseLiesInTheDataDirectory() {
    DatabaseAddress address = DatabaseAddress.embedded(Path.of("/var/lib/x/../tutti data"));
    assertEquals(DatabaseAddress.Product.H2, address.product());
    assertTrue(address.url().startsWith("jdbc:h2:file:/var/lib/tutti data/tutti;"), address.url());
    assertTrue(address.url().contains(";WRITE_DELAY=0;"), address.url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data;INIT=RUNSCRIPT FROM 'x'", "/data\\;x"})
  @DisplayName("[JRN17] A data directory cannot smuggle settings into the database's URL")
  void aDataDirectoryCannotSmuggleSettings(String directory) {
    assertThrows(IllegalArgumentException.class, () -> DatabaseAddress.embedded(Path.of(directory)));
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://ada:p%40ss+w%3Ard@db.example.org:6543/tutti, jdbc:postgresql://db.example.org:6543/tutti",
    "postgresql://ada:p%40ss+w%3Ard@db.example.org/tutti, jdbc:postgresql://db.example.org/tutti",
    "jdbc:postgresql://db.example.org/tutti?user=ada&password=p%40ss%2Bw%3Ard, jdbc:postgresql://db.example.org/tutti",
    "postgres://ada:p%40ss+w%3Ard@[::1]:5432/tutti?sslmode=require, jdbc:postgresql://[::1]:5432/tutti?sslmode=require",
    "' postgres://ada:p%40ss+w%3Ard@h/t?a=1%26b&c=2 ', jdbc:postgresql://h/t?a=1%26b&c=2"
  })
  @DisplayName("[JRN17] Every form of a PostgreSQL URL gives the same user and password, and a URL without them")
  void everyFormGivesTheSameUserAndPassword(String databaseUrl, String url) {
    DatabaseAddress address = DatabaseAddress.parse(databaseUrl);
    assertEquals(new DatabaseAddress(DatabaseAddress.Product.POSTGRESQL, url, "ada", "p@ss+w:rd"), address);
    assertEquals(url, address.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://ada:secret@h/db", "jdbc:h2:mem:secret", "secret", "postgres://ada:secret@/db",
    "postgres://ada:secret@h", "postgres://ada:secret@h/", "postgres://ada:sec ret@h/db", "postgres://ada:secret%@h/db", ""})
  @DisplayName("[JRN17] Anything else is refused, and the refusal does not repeat what may be a password")
  void anythingElseIsRefusedWithoutRepeatingIt(String databaseUrl) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> DatabaseAddress.parse(databaseUrl));
    assertTrue(refusal.getMessage().startsWith("DATABASE_URL"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("sec"), refusal.getMessage());
  }

  @Test
  @DisplayName("[JRN17] A database that does not answer fails the start with its address and without the password")
  void aDatabaseThatDoesNotAnswerFailsTheStart() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    DatabaseAddress address = DatabaseAddress.parse("postgres://ada:hush-hush@127.0.0.1:" + port + "/tutti?connectTimeout=1");
    JournalFailure failure = assertThrows(JournalFailure.class, () -> Database.open(address).close());
    assertFalse(failure.isData());
    assertTrue(failure.getMessage().contains("127.0.0.1:" + port), failure.getMessage());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause.getMessage()).contains("hush"), cause.toString());
    }
  }
}
