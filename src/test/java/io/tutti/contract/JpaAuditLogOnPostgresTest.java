package io.tutti.contract;

import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaAuditLog;
import io.tutti.session.AuditLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The audit log in PostgreSQL's table. */
class JpaAuditLogOnPostgresTest extends AuditLogContract {

  private EmbeddedPostgres server;
  private Database database;

  @BeforeEach
  void open() throws IOException {
    server = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start();
    database = Database.open(DatabaseAddress.parse("postgres://postgres@127.0.0.1:" + server.getPort() + "/postgres"));
  }

  @AfterEach
  void close() throws IOException {
    database.close();
    server.close();
  }

  @Override
  protected AuditLog log() {
    return new JpaAuditLog(database);
  }
}
