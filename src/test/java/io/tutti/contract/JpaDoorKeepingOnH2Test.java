package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Requests and blocks in the embedded database's tables. */
class JpaDoorKeepingOnH2Test extends TableDoorKeepingContract {

  @TempDir
  Path directory;

  @Override
  DatabaseAddress address() {
    return DatabaseAddress.embedded(directory);
  }
}
