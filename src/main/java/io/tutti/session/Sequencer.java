package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.access.Role;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.parameters.ClosedConflict;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Parameters;
import io.tutti.parameters.Strategy;
import io.tutti.parameters.Write;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides: state, actor, command and time in; events or a refusal out. Changes nothing, knows no clock and no chance, so that
 * a session can be replayed and simulated. Rules of docs/protocol are named at the methods. Immutable.
 */
public final class Sequencer {

  /** How long a conflict waits for an answer (rule CON6). */
  public static final long CONFLICT_LIFETIME_MILLIS = 30_000;

  private Sequencer() {}

  /**
   * What becomes of {@code command} at {@code now} (milliseconds since 1970).
   *
   * @param actor who wishes it; null for the server's own wishes, which need no permission
   */
  public static Decision decide(SessionState state, @Nullable UserId actor, Command command, long now) {
    if (actor != null && !may(state, actor, command.needs())) {
      return Decision.Rejected.because(ErrorCode.FORBIDDEN, refusalFor(command.needs()));
    }
    if (command instanceof Command.Join join) {
      return join(state, join);
    } else if (command instanceof Command.Leave leave) {
      return leave(state, leave.user(), false);
    } else if (command instanceof Command.UpdateParameters update) {
      return update(state, requireActor(actor), update, now);
    } else if (command instanceof Command.ResolveConflict resolve) {
      return resolve(state, requireActor(actor), resolve, now);
    } else if (command instanceof Command.ExpireConflicts) {
      return expire(state, now);
    } else if (command instanceof Command.ChangeRole change) {
      return changeRole(state, actor, change);
    } else if (command instanceof Command.Kick kick) {
      return kick(state, kick);
    }
    throw new IllegalArgumentException("no decision for " + command);
  }

  /** Rules ROLE1, ROLE7. */
  private static boolean may(SessionState state, UserId actor, Permission permission) {
    return state.heldRole(actor).map(role -> role.may(permission)).orElse(permission == Permission.READ);
  }

  private static UserId requireActor(@Nullable UserId actor) {
    if (actor == null) {
      throw new IllegalArgumentException("only a participant can wish that");
    }
    return actor;
  }

  private static String refusalFor(Permission permission) {
    return permission == Permission.GOVERN ? "Only a host may do that" : "Viewers may not change anything";
  }

  /** Rules JOIN5–JOIN8: whoever was lost with a stopped server leaves first; a first connection is told to the others. */
  private static Decision join(SessionState state, Command.Join join) {
    UserId newcomer = join.newcomer().id();
    boolean first = !join.here().contains(newcomer);
    Set<UserId> lost = new LinkedHashSet<>();
    state.members().stream().map(Member::id)
        .filter(id -> !join.here().contains(id) && !id.equals(newcomer))
        .forEach(lost::add);
    List<Event> events = new ArrayList<>();
    lost.forEach(id -> events.add(new Event.Left(id, false)));
    Role role = state.roleOf(newcomer);
    if (losesItsHost(state, lost)) {
      Optional<Event> succession = succession(state, id -> join.here().contains(id));
      succession.ifPresent(events::add);
      role = succession.isEmpty() && role == Role.EDITOR ? Role.HOST : role;
    }
    if (first) {
      events.add(new Event.Joined(join.newcomer().withRole(role)));
    }
    return new Decision.Accepted(events, List.of());
  }

  /** Rules JOIN9, ROLE4: a host who cannot come back hands over to the editor who has been here longest. */
  private static Decision leave(SessionState state, UserId user, boolean kicked) {
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

  /** Rules PAR1–PAR8, CON1–CON3, CON7. */
  private static Decision update(SessionState state, UserId user, Command.UpdateParameters update, long now) {
    Parameters parameters = state.parameters();
    var refusal = parameters.refusal(update.values());
    if (refusal.isPresent()) {
      return new Decision.Rejected(
          ErrorCode.INVALID_PARAM, refusal.get().reason(), Map.of("param", refusal.get().parameter()));
    }
    Parameters.Assessment assessment = parameters.assess(user, update.values(), update.baseSeq(), now);
    List<Event> events = new ArrayList<>();
    List<Decision.Question> questions = new ArrayList<>();
    if (!assessment.writes().isEmpty()) {
      events.add(changed(state, user, assessment.writes()));
    }
    assessment.writes().forEach((name, value) -> parameters.conflict(name)
        .filter(conflict -> !conflict.concerns(user))
        .ifPresent(conflict -> events.add(
            new Event.ConflictClosed(conflict.id(), name, value, Strategy.SUPERSEDED, user))));
    for (String name : assessment.conflicts()) {
      Write theirs = parameters.lastWrite(name).orElseThrow();
      double yours = wish(update, name);
      Optional<Conflict> open = parameters.conflict(name);
      Conflict conflict = open.orElseGet(() -> new Conflict(
          "c" + (state.seq() + events.size() + 1), name,
          new Conflict.Claim(theirs.user(), theirs.value()), new Conflict.Claim(user, yours),
          now + CONFLICT_LIFETIME_MILLIS));
      if (open.isEmpty()) {
        events.add(new Event.ConflictOpened(conflict));
      }
      questions.add(question(state, conflict, theirs, yours));
    }
    return new Decision.Accepted(events, questions);
  }

  private static double wish(Command.UpdateParameters update, String name) {
    Double value = update.values().get(name);
    if (value == null) {
      throw new IllegalStateException("no wish for " + name);
    }
    return value;
  }

  private static Decision.Question question(SessionState state, Conflict conflict, Write theirs, double yours) {
    String name = state.member(theirs.user()).map(Member::name).orElse("Somebody who has left");
    return new Decision.Question(
        conflict.id(), conflict.parameter(), yours, theirs.value(), theirs.user(), name, theirs.seq(), conflict.expiresAt());
  }

  private static Event.ParametersChanged changed(SessionState state, UserId user, Map<String, Double> changes) {
    return new Event.ParametersChanged(user, changes, state.parameters().computedAfter(changes));
  }

  /** Rules CON4, CON5, CON7: the first valid answer counts; without an open conflict it is just an update. */
  private static Decision resolve(SessionState state, UserId user, Command.ResolveConflict resolve, long now) {
    Parameters parameters = state.parameters();
    String name = resolve.parameter();
    Map<String, Double> change = Map.of(name, resolve.value());
    var refusal = parameters.refusal(change);
    if (refusal.isPresent()) {
      return new Decision.Rejected(
          ErrorCode.INVALID_PARAM, refusal.get().reason(), Map.of("param", refusal.get().parameter()));
    }
    Optional<Conflict> open = parameters.conflict(name);
    String wanted = resolve.conflictId();
    boolean another = wanted != null && open.filter(conflict -> conflict.id().equals(wanted)).isEmpty();
    Optional<ClosedConflict> missed =
        parameters.missed(name, user, now, CONFLICT_LIFETIME_MILLIS).filter(closed -> open.isEmpty());
    if (another || (wanted == null && missed.isPresent())) {
      return new Decision.Rejected(ErrorCode.CONFLICT_CLOSED, "That conflict is over",
          Map.of("param", name, "value", parameters.value(name)));
    }
    List<Event> events = new ArrayList<>();
    if (resolve.value() != parameters.value(name)) {
      events.add(changed(state, user, change));
    }
    open.ifPresent(conflict -> events.add(new Event.ConflictClosed(conflict.id(), name, resolve.value(),
        conflict.concerns(user) ? resolve.strategy() : Strategy.SUPERSEDED, user)));
    return new Decision.Accepted(events, List.of());
  }

  /** Rule CON6: the first value stays. */
  private static Decision expire(SessionState state, long now) {
    List<Event> events = new ArrayList<>();
    for (Conflict conflict : state.parameters().conflicts()) {
      if (conflict.expiresAt() <= now) {
        String name = conflict.parameter();
        events.add(new Event.ConflictClosed(
            conflict.id(), name, state.parameters().value(name), Strategy.EXPIRED, null));
      }
    }
    return new Decision.Accepted(events, List.of());
  }

  /** Rules ROLE2, ROLE3, ROLE7: the last host cannot step down. */
  private static Decision changeRole(SessionState state, @Nullable UserId actor, Command.ChangeRole change) {
    Optional<Role> held = state.heldRole(change.user());
    Role usual = state.description().defaultRole();
    // What anybody gets on joining needs no keeping; but hosts are counted.
    boolean isUsual = held.isEmpty() && change.role() == usual && usual != Role.HOST;
    if (isUsual || held.filter(role -> role == change.role()).isPresent()) {
      return Decision.Accepted.of();
    }
    if (held.filter(role -> role == Role.HOST).isPresent() && hostsBut(state, change.user()) == 0) {
      return Decision.Rejected.because(ErrorCode.FORBIDDEN, "A session keeps at least one host");
    }
    return Decision.Accepted.of(new Event.RoleChanged(change.user(), change.role(), actor));
  }

  /** Rule ROLE5. */
  private static Decision kick(SessionState state, Command.Kick kick) {
    if (state.member(kick.user()).isEmpty()) {
      return Decision.Rejected.because(ErrorCode.NOT_FOUND, "Nobody of that id is here");
    }
    return leave(state, kick.user(), true);
  }
}
