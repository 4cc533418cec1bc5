package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests and blocks in PostgreSQL's tables: a real server. */
class JpaDoorKeepingOnPostgresTest extends TableDoorKeepingContract {

  @RegisterExtension final Postgres postgres = new Postgres();

  @Override
  DatabaseAddress address() {
    return postgres.address();
  }
}
