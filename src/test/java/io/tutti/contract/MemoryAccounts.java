package io.tutti.contract;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.EmailAddress;
import io.tutti.access.Team;
import io.tutti.access.TeamName;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.access.Username;
import io.tutti.identity.UserId;
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
        return new Creation.Hindered(Obstacle.TEAM_CLOSED);
      }
      role = known.isPresent() ? TeamRole.MEMBER : TeamRole.ADMIN;
      team = findOrCreate(draft.team(), draft.teamId(), draft.createdAt()).id();
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
    return first(account -> account.username().key().equals(username.key()));
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
}
