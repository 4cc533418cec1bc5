package io.tutti.edge.jpa;

import io.tutti.access.Account;
import io.tutti.access.Team;
import io.tutti.access.TeamName;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.identity.UserId;
import io.tutti.session.JournalFailure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
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
        TeamEntity row = new TeamEntity(id, name, createdAt);
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
}
