package io.tutti.edge.rest.people;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.Identity;
import io.tutti.access.Team;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.edge.rest.http.AccountCallers;
import io.tutti.edge.rest.http.Problem;
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
public final class TeamCallers {

  private final AccountCallers callers;
  private final Accounts accounts;
  private final Teams teams;

  @Inject
  public TeamCallers(AccountCallers callers, Accounts accounts, Teams teams) {
    this.callers = callers;
    this.accounts = accounts;
    this.teams = teams;
  }

  /** Who asks; {@code account}: null for anonymous people and those of an outside issuer. Immutable. */
  public record TeamCaller(Identity identity, @Nullable Account account) {

    /** Their team; null for who is in none. */
    public @Nullable String team() {
      return account == null ? null : account.teamId();
    }

    /** The same, as the gate and the tables ask for it. */
    public Caller asCaller() {
      return identity.anonymous() ? Caller.anonymous(identity.id()) : Caller.account(identity.id(), team());
    }

    public boolean isIn(String team) {
      return team.equals(team());
    }

    public boolean isAdminOf(String team) {
      return account != null && isIn(team) && account.role() == TeamRole.ADMIN;
    }
  }

  /** Who shows a good token. */
  public TeamCaller known(HttpHeaders headers) {
    Identity identity = callers.known(headers);
    return new TeamCaller(identity, identity.anonymous() ? null : accounts.find(identity.id()).orElse(null));
  }

  /** Who shows a good token and has signed in. */
  public TeamCaller signedIn(HttpHeaders headers) {
    TeamCaller caller = known(headers);
    if (caller.identity().anonymous()) {
      throw Problem.forbidden("Sign in first");
    }
    return caller;
  }

  /** Who shows a token, if anybody; a bad one is never treated as none. */
  public Optional<TeamCaller> shown(HttpHeaders headers) {
    return AccountCallers.bearer(headers) == null ? Optional.empty() : Optional.of(known(headers));
  }

  /** The team of that id, of which {@code caller} must be a member. */
  public Team team(String id, TeamCaller caller) {
    Team team = teams.find(id).orElseThrow(TeamCallers::noTeam);
    if (!caller.isIn(id)) {
      throw Problem.forbidden("Not a member of this team");
    }
    return team;
  }

  /** The team of that id, of which {@code caller} must be an admin. */
  Team ledTeam(String id, TeamCaller caller) {
    Team team = team(id, caller);
    if (!caller.isAdminOf(id)) {
      throw Problem.forbidden("Only an admin of the team may do that");
    }
    return team;
  }

  /** The team of that id, of which {@code caller} must be a member; empty where none is named, or there is none of that id. */
  public Optional<Team> requested(@Nullable String id, TeamCaller caller) {
    return id == null || teams.find(id).isEmpty() ? Optional.empty() : Optional.of(team(id, caller));
  }

  static Problem noTeam() {
    return Problem.notFound("Team not found");
  }
}
