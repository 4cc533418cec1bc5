package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** One person in the embedded database's tables. */
class JpaPersonalDataOnH2Test extends TablePersonalDataContract {

  @TempDir
  Path directory;

  @Override
  protected DatabaseAddress address() {
    return DatabaseAddress.embedded(directory);
  }
}
