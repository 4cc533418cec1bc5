package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.Caller;
import io.tutti.identity.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one decision about who finds a session, who reads it from outside, and who comes in and as what (rules ROLE12, ROLE13,
 * JOIN20–JOIN22, TEAM20). Nothing else decides that; where lists are made by a query, {@code SessionSight} says {@link #mayFind} in its words,
 * and a test holds the two together. Immutable.
 */
public final class AccessRules {

  private AccessRules() {}

  /** Rule ROLE13: whether lists, searches and figures name the session to {@code caller}. */
  public static boolean mayFind(SessionState state, Caller caller) {
    if (isBanned(state, caller.user())) {
      return false;
    }
    Profile profile = state.profile();
    return profile.visibility() == SessionDescription.Visibility.PUBLIC || profile.isSeenBy(caller.team()) || takesPart(state, caller);
  }

  /**
   * Whether somebody has a part in the session. An account has one as soon as it has a role. Anonymous people come by in any
   * number: those count who made the session, govern it, or are here.
   */
  private static boolean takesPart(SessionState state, Caller caller) {
    UserId user = caller.user();
    Optional<Role> held = user == null ? Optional.empty() : state.ownRole(user);
    if (user == null || held.isEmpty()) {
      return false;
    }
    return !caller.anonymous() || held.get() == Role.HOST || state.member(user).isPresent()
        || user.equals(state.description().creator());
  }

  /** Rule ROLE12: whether {@code caller} may look into the session from outside, without a connection. */
  public static boolean mayRead(SessionState state, Caller caller) {
    UserId user = caller.user();
    if (isBanned(state, user)) {
      return false;
    }
    boolean hasRole = user != null && state.ownRole(user).isPresent();
    return hasRole || !state.profile().isForMembers() || mayFind(state, caller);
  }

  /** Rules JOIN20–JOIN22, ROLE10, TEAM20: what {@code newcomer} will be, and whether only its team lets it in; empty where nothing does. */
  public static Optional<Member> admitted(SessionState state, Member newcomer, Standing standing) {
    Optional<Member> own = roleInOwnRight(state, newcomer, standing).map(newcomer::withRole);
    String team = standing.team();
    boolean isTeams = team != null && state.profile().isSeenBy(team) && !state.isBanned(newcomer.id())
        && standing.invited() == null && state.ownRole(newcomer.id()).isEmpty();
    if (!isTeams || own.filter(member -> member.role() == Role.HOST).isPresent()) {
      return own;
    }
    Role role = own.map(Member::role).orElse(standing.linkIsEnough() ? state.profile().defaultRole() : Role.VIEWER);
    return Optional.of(newcomer.withRole(role).via(team));
  }

  private static Optional<Role> roleInOwnRight(SessionState state, Member member, Standing standing) {
    UserId newcomer = member.id();
    if (state.isBanned(newcomer)) {
      return Optional.empty();
    }
    Role invited = standing.invited();
    // A name proves nothing: who has no token never comes back to a role (rule NE17).
    Optional<Role> held = member.guest() ? Optional.empty() : state.ownRole(newcomer);
    if (held.isPresent()) {
      Role kept = state.roleOf(newcomer);
      return Optional.of(invited != null && invited.compareTo(kept) < 0 ? invited : kept);
    }
    if (standing.isBlocked() && member.anonymous()) {
      return Optional.empty();
    }
    if (invited != null) {
      return Optional.of(invited);
    }
    Role usual = member.guest() && state.heldRole(newcomer).isPresent() ? state.profile().defaultRole() : state.roleOf(newcomer);
    return isLinkEnough(state, standing) ? Optional.of(usual) : Optional.empty();
  }

  private static boolean isLinkEnough(SessionState state, Standing standing) {
    Profile profile = state.profile();
    return !profile.isForMembers()
        && (standing.linkIsEnough() || !state.description().creatorSignedIn()
            || profile.visibility() == SessionDescription.Visibility.PUBLIC);
  }

  private static boolean isBanned(SessionState state, @Nullable UserId user) {
    return user != null && state.isBanned(user);
  }
}
