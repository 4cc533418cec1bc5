package io.tutti.edge.rest;

import io.tutti.access.Identity;
import io.tutti.access.Revocations;
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
 * Who may delete a session or its history (rules REST14, REST15): a host by its token; and, where anonymous access is on,
 * anybody, as long as no host of the session has signed in: it was not created by somebody signed in, and everybody who is or
 * stays host is anonymous. Immutable.
 */
@Dependent
public final class Authority {

  private static final String ANONYMOUS_PREFIX = "anon_";

  private final Journal journal;
  private final RestSettings settings;
  private final Revocations revocations;

  @Inject
  public Authority(Journal journal, RestSettings settings, Revocations revocations) {
    this.journal = journal;
    this.settings = settings;
    this.revocations = revocations;
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
    if (settings.anonymous() && !hasSignedInHost(session)) {
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

  private boolean hasSignedInHost(SessionState session) {
    return session.description().creatorSignedIn()
        || session.roles().entrySet().stream()
            .anyMatch(role -> role.getValue() == Role.HOST && !isAnonymous(session, role.getKey()));
  }

  /**
   * Of the absent the session keeps but the id; no token of somebody signed in has one that begins like the anonymous ones, but
   * for those of accounts that were anonymous before.
   */
  private boolean isAnonymous(SessionState session, UserId user) {
    return !revocations.isAccount(user)
        && session.member(user).map(Member::anonymous).orElseGet(() -> user.value().startsWith(ANONYMOUS_PREFIX));
  }
}
