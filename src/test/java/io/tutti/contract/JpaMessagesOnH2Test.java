package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The messages in the embedded database's tables. */
class JpaMessagesOnH2Test extends TableMessagesContract {

  @TempDir
  Path directory;

  @Override
  protected DatabaseAddress address() {
    return DatabaseAddress.embedded(directory);
  }
}
