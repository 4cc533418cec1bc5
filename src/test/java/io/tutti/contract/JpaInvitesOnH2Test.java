package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Invitations in the embedded database's tables; from outside it is asked over a connection of the same process. */
class JpaInvitesOnH2Test extends TableInvitesContract {

  @TempDir
  Path directory;

  @Override
  DatabaseAddress address() {
    return DatabaseAddress.embedded(directory);
  }
}
