package io.tutti.parameters;

import io.tutti.identity.UserId;

/**
 * Two people's different wishes for one parameter, close in time. The first one's value is in force until somebody decides.
 * Times are milliseconds since 1970. Immutable.
 */
public record Conflict(String id, String parameter, Claim first, Claim second, long expiresAt) {

  /** What one party wants. */
  public record Claim(UserId user, double value) {}

  /** Whether {@code user} is one of the two. */
  public boolean concerns(UserId user) {
    return first.user().equals(user) || second.user().equals(user);
  }
}
