package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Accounts in the embedded database's tables. */
class JpaAccountsOnH2Test extends TableAccountsContract {

  @TempDir
  Path directory;

  @Override
  DatabaseAddress address() {
    return DatabaseAddress.embedded(directory);
  }
}
