package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides who comes in, who goes, and what everybody may do. Like {@link Sequencer}, of which it is a part. Immutable. */
final class Membership {

  /** How many roles a session keeps of people who are away. */
  static final int MAX_ROLES = 10_000;

  private Membership() {}

  /** Rules JOIN5–JOIN8: whoever was lost with a stopped server leaves first; a first connection is told to the others. */
  static Decision join(SessionState state, Command.Join join) {
    UserId newcomer = join.newcomer().id();
    Optional<Member> admitted = AccessRules.admitted(state, join.newcomer(), join.standing());
    if (admitted.isEmpty()) {
      return Decision.Rejected.because(ErrorCode.FORBIDDEN, "This session does not let you in");
    }
    boolean first = !join.here().contains(newcomer);
    Set<UserId> lost = new LinkedHashSet<>();
    state.members().stream().map(Member::id)
        .filter(id -> !join.here().contains(id) && (join.newcomer().guest() || !id.equals(newcomer)))
        .forEach(lost::add);
    List<Event> events = new ArrayList<>();
    lost.forEach(id -> events.add(new Event.Left(id, false)));
    Member member = admitted.get();
    if (losesItsHost(state, lost)) {
      Optional<Event> succession = succession(state, id -> join.here().contains(id));
      succession.ifPresent(events::add);
      member = succession.isEmpty() && member.role() == Role.EDITOR ? member.withRole(Role.HOST) : member;
    }
    if (first) {
      events.add(new Event.Joined(Namesakes.distinct(state, member)));
    } else if (!member.guest() && isNews(state.member(newcomer), member)) {
      events.add(new Event.RoleChanged(newcomer, member.role(), null));
    }
    return new Decision.Accepted(events, List.of());
  }

  /** Whether another connection of somebody who is here brings another role; what comes from the team stays what it is. */
  private static boolean isNews(Optional<Member> before, Member now) {
    return before.isEmpty()
        || (now.viaTeam() == null && (before.get().viaTeam() != null || before.get().role() != now.role()));
  }

  /** Rule TEAM20: who is here only by a team goes when it is in that team no longer. */
  static Decision leaveTeam(SessionState state, Command.LeaveTeam command) {
    boolean isVia = state.member(command.user()).filter(member -> command.team().equals(member.viaTeam())).isPresent();
    return isVia ? Decision.Accepted.of(new Event.Left(command.user(), true, true)) : Decision.Accepted.of();
  }

  /** Rule TEAM20: who goes because the session, as it is {@code now}, is no longer their team's and does not let them in otherwise. */
  static List<Event> withdrawn(SessionState state, Profile now) {
    return now.isForMembers()
        ? state.members().stream()
            .filter(member -> member.viaTeam() != null && !now.isSeenBy(member.viaTeam()))
            .map(member -> (Event) new Event.Left(member.id(), true, true))
            .toList()
        : List.of();
  }

  /** Rules JOIN9, ROLE4: a host who cannot come back hands over to the editor who has been here longest. */
  static Decision leave(SessionState state, UserId user, boolean kicked) {
    if (state.member(user).isEmpty()) {
      return Decision.Accepted.of();
    }
    List<Event> events = new ArrayList<>();
    events.add(new Event.Left(user, kicked));
    if (losesItsHost(state, Set.of(user))) {
      succession(state, id -> !id.equals(user)).ifPresent(events::add);
    }
    return new Decision.Accepted(events, List.of());
  }

  /** Whether the session has hosts, and all of them are guests among those who leave. */
  private static boolean losesItsHost(SessionState state, Set<UserId> leaving) {
    return state.hasHost() && state.roles().entrySet().stream()
        .filter(role -> role.getValue() == Role.HOST)
        .allMatch(role -> leaving.contains(role.getKey()) && state.member(role.getKey()).map(Member::guest).orElse(false));
  }

  private static Optional<Event> succession(SessionState state, Predicate<UserId> stays) {
    return state.members().stream()
        .filter(member -> member.role() == Role.EDITOR && stays.test(member.id()))
        .findFirst()
        .map(heir -> new Event.RoleChanged(heir.id(), Role.HOST, null));
  }

  private static long hostsBut(SessionState state, UserId user) {
    return state.roles().entrySet().stream()
        .filter(role -> role.getValue() == Role.HOST && !role.getKey().equals(user))
        .count();
  }

  /** Rules ROLE2, ROLE3, ROLE7: the last host cannot step down; whoever was given a role keeps it. */
  static Decision changeRole(SessionState state, @Nullable UserId actor, Command.ChangeRole change) {
    Optional<Role> held = state.heldRole(change.user());
    if (state.ownRole(change.user()).filter(role -> role == change.role()).isPresent()) {
      return Decision.Accepted.of();
    }
    if (held.filter(role -> role == Role.HOST).isPresent() && hostsBut(state, change.user()) == 0) {
      return Decision.Rejected.because(ErrorCode.FORBIDDEN, "A session keeps at least one host");
    }
    if (held.isEmpty() && state.roles().size() >= MAX_ROLES) {
      return Decision.Rejected.because(ErrorCode.TOO_LARGE, "A session keeps at most " + MAX_ROLES + " roles");
    }
    return Decision.Accepted.of(new Event.RoleChanged(change.user(), change.role(), actor));
  }

  /** Rule ROLE11: both roles change in one step, so that there is always a host. */
  static Decision transfer(SessionState state, UserId actor, UserId heir) {
    if (state.heldRole(heir).isEmpty()) {
      return Decision.Rejected.because(ErrorCode.NOT_FOUND, "This user has no role in this session");
    }
    if (heir.equals(actor)) {
      return Decision.Accepted.of();
    }
    List<Event> events = new ArrayList<>();
    if (state.heldRole(heir).filter(role -> role == Role.HOST).isEmpty()) {
      events.add(new Event.RoleChanged(heir, Role.HOST, actor));
    }
    events.add(new Event.RoleChanged(actor, Role.EDITOR, actor));
    return new Decision.Accepted(events, List.of());
  }

  /** Rule ROLE5. */
  static Decision kick(SessionState state, Command.Kick kick) {
    if (state.member(kick.user()).isEmpty()) {
      return Decision.Rejected.because(ErrorCode.NOT_FOUND, "This user is not here");
    }
    return leave(state, kick.user(), true);
  }

  /** Rules ROLE8, ROLE9: who is banned leaves and does not come back until the ban is lifted. */
  static Decision ban(SessionState state, @Nullable UserId actor, Command.Ban ban) {
    if (state.isBanned(ban.user()) == ban.banned()) {
      return Decision.Accepted.of();
    }
    Event event = new Event.Banned(ban.user(), ban.banned(), actor);
    if (!ban.banned()) {
      return Decision.Accepted.of(event);
    }
    boolean isLastHost = state.heldRole(ban.user()).filter(role -> role == Role.HOST).isPresent()
        && hostsBut(state, ban.user()) == 0;
    if (isLastHost) {
      return Decision.Rejected.because(ErrorCode.FORBIDDEN, "A session keeps at least one host");
    }
    if (state.bans().size() >= MAX_ROLES) {
      return Decision.Rejected.because(ErrorCode.TOO_LARGE, "A session bans at most " + MAX_ROLES + " people");
    }
    List<Event> events = new ArrayList<>();
    events.add(event);
    events.addAll(((Decision.Accepted) leave(state, ban.user(), true)).events());
    return new Decision.Accepted(events, List.of());
  }
}
