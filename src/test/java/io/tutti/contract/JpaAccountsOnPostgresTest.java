package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts in PostgreSQL's tables: a real server. */
class JpaAccountsOnPostgresTest extends TableAccountsContract {

  @RegisterExtension final Postgres postgres = new Postgres();

  @Override
  DatabaseAddress address() {
    return postgres.address();
  }
}
