package io.tutti.edge.boot;

import io.tutti.hub.Incidents;
import io.tutti.identity.SessionId;
import io.tutti.session.JournalFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Incidents go to the log, each once. Thread-safe. */
final class LoggedIncidents implements Incidents {

  private static final Logger LOG = LoggerFactory.getLogger("io.tutti.incidents");

  @Override
  public void sessionFailed(SessionId session, String what, Throwable cause) {
    if (cause instanceof JournalFailure failure && failure.isRefusal()) {
      // One line for a cause that was reported at length, however many sessions it concerns.
      LOG.warn("Session {}: {}: {}", session, what, failure.getMessage());
      return;
    }
    LOG.error("Session {}: {}", session, what, cause);
  }

  @Override
  public void commitFailed(int sessions, Throwable cause) {
    LOG.error("A commit of {} sessions failed", sessions, cause);
  }
}
