package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The journal in PostgreSQL's tables: a real server of this test's own, on a free port of the loopback address. */
class JpaJournalOnPostgresTest extends TableJournalContract {

  private static EmbeddedPostgres server;
  private static int databases;

  private String name;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  @BeforeEach
  void open() {
    if (name == null) {
      name = "tutti" + ++databases;
      try (Connection connection = server.getPostgresDatabase().getConnection(); Statement create = connection.createStatement()) {
        create.execute("CREATE DATABASE " + name);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
    super.open();
  }

  @Override
  protected DatabaseAddress address() {
    return DatabaseAddress.parse("postgres://postgres@127.0.0.1:" + server.getPort() + "/" + name);
  }

  @Test
  @DisplayName("[JRN14] When the server drops all connections, at most a few calls fail by name, and nothing stored is lost")
  void whenTheServerDropsAllConnectionsAtMostAFewCallsFail() {
    Journal journal = journal();
    journal.create(Logs.session("s"));
    journal.append(List.of(Logs.batch("s", Logs.entries(1, 5))));
    rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "' AND pid <> pg_backend_pid()");
    int failures = 0;
    while (!appended(journal)) {
      assertTrue(++failures < 5, "the journal does not come back");
    }
    assertEquals(Logs.entries(1, 6), journal.open(Logs.session("s").id()).orElseThrow().tail());
    assertTrue(journal.isHealthy());
  }

  private static boolean appended(Journal journal) {
    try {
      journal.append(List.of(Logs.batch("s", Logs.entry(6))));
      return true;
    } catch (JournalFailure e) {
      assertFalse(e.isData(), e.toString());
      return false;
    }
  }

  @Override
  protected String flag(boolean value) {
    return value ? "t" : "f";
  }
}
