package io.tutti.contract;

import io.tutti.edge.jpa.DatabaseAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The journal in the embedded database's tables. */
class JpaJournalOnH2Test extends TableJournalContract {

  @TempDir
  Path directory;

  @Override
  protected DatabaseAddress address() {
    return DatabaseAddress.embedded(directory);
  }

  @Override
  protected String flag(boolean value) {
    return value ? "TRUE" : "FALSE";
  }
}
