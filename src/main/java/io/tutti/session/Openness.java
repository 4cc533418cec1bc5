package io.tutti.session;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may look into a session from outside, without a connection: whoever could come in by the link, and who has a role
 * (rule ROLE12). Immutable.
 */
public final class Openness {

  private Openness() {}

  /**
   * Whether somebody may read. {@code user}: null for who does not say who it is; {@code team}: the id of the user's team, or null.
   */
  public static boolean mayRead(SessionState state, @Nullable UserId user, @Nullable String team) {
    if (user != null && state.isBanned(user)) {
      return false;
    }
    if (user != null && state.ownRole(user).isPresent()) {
      return true;
    }
    Profile profile = state.profile();
    return switch (profile.visibility()) {
      case PUBLIC -> true;
      case PRIVATE -> !profile.isForMembers();
      case TEAM -> !profile.isForMembers() || profile.isSeenBy(team);
    };
  }
}
