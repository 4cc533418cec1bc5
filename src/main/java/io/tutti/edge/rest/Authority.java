package io.tutti.edge.rest;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Journal;
import io.tutti.session.Member;
import io.tutti.session.SessionState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Who may export a session, or delete it or its history (rules REST14, REST15): a host by its token. Where nobody is host who has one
 * and nobody with one made the session, and anonymous access is on, anybody. Immutable.
 */
@Dependent
public final class Authority {

  private final Journal journal;
  private final RestSettings settings;

  @Inject
  public Authority(Journal journal, RestSettings settings) {
    this.journal = journal;
    this.settings = settings;
  }

  /** Goes through where {@code caller} may delete; false where there is no such session. */
  boolean requireDeletion(SessionId id, Optional<Identity> caller) {
    Optional<SessionState> found = journal.open(id).map(Journal.Opened::state);
    if (found.isEmpty()) {
      return false;
    }
    SessionState session = found.get();
    if (caller.filter(identity -> isHost(session, identity.id())).isPresent()) {
      return true;
    }
    if (settings.anonymous() && !isGoverned(session)) {
      return true;
    }
    throw caller.isPresent()
        ? Problem.forbidden("Only a host may do that")
        : Problem.unauthenticated("Authentication required");
  }

  /** Whether {@code user} is host, not only would become it by joining. */
  private static boolean isHost(SessionState session, UserId user) {
    return session.roles().get(user) == Role.HOST;
  }

  /** Whether there is a host who can prove it, now or whenever they come back: somebody with a token, signed in or not. */
  private static boolean isGoverned(SessionState session) {
    return session.description().creator() != null
        || session.roles().entrySet().stream()
            .anyMatch(role -> role.getValue() == Role.HOST && !session.member(role.getKey()).map(Member::guest).orElse(false));
  }
}
