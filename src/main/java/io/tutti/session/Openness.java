package io.tutti.session;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Decides who may look into a session from outside, without a connection (rule ROLE12). Immutable. */
public final class Openness {

  private Openness() {}

  /**
   * Whether somebody may read. {@code user}: null for who does not say who it is; {@code team}: the id of the user's team, or null.
   */
  public static boolean mayRead(SessionState state, @Nullable UserId user, @Nullable String team) {
    if (user != null && state.isBanned(user)) {
      return false;
    }
    if (user != null && state.heldRole(user).isPresent()) {
      return true;
    }
    Profile profile = state.profile();
    return switch (profile.visibility()) {
      case PUBLIC -> true;
      case PRIVATE -> !isOwned(state);
      case TEAM -> !isOwned(state) || (team != null && team.equals(profile.text(ProfileField.TEAM)));
    };
  }

  /** Whether it is an account's, or for members only: what nobody owns is anybody's who has its link. */
  private static boolean isOwned(SessionState state) {
    return state.profile().isForMembers() || state.description().creatorSignedIn();
  }
}
