package io.tutti.session;

import io.tutti.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who joins can show. {@code team}: the team of the account; {@code invited}: the role of an invitation that is
 * good, null without one; {@code linkIsEnough}: whether the door at which the newcomer stands lets in whoever has the link, where
 * the session itself does (rule JOIN20); {@code mayStart}: whether coming makes a session that is not there; {@code isBlocked}: whether
 * the session lets no guest in from where the newcomer is (rule BAN4). Immutable.
 */
public record Standing(@Nullable String team, @Nullable Role invited, boolean linkIsEnough, boolean mayStart, boolean isBlocked) {

  /** What somebody can show who comes from anywhere; who needs no more than the link also makes a session by coming. */
  public Standing(@Nullable String team, @Nullable Role invited, boolean linkIsEnough) {
    this(team, invited, linkIsEnough, linkIsEnough, false);
  }

  /** The same of somebody whose coming makes a session that is not there. */
  public Standing starting() {
    return new Standing(team, invited, linkIsEnough, true, isBlocked);
  }

  /** The same from an address from which the session lets no guest in. */
  public Standing fromBlockedAddress() {
    return new Standing(team, invited, linkIsEnough, mayStart, true);
  }

  /** Somebody with nothing but the link. */
  public static final Standing LINK = new Standing(null, null, true);
}
