package io.tutti.edge.jpa;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.Credential;
import io.tutti.access.EmailAddress;
import io.tutti.access.TeamRole;
import io.tutti.access.Username;
import io.tutti.identity.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An account's row. Confined to its persistence context. */
@Entity
@Table(name = "users")
class UserEntity {

  @Id
  @Column(name = "user_id", length = UserId.MAX_LENGTH)
  String id;

  @Column(nullable = false, length = EmailAddress.MAX_LENGTH)
  String email;

  @Column(name = "email_key", nullable = false, length = 800)
  String emailKey;

  @Column(nullable = false, length = Username.MAX_LENGTH)
  String username;

  @Column(name = "username_key", nullable = false, length = 200)
  String usernameKey;

  @Column(name = "full_name", length = Account.MAX_FULL_NAME_LENGTH)
  @Nullable String fullName;

  @Column(name = "team_id", length = 64)
  @Nullable String teamId;

  @Column(name = "team_role", nullable = false, length = 16)
  String teamRole;

  @Column(name = "password_hash", nullable = false, length = 100)
  String passwordHash;

  @Column(nullable = false)
  boolean active;

  @Column(name = "created_at", nullable = false, updatable = false)
  long createdAt;

  @Column(name = "last_login")
  @Nullable Long lastLogin;

  @Column(name = "tokens_valid_after", nullable = false)
  long tokensValidAfter;

  @Column(name = "kept_token", length = Credential.MAX_ID_LENGTH)
  @Nullable String keptToken;

  /** For Hibernate, which fills every column. */
  UserEntity() {}

  /** The row of a new account. */
  UserEntity(Accounts.Draft draft, @Nullable String team, TeamRole role) {
    id = draft.id().value();
    email = draft.email().value();
    emailKey = draft.email().key();
    username = draft.username().value();
    usernameKey = draft.username().key();
    fullName = draft.fullName();
    teamId = team;
    teamRole = role.name();
    passwordHash = draft.passwordHash();
    active = true;
    createdAt = draft.createdAt();
    tokensValidAfter = draft.tokensValidAfter();
  }

  Account toAccount() {
    return new Account(new UserId(id), new EmailAddress(email), new Username(username), fullName, teamId,
        TeamRole.valueOf(teamRole), passwordHash, active, createdAt, lastLogin, tokensValidAfter,
        keptToken);
  }
}
