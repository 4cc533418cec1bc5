package io.tutti.contract;

import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.JpaAuditLog;
import io.tutti.session.AuditLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The audit log in PostgreSQL's table. */
class JpaAuditLogOnPostgresTest extends AuditLogContract {

  @RegisterExtension final Postgres postgres = new Postgres();

  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(postgres.address());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected AuditLog log() {
    return new JpaAuditLog(database);
  }
}
