package io.tutti.edge.rest;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.Identity;
import io.tutti.access.Team;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.identity.Caller;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks about sessions, teams and statistics, and what of them they may see (rules LIST1, TEAM1), refused in the words of the LLM
 * Session Manager, see {@link AccountCallers}. Immutable.
 */
@Dependent
public final class Askers {

  private final AccountCallers callers;
  private final Accounts accounts;
  private final Teams teams;

  @Inject
  public Askers(AccountCallers callers, Accounts accounts, Teams teams) {
    this.callers = callers;
    this.accounts = accounts;
    this.teams = teams;
  }

  /** Who asks; {@code account}: null for anonymous people and those of an outside issuer. Immutable. */
  record Asker(Identity identity, @Nullable Account account) {

    /** Their team; null for who is in none. */
    @Nullable String team() {
      return account == null ? null : account.teamId();
    }

    /** The same, as the gate and the tables ask for it. */
    Caller caller() {
      return identity.anonymous() ? Caller.anonymous(identity.id()) : Caller.account(identity.id(), team());
    }

    boolean isIn(String team) {
      return team.equals(team());
    }

    boolean isAdminOf(String team) {
      return account != null && isIn(team) && account.role() == TeamRole.ADMIN;
    }
  }

  /** Who shows a good token. */
  Asker known(HttpHeaders headers) {
    Identity identity = callers.known(headers);
    return new Asker(identity, identity.anonymous() ? null : accounts.find(identity.id()).orElse(null));
  }

  /** Who shows a good token and has signed in. */
  Asker signedIn(HttpHeaders headers) {
    Asker asker = known(headers);
    if (asker.identity().anonymous()) {
      throw Problem.forbidden("Sign in first");
    }
    return asker;
  }

  /** Who shows a token, if anybody; a bad one is never treated as none. */
  Optional<Asker> shown(HttpHeaders headers) {
    return AccountCallers.bearer(headers) == null ? Optional.empty() : Optional.of(known(headers));
  }

  /** The team of that id, of which {@code asker} must be a member. */
  Team team(String id, Asker asker) {
    Team team = teams.find(id).orElseThrow(Askers::noTeam);
    if (!asker.isIn(id)) {
      throw Problem.forbidden("Not a member of this team");
    }
    return team;
  }

  /** The team of that id, of which {@code asker} must be an admin. */
  Team ledTeam(String id, Asker asker) {
    Team team = team(id, asker);
    if (!asker.isAdminOf(id)) {
      throw Problem.forbidden("Only an admin of the team may do that");
    }
    return team;
  }

  /** The team for statistics: null where none is wished, empty where there is no such one. */
  Optional<Team> wished(@Nullable String id, Asker asker) {
    return id == null || teams.find(id).isEmpty() ? Optional.empty() : Optional.of(team(id, asker));
  }

  static Problem noTeam() {
    return Problem.notFound("Team not found");
  }
}
