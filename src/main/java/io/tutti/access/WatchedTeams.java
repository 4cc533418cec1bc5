package io.tutti.access;

import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Teams of which somebody hears who leaves: there is no other way out of a team than through here, but for an account that is
 * deactivated, whose tokens end. Thread-safe: holds nothing but its parts.
 */
public final class WatchedTeams implements Teams {

  private final Teams teams;
  private final Memberships memberships;
  private final TeamDepartures departures;

  public WatchedTeams(Teams teams, Memberships memberships, TeamDepartures departures) {
    this.teams = teams;
    this.memberships = memberships;
    this.departures = departures;
  }

  @Override
  public Optional<Account> move(UserId account, @Nullable String teamId, TeamRole role) {
    String before = memberships.teamOf(account);
    Optional<Account> moved = teams.move(account, teamId, role);
    if (moved.isPresent() && before != null && !before.equals(teamId)) {
      departures.left(account, before);
    }
    return moved;
  }

  @Override
  public Outcome dismiss(String teamId, UserId account) {
    return told(teams.dismiss(teamId, account), account, teamId);
  }

  @Override
  public Outcome delete(String teamId, UserId last) {
    return told(teams.delete(teamId, last), last, teamId);
  }

  private Outcome told(Outcome outcome, UserId account, String team) {
    if (outcome == Outcome.DONE) {
      departures.left(account, team);
    }
    return outcome;
  }

  // ---- nobody leaves a team by what follows ----

  @Override
  public Optional<Team> find(String id) {
    return teams.find(id);
  }

  @Override
  public Optional<Team> find(TeamName name) {
    return teams.find(name);
  }

  @Override
  public Team findOrCreate(TeamName name, String id, long createdAt) {
    return teams.findOrCreate(name, id, createdAt);
  }

  @Override
  public List<Account> members(String teamId, int offset, int limit) {
    return teams.members(teamId, offset, limit);
  }

  @Override
  public long size(String teamId) {
    return teams.size(teamId);
  }

  @Override
  public Outcome create(Team team, UserId admin) {
    return teams.create(team, admin);
  }

  @Override
  public Outcome change(String teamId, UnaryOperator<Team> change) {
    return teams.change(teamId, change);
  }

  @Override
  public Outcome admit(String teamId, UserId account, TeamRole role) {
    return teams.admit(teamId, account, role);
  }

  @Override
  public List<TeamRequest> requests(String teamId) {
    return teams.requests(teamId);
  }

  @Override
  public List<Team> requestedBy(UserId account) {
    return teams.requestedBy(account);
  }

  @Override
  public Outcome accept(String teamId, UserId account) {
    return teams.accept(teamId, account);
  }

  @Override
  public Outcome decline(String teamId, UserId account) {
    return teams.decline(teamId, account);
  }

  @Override
  public Outcome giveRole(String teamId, UserId account, TeamRole role) {
    return teams.giveRole(teamId, account, role);
  }
}
