package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Teams, overviews and insights in the embedded database's tables. */
class JpaTeamworkOnH2Test extends TableTeamworkContract {

  @TempDir
  Path directory;

  @Override
  DatabaseAddress address() {
    return DatabaseAddress.embedded(directory);
  }
}
