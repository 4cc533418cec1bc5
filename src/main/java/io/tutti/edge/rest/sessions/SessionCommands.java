package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestAudit;
import io.tutti.hub.Outcome;
import io.tutti.hub.SessionAccess;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.session.Command;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Carries out what a request wishes in a session; a refusal becomes a {@link Problem}, and who may not read the session is told that
 * there is none (rule REST33). Immutable.
 */
@Dependent
public final class SessionCommands {

  private final Readers readers;
  private final RequestAudit audit;

  @Inject
  public SessionCommands(Readers readers, RequestAudit audit) {
    this.readers = readers;
    this.audit = audit;
  }

  /** Does {@code command} for {@code caller} and waits until it is stored; the log's end then. */
  public long perform(SessionId session, Identity caller, Command command) {
    return perform(readers.readable(session, readers.caller(caller)), command);
  }

  /** Does {@code command} for whoever was let at {@code session}, and waits until it is stored; the log's end then. */
  public long perform(SessionAccess session, Command command) {
    Outcome outcome = session.perform(command, audit.address())
        .orElseThrow(Problem::noSession);
    if (outcome instanceof Outcome.Refused refused) {
      if (refused.code() != ErrorCode.UNAVAILABLE) {
        audit.decided();
      }
      throw Problem.of(refused.code(), refused.message());
    }
    audit.decided();
    return ((Outcome.Done) outcome).seq();
  }
}
