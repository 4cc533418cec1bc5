package io.tutti.edge.jpa;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.EmailAddress;
import io.tutti.access.Team;
import io.tutti.access.TeamRequest;
import io.tutti.access.TeamRole;
import io.tutti.access.Username;
import io.tutti.identity.UserId;
import io.tutti.session.JournalFailure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Accounts in tables. Each change is one transaction, and durable when it returns. Thread-safe. */
public final class JpaAccounts implements Accounts {

  private static final int ATTEMPTS = 4;

  private final Transactions transactions;

  public JpaAccounts(Database database) {
    this.transactions = new Transactions(database);
  }

  /** Where somebody else takes a name at the same moment, the second look sees who has it. */
  @Override
  public Creation create(Draft draft) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transactions.write("create an account", entities -> create(entities, draft));
      } catch (JournalFailure e) {
        if (!Failures.isTaken(e) || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static Creation create(EntityManager entities, Draft draft) {
    if (by(entities, "emailKey", draft.email().key()).isPresent()) {
      return new Creation.Hindered(Obstacle.EMAIL_TAKEN);
    }
    if (by(entities, "usernameKey", draft.username().key()).isPresent()) {
      return new Creation.Hindered(Obstacle.USERNAME_TAKEN);
    }
    if (entities.find(UserEntity.class, draft.id().value()) != null) {
      return new Creation.Hindered(Obstacle.ID_TAKEN);
    }
    if (draft.team() == null) {
      return made(entities, new UserEntity(draft, null, TeamRole.MEMBER));
    }
    Optional<TeamEntity> team = JpaTeams.byKey(entities, draft.team().key());
    if (team.isPresent()) {
      return draft.joinsTeam()
          ? made(entities, new UserEntity(draft, team.get().id, TeamRole.MEMBER)) : asking(entities, draft, team.get().id);
    }
    entities.persist(new TeamEntity(new Team(draft.teamId(), draft.team(), draft.createdAt())));
    entities.flush();
    return made(entities, new UserEntity(draft, draft.teamId(), TeamRole.ADMIN));
  }

  /** Rule ACC14: the account is in no team and asks to be in {@code team}. */
  private static Creation asking(EntityManager entities, Draft draft, String team) {
    if (JpaTeams.asking(entities, team) >= TeamRequest.MAX_PER_TEAM) {
      return new Creation.Hindered(Obstacle.TEAM_CLOSED);
    }
    entities.persist(new TeamRequestEntity(new TeamRequestPlace(team, draft.id().value()), draft.createdAt()));
    return made(entities, new UserEntity(draft, null, TeamRole.MEMBER));
  }

  private static Creation made(EntityManager entities, UserEntity row) {
    entities.persist(row);
    return new Creation.Made(row.toAccount());
  }

  @Override
  public Optional<Account> find(UserId id) {
    return transactions.read("read an account",
        entities -> Optional.ofNullable(entities.find(UserEntity.class, id.value())).map(UserEntity::toAccount));
  }

  @Override
  public Optional<Account> find(EmailAddress email) {
    return transactions.read("read an account", entities -> by(entities, "emailKey", email.key()).map(UserEntity::toAccount));
  }

  @Override
  public Optional<Account> find(Username username) {
    return findByUsernameKey(username.key());
  }

  @Override
  public Optional<Account> findByUsernameKey(String key) {
    return transactions.read("read an account", entities -> by(entities, "usernameKey", key).map(UserEntity::toAccount));
  }

  private static Optional<UserEntity> by(EntityManager entities, String column, String key) {
    return entities.createQuery("select u from UserEntity u where u." + column + " = :key", UserEntity.class)
        .setParameter("key", key)
        .getResultStream()
        .findFirst();
  }

  @Override
  public Optional<Account> recordLogin(UserId id, String passwordHash, long at) {
    return locked("note a login", id, row -> {
      boolean isStill = row.active && row.passwordHash.equals(passwordHash);
      if (isStill) {
        row.lastLogin = at;
      }
      return isStill;
    });
  }

  @Override
  public Optional<Account> changePassword(
      UserId id, String oldHash, String newHash, long tokensValidAfter, @Nullable String keptToken) {
    return locked("change a password", id, row -> {
      boolean isStill = row.active && row.passwordHash.equals(oldHash);
      if (isStill) {
        row.passwordHash = newHash;
        row.tokensValidAfter = Math.max(row.tokensValidAfter, tokensValidAfter);
        row.keptToken = keptToken;
      }
      return isStill;
    });
  }

  @Override
  public Optional<Account> deactivate(UserId id, long tokensValidAfter) {
    return locked("deactivate an account", id, row -> {
      row.active = false;
      row.tokensValidAfter = Math.max(row.tokensValidAfter, tokensValidAfter);
      return true;
    });
  }

  /** Changes a row that nobody else changes meanwhile; the account afterwards, or empty where there is none or it was left. */
  private Optional<Account> locked(String what, UserId id, Predicate<UserEntity> change) {
    return transactions.write(what, entities -> {
      UserEntity row = entities.find(UserEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
      return row != null && change.test(row) ? Optional.of(row.toAccount()) : Optional.empty();
    });
  }
}
