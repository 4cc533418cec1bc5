package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One person in PostgreSQL's tables: a real server. */
class JpaPersonalDataOnPostgresTest extends TablePersonalDataContract {

  @RegisterExtension final Postgres postgres = new Postgres();

  @Override
  protected DatabaseAddress address() {
    return postgres.address();
  }
}
