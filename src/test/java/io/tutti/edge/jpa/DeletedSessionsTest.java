package io.tutti.edge.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.SessionId;
import io.tutti.session.SessionDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletedSessionsTest {

  @TempDir
  Path directory;

  private final AtomicLong clock = new AtomicLong(1_000_000);

  private static SessionId id(String id) {
    return new SessionId(id);
  }

  private static void comeAndGo(JpaJournal journal, String session) {
    journal.create(SessionDescription.onJoining(id(session), 500, 0));
    journal.delete(id(session));
  }

  @Test
  @DisplayName("[LOGID5] A deleted id is remembered for 30 days, and what is older goes with the next deletion")
  void forgotten() throws Exception {
    try (Database database = Database.open(DatabaseAddress.embedded(directory))) {
      JpaJournal journal = new JpaJournal(database, clock::get);
      comeAndGo(journal, "s");
      clock.addAndGet(Duration.ofDays(30).toMillis() - 1);
      assertTrue(journal.isDeleted(id("s")));
      clock.incrementAndGet();
      assertFalse(journal.isDeleted(id("s")));
      comeAndGo(journal, "t");
      try (var connection = database.appendingConnection();
          var rows = connection.createStatement().executeQuery("SELECT session_id FROM deleted_sessions")) {
        assertTrue(rows.next());
        assertEquals("t", rows.getString(1));
        assertFalse(rows.next());
      }
    }
  }
}
