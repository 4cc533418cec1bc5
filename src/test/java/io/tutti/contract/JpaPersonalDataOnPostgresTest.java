package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** One person in PostgreSQL's tables: a real server of this test's own, on a free port of the loopback address. */
class JpaPersonalDataOnPostgresTest extends TablePersonalDataContract {

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
      name = "person" + ++databases;
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
}
