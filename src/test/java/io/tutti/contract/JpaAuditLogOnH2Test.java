package io.tutti.contract;

import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaAuditLog;
import io.tutti.session.AuditLog;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The audit log in the embedded database's table. */
class JpaAuditLogOnH2Test extends AuditLogContract {

  @TempDir
  Path directory;

  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(DatabaseAddress.embedded(directory));
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
