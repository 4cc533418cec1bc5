package io.tutti.access;

import io.tutti.identity.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where accounts are kept. Every change is stored when its method returns. All methods throw the storage's own failure where it
 * does not work. Thread-safe.
 */
public interface Accounts {

  /**
   * An account to be made. {@code team} is joined or, where there is none of that name, made with {@code teamId} and the account as
   * its admin; where {@code joinsTeam} is false a team that is there is not joined: the account is in none, and asks to be in that one.
   */
  record Draft(
      UserId id, EmailAddress email, Username username, @Nullable String fullName, @Nullable TeamName team, String teamId,
      boolean joinsTeam, String passwordHash, long createdAt, long tokensValidAfter) {

    /** Says nothing of the password. */
    @Override
    public String toString() {
      return "Draft[" + id + "]";
    }
  }

  /** What an account could not be made for, in the order in which it is looked at; TEAM_CLOSED: too many ask to be in the team. */
  enum Obstacle { EMAIL_TAKEN, USERNAME_TAKEN, ID_TAKEN, TEAM_CLOSED }

  /** What became of a draft. */
  sealed interface Creation {
    record Made(Account account) implements Creation {}

    record Hindered(Obstacle by) implements Creation {}
  }

  /** Makes an account, and its team, at once or not at all. E-mail address and user name are unique by their keys. */
  Creation create(Draft draft);

  Optional<Account> find(UserId id);

  Optional<Account> find(EmailAddress email);

  Optional<Account> find(Username username);

  /** The account of which {@code key} is the {@linkplain Username#key() user name's key}. */
  Optional<Account> findByUsernameKey(String key);

  /** Notes a login, where the account is active and its password still the one of {@code passwordHash}; else empty. */
  Optional<Account> recordLogin(UserId id, String passwordHash, long at);

  /**
   * Replaces the password where the account is active and it still is the one of {@code oldHash}, and ends all tokens issued
   * before {@code tokensValidAfter} but {@code keptToken}; the account afterwards, or empty where nothing was changed.
   */
  Optional<Account> changePassword(
      UserId id, String oldHash, String newHash, long tokensValidAfter, @Nullable String keptToken);

  /** Deactivates an account; the account afterwards, or empty where there is none. */
  Optional<Account> deactivate(UserId id, long tokensValidAfter);
}
