package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The messages in PostgreSQL's tables: a real server. */
class JpaMessagesOnPostgresTest extends TableMessagesContract {

  @RegisterExtension final Postgres postgres = new Postgres();

  @Override
  protected DatabaseAddress address() {
    return postgres.address();
  }
}
