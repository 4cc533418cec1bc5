package io.tutti.access;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Knows which team somebody is of. May block. Thread-safe. */
@FunctionalInterface
public interface Memberships {

  /** Nobody is of any team. */
  Memberships NONE = user -> null;

  /** The id of the team of {@code user}, or null where there is none. */
  @Nullable String teamOf(UserId user);
}
