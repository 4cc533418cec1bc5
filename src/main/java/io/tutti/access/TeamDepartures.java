package io.tutti.access;

import io.tutti.identity.UserId;

/** Hears that somebody is in a team no longer, so that what the team gave ends at once (rule TEAM20). Must not block. Thread-safe. */
@FunctionalInterface
public interface TeamDepartures {

  /** {@code user} is in the team of id {@code team} no longer, and that is stored. */
  void left(UserId user, String team);
}
