package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The journal in PostgreSQL's tables: a real server. */
class JpaJournalOnPostgresTest extends TableJournalContract {

  @RegisterExtension final Postgres postgres = new Postgres();

  @Override
  protected DatabaseAddress address() {
    return postgres.address();
  }

  @Test
  @DisplayName("[JRN14] When the server drops all connections, at most a few calls fail by name, and nothing stored is lost")
  void whenTheServerDropsAllConnectionsAtMostAFewCallsFail() {
    Journal journal = journal();
    journal.create(Logs.session("s"));
    journal.append(List.of(Logs.batch("s", Logs.entries(1, 5))));
    rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + postgres.name() + "' AND pid <> pg_backend_pid()");
    int failures = 0;
    while (!appended(journal)) {
      assertTrue(++failures < 5, "the journal does not come back");
    }
    assertEquals(Logs.entries(1, 6), journal.open(Logs.session("s").id()).orElseThrow().tail());
    assertTrue(journal.isHealthy());
  }

  private static boolean appended(Journal journal) {
    try {
      journal.append(List.of(Logs.batch("s", Logs.entry(6))));
      return true;
    } catch (JournalFailure e) {
      assertFalse(e.isData(), e.toString());
      return false;
    }
  }

  @Override
  protected String flag(boolean value) {
    return value ? "t" : "f";
  }
}
