package io.tutti.edge.jpa;

import io.tutti.access.Account;
import io.tutti.access.Team;
import io.tutti.access.TeamName;
import io.tutti.access.TeamRequest;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.identity.UserId;
import io.tutti.session.JournalFailure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Teams in tables. Each change is one transaction, and durable when it returns. Thread-safe. */
public final class JpaTeams implements Teams {

  private final Transactions transactions;

  public JpaTeams(Database database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public Optional<Team> find(String id) {
    return transactions.read("read a team",
        entities -> Optional.ofNullable(entities.find(TeamEntity.class, id)).map(TeamEntity::toTeam));
  }

  @Override
  public Optional<Team> find(TeamName name) {
    return transactions.read("read a team", entities -> byKey(entities, name.key()).map(TeamEntity::toTeam));
  }

  static Optional<TeamEntity> byKey(EntityManager entities, String key) {
    return entities.createQuery("select t from TeamEntity t where t.nameKey = :key", TeamEntity.class)
        .setParameter("key", key)
        .getResultStream()
        .findFirst();
  }

  @Override
  public Team findOrCreate(TeamName name, String id, long createdAt) {
    try {
      return transactions.write("create a team", entities -> byKey(entities, name.key()).orElseGet(() -> {
        TeamEntity row = new TeamEntity(new Team(id, name, createdAt));
        entities.persist(row);
        return row;
      }).toTeam());
    } catch (JournalFailure e) {
      if (Failures.isTaken(e)) {
        // Somebody else made it in between.
        return find(name).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  @Override
  public List<Account> members(String teamId, int offset, int limit) {
    return transactions.read("list a team", entities -> entities
        .createQuery("select u from UserEntity u where u.teamId = :team order by u.createdAt, u.id", UserEntity.class)
        .setParameter("team", teamId)
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultStream()
        .map(UserEntity::toAccount)
        .toList());
  }

  @Override
  public Optional<Account> move(UserId account, @Nullable String teamId, TeamRole role) {
    return transactions.write("move an account", entities -> {
      UserEntity row = entities.find(UserEntity.class, account.value(), LockModeType.PESSIMISTIC_WRITE);
      if (row == null || (teamId != null && entities.find(TeamEntity.class, teamId) == null)) {
        return Optional.empty();
      }
      row.teamId = teamId;
      row.teamRole = role.name();
      return Optional.of(row.toAccount());
    });
  }

  @Override
  public long size(String teamId) {
    return transactions.read("count a team", entities -> members(entities, teamId));
  }

  @Override
  public Outcome create(Team team, UserId admin) {
    return unlessTaken(() -> transactions.write("create a team", entities -> {
      if (byKey(entities, team.name().key()).isPresent()) {
        return Outcome.NAME_TAKEN;
      }
      UserEntity row = locked(entities, admin);
      if (row == null) {
        return Outcome.NO_ACCOUNT;
      }
      if (row.teamId != null) {
        return Outcome.IN_ANOTHER_TEAM;
      }
      entities.persist(new TeamEntity(team));
      entities.flush();
      row.teamId = team.id();
      row.teamRole = TeamRole.ADMIN.name();
      return Outcome.DONE;
    }));
  }

  @Override
  public Outcome change(String teamId, UnaryOperator<Team> change) {
    return unlessTaken(() -> inTeam("change a team", teamId, (entities, team) -> {
      Team changed = change.apply(team.toTeam());
      if (byKey(entities, changed.name().key()).filter(other -> !other.id.equals(teamId)).isPresent()) {
        return Outcome.NAME_TAKEN;
      }
      team.take(changed);
      return Outcome.DONE;
    }));
  }

  @Override
  public Outcome admit(String teamId, UserId account, TeamRole role) {
    return inTeam("take an account into a team", teamId, (entities, team) -> admitted(entities, teamId, account, role));
  }

  private static Outcome admitted(EntityManager entities, String teamId, UserId account, TeamRole role) {
    UserEntity row = locked(entities, account);
    if (row == null) {
      return Outcome.NO_ACCOUNT;
    }
    if (row.teamId != null) {
      return teamId.equals(row.teamId) ? Outcome.IN_THIS_TEAM : Outcome.IN_ANOTHER_TEAM;
    }
    row.teamId = teamId;
    row.teamRole = role.name();
    return Outcome.DONE;
  }

  /** How many people ask to be in a team. */
  static long asking(EntityManager entities, String teamId) {
    return entities.createQuery("select count(r) from TeamRequestEntity r where r.place.teamId = :team", Long.class)
        .setParameter("team", teamId)
        .getSingleResult();
  }

  @Override
  public List<TeamRequest> requests(String teamId) {
    return transactions.read("list who asks to be in a team", entities -> entities
        .createQuery("select u, r.createdAt from TeamRequestEntity r, UserEntity u where r.place.teamId = :team"
            + " and u.id = r.place.userId and u.teamId is null and u.active = true order by r.createdAt, u.id", Object[].class)
        .setParameter("team", teamId)
        .getResultStream()
        .map(row -> new TeamRequest(teamId, ((UserEntity) row[0]).toAccount(), (Long) row[1]))
        .toList());
  }

  @Override
  public List<Team> requestedBy(UserId account) {
    return transactions.read("read what somebody asks", entities -> entities
        .createQuery("select t from TeamRequestEntity r, TeamEntity t, UserEntity u where r.place.userId = :user"
            + " and u.id = r.place.userId and u.teamId is null and t.id = r.place.teamId order by r.createdAt", TeamEntity.class)
        .setParameter("user", account.value())
        .getResultStream()
        .map(TeamEntity::toTeam)
        .toList());
  }

  @Override
  public Outcome accept(String teamId, UserId account) {
    return inTeam("take in who has asked", teamId, (entities, team) -> drop(entities, teamId, account)
        ? admitted(entities, teamId, account, TeamRole.MEMBER) : Outcome.NO_REQUEST);
  }

  @Override
  public Outcome decline(String teamId, UserId account) {
    return inTeam("drop a request", teamId,
        (entities, team) -> drop(entities, teamId, account) ? Outcome.DONE : Outcome.NO_REQUEST);
  }

  private static boolean drop(EntityManager entities, String teamId, UserId account) {
    return entities.createQuery("delete from TeamRequestEntity r where r.place.teamId = :team and r.place.userId = :user")
        .setParameter("team", teamId)
        .setParameter("user", account.value())
        .executeUpdate() > 0;
  }

  @Override
  public Outcome giveRole(String teamId, UserId account, TeamRole role) {
    return inTeam("give a role in a team", teamId,
        (entities, team) -> ofMember(entities, teamId, account, role == TeamRole.ADMIN, row -> row.teamRole = role.name()));
  }

  @Override
  public Outcome dismiss(String teamId, UserId account) {
    return inTeam("let a member go", teamId, (entities, team) -> ofMember(entities, teamId, account, false, JpaTeams::free));
  }

  private static Outcome ofMember(
      EntityManager entities, String teamId, UserId account, boolean staysAdmin, Consumer<UserEntity> change) {
    UserEntity row = locked(entities, account);
    if (row == null || !teamId.equals(row.teamId)) {
      return Outcome.NOT_A_MEMBER;
    }
    if (!staysAdmin && isAdmin(row) && admins(entities, teamId) == 1) {
      return Outcome.LAST_ADMIN;
    }
    change.accept(row);
    return Outcome.DONE;
  }

  @Override
  public Outcome delete(String teamId, UserId last) {
    return inTeam("delete a team", teamId, (entities, team) -> {
      UserEntity row = locked(entities, last);
      boolean isThere = row != null && teamId.equals(row.teamId);
      if (members(entities, teamId) > (isThere ? 1 : 0)) {
        return Outcome.HAS_MEMBERS;
      }
      if (row != null && isThere) {
        free(row);
        entities.flush();
      }
      entities.createQuery("delete from TeamRequestEntity r where r.place.teamId = :team").setParameter("team", teamId)
          .executeUpdate();
      entities.remove(team);
      return Outcome.DONE;
    });
  }

  private static void free(UserEntity row) {
    row.teamId = null;
    row.teamRole = TeamRole.MEMBER.name();
  }

  private static boolean isAdmin(UserEntity row) {
    return row.active && TeamRole.ADMIN.name().equals(row.teamRole);
  }

  /** Those who can still log in: who has left for good leads nothing. */
  private static long admins(EntityManager entities, String teamId) {
    return entities
        .createQuery("select count(u) from UserEntity u where u.teamId = :team and u.teamRole = :admin and u.active = true",
            Long.class)
        .setParameter("team", teamId)
        .setParameter("admin", TeamRole.ADMIN.name())
        .getSingleResult();
  }

  private static long members(EntityManager entities, String teamId) {
    return entities.createQuery("select count(u) from UserEntity u where u.teamId = :team", Long.class)
        .setParameter("team", teamId)
        .getSingleResult();
  }

  private static @Nullable UserEntity locked(EntityManager entities, UserId account) {
    return entities.find(UserEntity.class, account.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  /** Does {@code work} while nobody else changes the team or who is in it by these methods. */
  private Outcome inTeam(String what, String teamId, BiFunction<EntityManager, TeamEntity, Outcome> work) {
    return transactions.write(what, entities -> {
      TeamEntity team = entities.find(TeamEntity.class, teamId, LockModeType.PESSIMISTIC_WRITE);
      return team == null ? Outcome.NO_TEAM : work.apply(entities, team);
    });
  }

  private static Outcome unlessTaken(Supplier<Outcome> work) {
    try {
      return work.get();
    } catch (JournalFailure e) {
      if (Failures.isTaken(e)) {
        return Outcome.NAME_TAKEN;
      }
      throw e;
    }
  }
}
