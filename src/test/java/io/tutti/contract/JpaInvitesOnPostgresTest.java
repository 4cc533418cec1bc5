package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invitations in PostgreSQL's tables: a real server. */
class JpaInvitesOnPostgresTest extends TableInvitesContract {

  @RegisterExtension final Postgres postgres = new Postgres();

  @Override
  DatabaseAddress address() {
    return postgres.address();
  }
}
