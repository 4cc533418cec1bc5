package io.tutti.hub;

import io.tutti.identity.SessionId;
import io.tutti.session.AuditRecord;
import io.tutti.session.AuditTrail;
import io.tutti.session.Command;
import io.tutti.session.CommandWord;
import io.tutti.session.Decision;

/**
 * What the audit log says of commands that came over a connection (rule DP9): those that govern and those of stories always, all
 * others where everything is wished for. Thread-safe: holds nothing.
 */
final class CommandAudit {

  private CommandAudit() {}

  static void note(AuditTrail trail, SessionId session, Place place, Command command, Decision decision, long now) {
    if (trail.wants(CommandWord.isImportant(command))) {
      trail.note(new AuditRecord(
          now, place.user(), CommandWord.of(command), session, place.peer().address(), outcome(decision)));
    }
  }

  private static String outcome(Decision decision) {
    return decision instanceof Decision.Rejected rejected ? "refused: " + rejected.code().word() : AuditRecord.DONE;
  }
}
