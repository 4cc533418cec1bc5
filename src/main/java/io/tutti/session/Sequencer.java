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
    return command.match(new Judgement(state, actor, now));
  }

  /** The way from each kind of command to its rules. Confined to one decision. */
  private record Judgement(SessionState state, @Nullable UserId actor, long now) implements Command.Cases<Decision> {

    @Override
    public Decision join(Command.Join command) {
      return Membership.join(state, command);
    }

    @Override
    public Decision leave(Command.Leave command) {
      return Membership.leave(state, command.user(), false);
    }

    @Override
    public Decision updateParameters(Command.UpdateParameters command) {
      return update(state, requireActor(actor), command, now);
    }

    @Override
    public Decision resolveConflict(Command.ResolveConflict command) {
      return resolve(state, requireActor(actor), command, now);
    }

    @Override
    public Decision expireConflicts(Command.ExpireConflicts command) {
      return expire(state, now);
    }

    @Override
    public Decision changeRole(Command.ChangeRole command) {
      return Membership.changeRole(state, actor, command);
    }

    @Override
    public Decision kick(Command.Kick command) {
      return Membership.kick(state, command);
    }

    @Override
    public Decision ban(Command.Ban command) {
      return Membership.ban(state, actor, command);
    }

    @Override
    public Decision leaveTeam(Command.LeaveTeam command) {
      return Membership.leaveTeam(state, command);
    }

    @Override
    public Decision transfer(Command.Transfer command) {
      return Membership.transfer(state, requireActor(actor), command.user());
    }

    @Override
    public Decision changeProfile(Command.ChangeProfile command) {
      return FeatureRules.profile(state, actor, command);
    }

    @Override
    public Decision changeDocument(Command.ChangeDocument command) {
      return FeatureRules.document(state, actor, command);
    }

    @Override
    public Decision converse(Command.Converse command) {
      return FeatureRules.converse(state, requireActor(actor), command, now);
    }

    @Override
    public Decision patchState(Command.PatchState command) {
      return FeatureRules.patch(state, requireActor(actor), command.patch());
    }

    @Override
    public Decision tellStory(Command.TellStory command) {
      return FeatureRules.story(state, actor, command.command(), now);
    }
  }

  /** Rules ROLE1, ROLE7, ROLE10. */
  private static boolean may(SessionState state, UserId actor, Permission permission) {
    return !state.isBanned(actor) && state.heldRole(actor).map(role -> role.may(permission)).orElse(permission == Permission.READ);
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
    String name = state.nameOf(theirs.user()).orElse("Somebody who has left");
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
}
