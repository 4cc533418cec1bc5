package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AuditLog;
import io.tutti.session.AuditRecord;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every audit log does, whatever it is made of. */
public abstract class AuditLogContract {

  private static final AuditRecord LOGIN = new AuditRecord(1_000, null, "login", null, "192.0.2.0/24", "refused: 401");
  private static final AuditRecord KICK =
      new AuditRecord(2_000, new UserId("ada"), "participant:kick", new SessionId("s"), "2001:db8:1:0:0:0:0:0/48", "done");
  private static final AuditRecord LATER = new AuditRecord(2_000, new UserId("ben"), "story:act", new SessionId("s"), null, "done");

  /** The log under test: empty for each test. */
  protected abstract AuditLog log();

  private static AuditLog.Query query(long from, long to, String user, String session, int limit) {
    return new AuditLog.Query(
        from, to, user == null ? null : new UserId(user), session == null ? null : new SessionId(session), limit);
  }

  @Test
  @DisplayName("[DP10] [DP12] Lines come back as they were written, the newest first, by time, user and session")
  void linesComeBack() {
    AuditLog log = log();
    log.write(List.of(LOGIN, KICK));
    log.write(List.of(LATER));
    assertEquals(List.of(LATER, KICK, LOGIN), log.read(query(0, Long.MAX_VALUE, null, null, 1_000)));
    assertEquals(List.of(LATER), log.read(query(0, Long.MAX_VALUE, null, null, 1)));
    assertEquals(List.of(KICK), log.read(query(0, Long.MAX_VALUE, "ada", null, 10)));
    assertEquals(List.of(LATER, KICK), log.read(query(0, Long.MAX_VALUE, null, "s", 10)));
    assertEquals(List.of(), log.read(query(0, Long.MAX_VALUE, "ada", "other", 10)));
    assertEquals(List.of(LOGIN), log.read(query(1_000, 1_999, null, null, 10)));
    assertEquals(List.of(LATER, KICK), log.read(query(1_001, 2_000, null, null, 10)));
  }
}
