package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.edge.rest.http.Problem;
import io.tutti.hub.Outcome;
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

  @Inject
  public SessionCommands(Readers readers) {
    this.readers = readers;
  }

  /** Does {@code command} for {@code caller} and waits until it is stored; the log's end then. */
  public long perform(SessionId session, Identity caller, Command command) {
    Outcome outcome = readers.readable(session, readers.caller(caller)).perform(command)
        .orElseThrow(() -> Problem.unavailable("The session did not answer in time; try again"));
    if (outcome instanceof Outcome.Refused refused) {
      throw Problem.of(refused.code(), refused.message());
    }
    return ((Outcome.Done) outcome).seq();
  }
}
