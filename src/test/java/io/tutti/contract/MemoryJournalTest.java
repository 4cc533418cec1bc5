package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tutti.session.Journal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The twin in memory is a journal like the others. */
class MemoryJournalTest extends JournalContract {

  @Override
  protected Journal journal() {
    return new MemoryJournal();
  }

  @Test
  @DisplayName("[JRN11] A broken journal fails by name, says that it is not healthy, and has everything when it works again")
  void aBrokenJournalFailsByName() {
    MemoryJournal journal = new MemoryJournal();
    journal.create(Logs.session("s"));
    journal.breakDown();
    assertFalse(failure(() -> journal.append(List.of(Logs.batch("s", Logs.entry(1))))).isData());
    assertFalse(journal.isHealthy());
    journal.repair();
    assertEquals(Logs.session("s"), journal.describe(Logs.session("s").id()).orElseThrow());
  }
}
