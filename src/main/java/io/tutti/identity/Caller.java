package io.tutti.identity;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for something: for reading, entering, listing. {@code user}: null for who does not say who it is; {@code anonymous}:
 * whether that user has no account; {@code team}: the id of the team of the account, null for who is in none. Immutable.
 */
public record Caller(@Nullable UserId user, boolean anonymous, @Nullable String team) {

  /** Somebody who does not say who it is. */
  public static final Caller NOBODY = new Caller(null, true, null);

  public Caller {
    if (anonymous && team != null) {
      throw new IllegalArgumentException("Who has no account is in no team");
    }
  }

  /** The owner of an account, who is in {@code team}, or in none where that is null. */
  public static Caller account(UserId user, @Nullable String team) {
    return new Caller(user, false, team);
  }

  /** Somebody with a token and without an account. */
  public static Caller anonymous(UserId user) {
    return new Caller(user, true, null);
  }

  /** Whether it is a member of {@code candidate}; null is nobody's team. */
  public boolean isIn(@Nullable String candidate) {
    return candidate != null && candidate.equals(team);
  }
}
