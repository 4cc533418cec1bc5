package io.tutti.access;

import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where teams are kept, and who is in which. Every change is stored when its method returns. Thread-safe. */
public interface Teams {

  Optional<Team> find(String id);

  Optional<Team> find(TeamName name);

  /** The team of that name, or, where there is none, a new one with {@code id}. */
  Team findOrCreate(TeamName name, String id, long createdAt);

  /** At most {@code limit} accounts of the team, by the time of their creation, then by id, behind the first {@code offset}. */
  List<Account> members(String teamId, int offset, int limit);

  /**
   * Puts an account into a team, or out of all where {@code teamId} is null; the account afterwards, or empty where there is no
   * such account or team.
   */
  Optional<Account> move(UserId account, @Nullable String teamId, TeamRole role);
}
