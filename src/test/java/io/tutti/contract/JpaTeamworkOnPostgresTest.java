package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Teams, overviews and insights in PostgreSQL's tables: a real server. */
class JpaTeamworkOnPostgresTest extends TableTeamworkContract {

  @RegisterExtension final Postgres postgres = new Postgres();

  @Override
  DatabaseAddress address() {
    return postgres.address();
  }
}
