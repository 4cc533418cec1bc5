package io.tutti.contract;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.EmailAddress;
import io.tutti.access.Team;
import io.tutti.access.TeamName;
import io.tutti.access.TeamRequest;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.access.Username;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Accounts and teams in memory: a twin of the tables. Counts how often it was read. Thread-safe: guarded by itself. */
public final class MemoryAccounts implements Accounts, Teams {

  private final Map<UserId, Account> accounts = new LinkedHashMap<>();
  private final List<Asking> requests = new ArrayList<>();
  private final Map<String, Team> teams = new LinkedHashMap<>();
  private int reads;

  /** How often somebody was looked for by id. */
  public synchronized int reads() {
    return reads;
  }

  @Override
  public synchronized Creation create(Draft draft) {
    if (find(draft.email()).isPresent()) {
      return new Creation.Hindered(Obstacle.EMAIL_TAKEN);
    }
    if (find(draft.username()).isPresent()) {
      return new Creation.Hindered(Obstacle.USERNAME_TAKEN);
    }
    if (accounts.containsKey(draft.id())) {
      return new Creation.Hindered(Obstacle.ID_TAKEN);
    }
    String team = null;
    TeamRole role = TeamRole.MEMBER;
    if (draft.team() != null) {
      Optional<Team> known = find(draft.team());
      if (known.isPresent() && !draft.joinsTeam()) {
        if (requests.stream().filter(request -> request.team().equals(known.get().id())).count() >= TeamRequest.MAX_PER_TEAM) {
          return new Creation.Hindered(Obstacle.TEAM_CLOSED);
        }
        requests.add(new Asking(known.get().id(), draft.id(), draft.createdAt()));
      } else {
        role = known.isPresent() ? TeamRole.MEMBER : TeamRole.ADMIN;
        team = findOrCreate(draft.team(), draft.teamId(), draft.createdAt()).id();
      }
    }
    Account account = new Account(draft.id(), draft.email(), draft.username(), draft.fullName(), team, role,
        draft.passwordHash(), true, draft.createdAt(), null, draft.tokensValidAfter(), null);
    accounts.put(draft.id(), account);
    return new Creation.Made(account);
  }

  @Override
  public synchronized Optional<Account> find(UserId id) {
    reads++;
    return Optional.ofNullable(accounts.get(id));
  }

  @Override
  public synchronized Optional<Account> find(EmailAddress email) {
    return first(account -> account.email().key().equals(email.key()));
  }

  @Override
  public synchronized Optional<Account> find(Username username) {
    return findByUsernameKey(username.key());
  }

  @Override
  public synchronized Optional<Account> findByUsernameKey(String key) {
    return first(account -> account.username().key().equals(key));
  }

  private Optional<Account> first(Predicate<Account> wanted) {
    return accounts.values().stream().filter(wanted).findFirst();
  }

  private Optional<Account> change(UserId id, Predicate<Account> condition, UnaryOperator<Account> change) {
    Account before = accounts.get(id);
    if (before == null || !condition.test(before)) {
      return Optional.empty();
    }
    accounts.put(id, change.apply(before));
    return Optional.of(accounts.get(id));
  }

  @Override
  public synchronized Optional<Account> recordLogin(UserId id, String passwordHash, long at) {
    return change(id, a -> a.active() && a.passwordHash().equals(passwordHash), a -> new Account(a.id(), a.email(), a.username(),
        a.fullName(), a.teamId(), a.role(), a.passwordHash(), true, a.createdAt(), at, a.tokensValidAfter(), a.keptToken()));
  }

  @Override
  public synchronized Optional<Account> changePassword(
      UserId id, String oldHash, String newHash, long tokensValidAfter, String keptToken) {
    return change(id, a -> a.active() && a.passwordHash().equals(oldHash), a -> new Account(a.id(), a.email(), a.username(),
        a.fullName(), a.teamId(), a.role(), newHash, true, a.createdAt(), a.lastLogin(),
        Math.max(tokensValidAfter, a.tokensValidAfter()), keptToken));
  }

  @Override
  public synchronized Optional<Account> deactivate(UserId id, long tokensValidAfter) {
    return change(id, a -> true, a -> new Account(a.id(), a.email(), a.username(), a.fullName(), a.teamId(), a.role(),
        a.passwordHash(), false, a.createdAt(), a.lastLogin(), Math.max(tokensValidAfter, a.tokensValidAfter()), a.keptToken()));
  }

  @Override
  public synchronized Optional<Team> find(String id) {
    return Optional.ofNullable(teams.get(id));
  }

  @Override
  public synchronized Optional<Team> find(TeamName name) {
    return teams.values().stream().filter(team -> team.name().key().equals(name.key())).findFirst();
  }

  @Override
  public synchronized Team findOrCreate(TeamName name, String id, long createdAt) {
    return find(name).orElseGet(() -> {
      teams.put(id, new Team(id, name, createdAt));
      return teams.get(id);
    });
  }

  @Override
  public synchronized List<Account> members(String teamId, int offset, int limit) {
    return accounts.values().stream()
        .filter(account -> teamId.equals(account.teamId()))
        .sorted(Comparator.comparingLong(Account::createdAt).thenComparing(account -> account.id().value()))
        .skip(offset).limit(limit).toList();
  }

  @Override
  public synchronized Optional<Account> move(UserId account, String teamId, TeamRole role) {
    return change(account, a -> teamId == null || teams.containsKey(teamId), a -> new Account(a.id(), a.email(), a.username(),
        a.fullName(), teamId, role, a.passwordHash(), a.active(), a.createdAt(), a.lastLogin(), a.tokensValidAfter(),
        a.keptToken()));
  }

  @Override
  public synchronized long size(String teamId) {
    return accounts.values().stream().filter(account -> teamId.equals(account.teamId())).count();
  }

  @Override
  public synchronized Outcome create(Team team, UserId admin) {
    Account account = accounts.get(admin);
    if (find(team.name()).isPresent()) {
      return Outcome.NAME_TAKEN;
    }
    if (account == null || account.teamId() != null) {
      return account == null ? Outcome.NO_ACCOUNT : Outcome.IN_ANOTHER_TEAM;
    }
    teams.put(team.id(), team);
    move(admin, team.id(), TeamRole.ADMIN);
    return Outcome.DONE;
  }

  @Override
  public synchronized Outcome change(String teamId, UnaryOperator<Team> change) {
    if (!teams.containsKey(teamId)) {
      return Outcome.NO_TEAM;
    }
    Team changed = change.apply(teams.get(teamId));
    if (find(changed.name()).filter(other -> !other.id().equals(teamId)).isPresent()) {
      return Outcome.NAME_TAKEN;
    }
    teams.put(teamId, changed);
    return Outcome.DONE;
  }

  @Override
  public synchronized Outcome admit(String teamId, UserId account, TeamRole role) {
    Account known = accounts.get(account);
    if (!teams.containsKey(teamId) || known == null) {
      return known == null && teams.containsKey(teamId) ? Outcome.NO_ACCOUNT : Outcome.NO_TEAM;
    }
    if (known.teamId() != null) {
      return known.teamId().equals(teamId) ? Outcome.IN_THIS_TEAM : Outcome.IN_ANOTHER_TEAM;
    }
    move(account, teamId, role);
    return Outcome.DONE;
  }

  @Override
  public synchronized Outcome giveRole(String teamId, UserId account, TeamRole role) {
    return ofMember(teamId, account, role == TeamRole.ADMIN, () -> move(account, teamId, role));
  }

  @Override
  public synchronized Outcome dismiss(String teamId, UserId account) {
    return ofMember(teamId, account, false, () -> move(account, null, TeamRole.MEMBER));
  }

  private Outcome ofMember(String teamId, UserId account, boolean staysAdmin, Runnable change) {
    Account known = accounts.get(account);
    if (!teams.containsKey(teamId)) {
      return Outcome.NO_TEAM;
    }
    if (known == null || !teamId.equals(known.teamId())) {
      return Outcome.NOT_A_MEMBER;
    }
    if (!staysAdmin && isAdmin(known) && members(teamId, 0, 100_000).stream().filter(MemoryAccounts::isAdmin).count() == 1) {
      return Outcome.LAST_ADMIN;
    }
    change.run();
    return Outcome.DONE;
  }

  private record Asking(String team, UserId user, long at) {}

  @Override
  public synchronized List<TeamRequest> requests(String teamId) {
    return requests.stream().filter(request -> request.team().equals(teamId))
        .filter(request -> accounts.get(request.user()).teamId() == null && accounts.get(request.user()).active())
        .map(request -> new TeamRequest(teamId, accounts.get(request.user()), request.at())).toList();
  }

  @Override
  public synchronized List<Team> requestedBy(UserId account) {
    Account known = accounts.get(account);
    return known == null || known.teamId() != null ? List.of() : requests.stream()
        .filter(request -> request.user().equals(account)).map(request -> teams.get(request.team())).toList();
  }

  @Override
  public synchronized Outcome accept(String teamId, UserId account) {
    Outcome dropped = decline(teamId, account);
    return dropped == Outcome.DONE ? admit(teamId, account, TeamRole.MEMBER) : dropped;
  }

  @Override
  public synchronized Outcome decline(String teamId, UserId account) {
    if (!teams.containsKey(teamId)) {
      return Outcome.NO_TEAM;
    }
    boolean asked = requests.removeIf(request -> request.team().equals(teamId) && request.user().equals(account));
    return asked ? Outcome.DONE : Outcome.NO_REQUEST;
  }

  private static boolean isAdmin(Account account) {
    return account.active() && account.role() == TeamRole.ADMIN;
  }

  @Override
  public synchronized Outcome delete(String teamId, UserId last) {
    if (!teams.containsKey(teamId)) {
      return Outcome.NO_TEAM;
    }
    if (members(teamId, 0, 2).stream().anyMatch(member -> !member.id().equals(last))) {
      return Outcome.HAS_MEMBERS;
    }
    move(last, null, TeamRole.MEMBER);
    teams.remove(teamId);
    requests.removeIf(request -> request.team().equals(teamId));
    return Outcome.DONE;
  }
}
