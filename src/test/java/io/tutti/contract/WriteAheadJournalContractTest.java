package io.tutti.contract;

import io.tutti.edge.sealing.Seal;
import io.tutti.edge.wal.WriteAheadJournal;
import io.tutti.edge.wal.WriteAheadSettings;
import io.tutti.session.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal with a write-ahead file before it is a journal like the others. */
class WriteAheadJournalContractTest extends JournalContract {

  @TempDir Path directory;
  private final List<WriteAheadJournal> opened = new ArrayList<>();

  @Override
  protected Journal journal() {
    WriteAheadJournal journal =
        new WriteAheadJournal(new MemoryJournal(), WriteAheadSettings.in(directory.resolve("wal")), Seal.none(), Thread::new);
    opened.add(journal);
    return journal;
  }

  @AfterEach
  void close() {
    opened.forEach(WriteAheadJournal::close);
  }
}
