package io.tutti.contract;

import static io.tutti.contract.Logs.batch;
import static io.tutti.contract.Logs.entries;
import static io.tutti.contract.Logs.entry;
import static io.tutti.contract.Logs.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.LogIdentity;
import io.tutti.session.SessionDescription;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every journal knows of which log is which. The rules are those of {@code docs/protocol/log-identity.md}. */
public abstract class LogIdentityContract {

  /** An empty journal of this test's own. */
  protected abstract Journal journal();

  private static SessionId id(String id) {
    return new SessionId(id);
  }

  private Journal journalOf(long end) {
    Journal journal = journal();
    journal.create(session("s"));
    journal.append(List.of(batch("s", entries(1, end))));
    return journal;
  }

  protected static JournalFailure failure(Runnable call) {
    return assertThrows(JournalFailure.class, call::run);
  }

  private static LogIdentity logOf(Journal journal, String session) {
    return journal.open(id(session)).orElseThrow().description().log();
  }

  @Test
  @DisplayName("[LOGID1] Where no identity is decided, each session gets one of its own, and a new one when it is made again")
  void everySessionGetsALogOfItsOwn() {
    Journal journal = journal();
    SessionDescription undecided = session("s").withLog(LogIdentity.UNDECIDED);
    journal.create(undecided);
    journal.create(session("t").withLog(LogIdentity.UNDECIDED));
    LogIdentity first = logOf(journal, "s");
    assertFalse(first.isUndecided());
    assertEquals(0, first.generation());
    assertEquals(first, journal.describe(id("s")).orElseThrow().log());
    assertNotEquals(first.id(), logOf(journal, "t").id());
    journal.delete(id("s"));
    journal.create(undecided);
    LogIdentity second = logOf(journal, "s");
    assertNotEquals(first.id(), second.id());
    assertEquals(List.of(), second.former());
    assertEquals(1, second.generation());
  }

  @Test
  @DisplayName("[LOGID3] A renewed log has another id and the same entries, and remembers the last eight ids")
  void aRenewedLogHasAnotherIdAndTheSameEntries() {
    Journal journal = journalOf(3);
    LogIdentity renewed = journal.renew(id("s"));
    assertNotEquals("log-of-s", renewed.id());
    assertEquals(new LogIdentity(renewed.id(), List.of("log-of-s"), 1), logOf(journal, "s"));
    assertEquals(entries(1, 3), journal.open(id("s")).orElseThrow().tail());
    journal.append(List.of(batch("s", entry(4))));
    for (int i = 0; i < LogIdentity.MAX_FORMER; i++) {
      renewed = journal.renew(id("s"));
    }
    assertEquals(renewed, logOf(journal, "s"));
    assertEquals(LogIdentity.MAX_FORMER, renewed.former().size());
    assertFalse(renewed.former().contains("log-of-s"));
    assertTrue(failure(() -> journal.renew(id("none"))).isData());
  }

  @Test
  @DisplayName("[LOGID5] [LOGID6] The id of a deleted session is remembered until a session of that id is made")
  void aDeletedIdIsRemembered() {
    Journal journal = journalOf(3);
    assertFalse(journal.isDeleted(id("s")));
    journal.renew(id("s"));
    journal.delete(id("s"));
    assertTrue(journal.isDeleted(id("s")));
    assertFalse(journal.isDeleted(id("none")));
    journal.delete(id("none"));
    assertFalse(journal.isDeleted(id("none")), "what was never there");
    journal.create(session("s"));
    assertFalse(journal.isDeleted(id("s")));
    assertEquals(2, logOf(journal, "s").generation());
  }
}
