package io.tutti.access;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in. {@code fullName}: null or 1–200 printable characters; {@code teamId}: null for who is in no team, and
 * {@code role} says nothing then; {@code createdAt}, {@code lastLogin} (null: never) and {@code tokensValidAfter} (a whole second;
 * tokens issued before have ended, but for the one whose id is {@code keptToken}) in milliseconds since 1970. Immutable.
 */
public record Account(
    UserId id,
    EmailAddress email,
    Username username,
    @Nullable String fullName,
    @Nullable String teamId,
    TeamRole role,
    String passwordHash,
    boolean active,
    long createdAt,
    @Nullable Long lastLogin,
    long tokensValidAfter,
    @Nullable String keptToken) {

  public static final int MAX_FULL_NAME_LENGTH = 200;

  /** Says nothing of the password, nor how to reach somebody. */
  @Override
  public String toString() {
    return "Account[" + id + ", active=" + active + "]";
  }
}
