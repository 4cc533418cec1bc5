package io.tutti.hub;

import io.tutti.identity.SessionId;
import io.tutti.session.AuditRecord;
import io.tutti.session.AuditTrail;
import io.tutti.session.AuditWord;
import io.tutti.session.Command;
import io.tutti.session.Decision;

/**
 * Notes commands for the audit log where they are decided, however they came (rule DP22). The server's own are nobody's and are not
 * noted. Thread-safe: holds nothing.
 */
final class CommandAudit {

  private CommandAudit() {}

  static void note(AuditTrail trail, SessionId session, Origin origin, Command command, Decision decision, long now) {
    if (origin.isServer() || !trail.wants(true)) {
      return;
    }
    AuditWord word = AuditWord.of(command);
    if (trail.wants(word.isImportant())) {
      trail.note(new AuditRecord(now, origin.user(), word.action(), session, origin.address(), outcome(decision)));
    }
  }

  private static String outcome(Decision decision) {
    return decision instanceof Decision.Rejected rejected ? "refused: " + rejected.code().word() : AuditRecord.DONE;
  }
}
