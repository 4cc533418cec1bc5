package io.tutti.edge.jpa;

import io.tutti.identity.Caller;
import jakarta.persistence.TypedQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which rows {@code s} of sessions a caller finds, of {@code team} where that is not null: what {@link
 * io.tutti.session.AccessRules#mayFind} decides, in the words of a query. Immutable.
 */
record SessionSight(Caller caller, @Nullable String team) {

  /** What stands in the role of somebody who has none any more, having been banned. */
  static final String NO_ROLE = "none";

  private static final String OWN_ROW = "select 1 from ParticipantEntity p where p.place.sessionKey = s.key and p.place.userId = :user";

  /** The condition. */
  String condition() {
    String seen = "s.shownTo = 'public'";
    if (caller.team() != null) {
      seen += " or (s.shownTo = 'team' and s.teamId = :callersTeam)";
    }
    if (caller.user() != null) {
      String counts = caller.anonymous() ? "p.present = true or p.role = 'host'"
          : "p.anonymous = false or p.present = true or p.role = 'host'";
      seen = "(" + seen
          + " or exists (" + OWN_ROW + " and p.guest = false and p.viaTeam = false and p.role <> '" + NO_ROLE + "' and (" + counts + "))"
          + " or (s.creator = :user and not exists (" + OWN_ROW + " and p.role = '" + NO_ROLE + "')))"
          + " and not exists (" + OWN_ROW + " and p.banned = true)";
    }
    return "(" + seen + ")" + (team == null ? "" : " and s.teamId = :team");
  }

  /** Gives the query what stands in {@link #condition}. */
  <T> TypedQuery<T> bind(TypedQuery<T> query) {
    if (caller.user() != null) {
      query.setParameter("user", caller.user().value());
    }
    if (caller.team() != null) {
      query.setParameter("callersTeam", caller.team());
    }
    return team == null ? query : query.setParameter("team", team);
  }
}
