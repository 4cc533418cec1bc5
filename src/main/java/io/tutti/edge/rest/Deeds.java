package io.tutti.edge.rest;

import io.tutti.access.Identity;
import io.tutti.hub.Outcome;
import io.tutti.hub.SessionHub;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.session.Command;
import io.tutti.session.Journal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Carries out what a request wishes in a session; a refusal becomes a {@link Problem}. Immutable. */
@Dependent
public final class Deeds {

  private final SessionHub hub;
  private final Journal journal;

  @Inject
  public Deeds(SessionHub hub, Journal journal) {
    this.hub = hub;
    this.journal = journal;
  }

  /** Does {@code command} for {@code caller} and waits until it is stored; the log's end then. */
  long perform(SessionId session, Identity caller, Command command) {
    if (journal.describe(session).isEmpty()) {
      throw Problem.noSession();
    }
    Outcome outcome = hub.perform(session, caller.id(), command)
        .orElseThrow(() -> Problem.unavailable("The session did not answer in time; try again"));
    if (outcome instanceof Outcome.Refused refused) {
      throw Problem.of(status(refused.code()), refused.code(), refused.message());
    }
    return ((Outcome.Done) outcome).seq();
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case ID_TAKEN, STALE_VERSION, STALE_EPOCH, CONFLICT_CLOSED -> 409;
      case TOO_LARGE -> 413;
      case RATE_LIMITED -> 429;
      case UNAVAILABLE -> 503;
      case INTERNAL -> 500;
      case BAD_MESSAGE, UNKNOWN_TYPE, INVALID_PARAM, INVALID_OP -> 400;
    };
  }
}
