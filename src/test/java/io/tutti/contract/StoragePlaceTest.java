package io.tutti.contract;

import static io.tutti.contract.Logs.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.edge.jpa.StoragePlace;
import io.tutti.session.LogIdentity;
import io.tutti.session.SessionDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Data that was put back from a copy is noticed, and its logs get other ids")
class StoragePlaceTest {

  @RegisterExtension final Postgres postgres = new Postgres();

  @TempDir
  Path directory;

  private static LogIdentity log(Database database, String session) {
    return new JpaJournal(database).describe(session(session).id()).orElseThrow().log();
  }

  private static int check(DatabaseAddress address, ToIntFunction<Database> check) {
    try (Database database = Database.open(address)) {
      return check.applyAsInt(database);
    }
  }

  @Test
  @DisplayName("[LOGID4] The embedded database is where it was until its folder is a copy, or its file was removed")
  void embedded() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    DatabaseAddress address = DatabaseAddress.embedded(data);
    assertEquals(0, check(address, database -> StoragePlace.checkEmbedded(database, data)));
    try (Database database = Database.open(address)) {
      for (String id : List.of("a", "b")) {
        SessionDescription description = session(id);
        new JpaJournal(database).create(description);
      }
    }
    assertEquals(0, check(address, database -> StoragePlace.checkEmbedded(database, data)));
    Path copy = Files.createDirectory(directory.resolve("copy"));
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    try (Database database = Database.open(DatabaseAddress.embedded(copy))) {
      assertEquals(2, StoragePlace.checkEmbedded(database, copy));
      assertEquals(List.of("log-of-a"), log(database, "a").former());
      assertEquals(1, log(database, "a").generation());
      assertNotEquals(log(database, "a").id(), log(database, "b").id());
      assertEquals(LogIdentity.LENGTH, log(database, "b").id().length());
      assertEquals(0, StoragePlace.checkEmbedded(database, copy));
      Files.delete(copy.resolve("incarnation"));
      assertEquals(2, StoragePlace.checkEmbedded(database, copy));
      assertEquals(2, log(database, "a").former().size());
    }
  }

  @Test
  @DisplayName("[LOGID4] Of many ids that a log had, the last eight are remembered, also when all logs are renewed")
  void many() {
    try (Database database = Database.open(DatabaseAddress.embedded(directory))) {
      new JpaJournal(database).create(session("a").withLog(LogIdentity.UNDECIDED));
      for (int i = 0; i < 10; i++) {
        directory.resolve("incarnation").toFile().delete();
        assertEquals(1, StoragePlace.checkEmbedded(database, directory));
      }
      List<String> former = log(database, "a").former();
      assertEquals(LogIdentity.MAX_FORMER, former.size());
      assertEquals(List.of(), former.stream().filter(id -> id.length() != LogIdentity.LENGTH).toList());
    }
  }

  @Test
  @DisplayName("[LOGID4] PostgreSQL is where it was until an operator, or another table, says otherwise")
  void postgres() {
    try (Database database = Database.open(postgres.address())) {
      assertEquals(0, StoragePlace.checkPostgres(database));
      new JpaJournal(database).create(session("a"));
      assertEquals(0, StoragePlace.checkPostgres(database));
    }
    assertEquals(0, check(postgres.address(), StoragePlace::checkPostgres));
    try (var connection = java.sql.DriverManager.getConnection(postgres.address().url(), postgres.address().user(), "");
        var statement = connection.createStatement()) {
      // What a dump brings back is a table of its own.
      statement.execute("CREATE TABLE restored (LIKE sessions INCLUDING ALL)");
      statement.execute("INSERT INTO restored SELECT * FROM sessions");
      statement.execute("ALTER TABLE sessions RENAME TO lost");
      statement.execute("ALTER TABLE restored RENAME TO sessions");
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    assertEquals(1, check(postgres.address(), StoragePlace::checkPostgres));
    assertEquals(0, check(postgres.address(), StoragePlace::checkPostgres));
  }
}
