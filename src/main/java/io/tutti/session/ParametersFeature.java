package io.tutti.session;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.parameters.ClosedConflict;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Parameters;
import io.tutti.parameters.Strategy;
import io.tutti.parameters.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters and their conflicts. */
final class ParametersFeature extends Feature<Parameters> {

  /** How long a conflict waits for an answer (rule CON6). */
  static final long CONFLICT_LIFETIME_MILLIS = 30_000;

  ParametersFeature() {
    decides(Command.UpdateParameters.class, (state, actor, command, now) -> update(state, requireActor(actor), command, now));
    decides(Command.ResolveConflict.class, (state, actor, command, now) -> resolve(state, requireActor(actor), command, now));
    decides(Command.ExpireConflicts.class, (state, actor, command, now) -> expire(state, now));
    applies(Event.ParametersChanged.class,
        (state, own, event, entry) -> own.write(event.user(), event.values(), entry.seq(), entry.at()));
    applies(Event.ConflictOpened.class, (state, own, event, entry) -> own.open(event.conflict()));
    applies(Event.ConflictClosed.class, (state, own, event, entry) -> own.close(event.parameter(), event.user(), entry.at()));
  }

  @Override
  Parameters begin(SessionDescription description) {
    return new Parameters(description.schema(), description.conflictWindowMillis());
  }

  @Override
  Parameters restore(SessionDescription description, SessionSnapshot snapshot) {
    Parameters restored = begin(description);
    restored.restore(snapshot.values(), snapshot.writes(), snapshot.conflicts());
    return restored;
  }

  @Override
  void save(Parameters own, SnapshotDraft snapshot) {
    snapshot.values = own.values();
    snapshot.writes = own.lastWrites();
    snapshot.conflicts = own.conflicts();
  }

  @Override
  long nextDue(Parameters own) {
    return own.nextExpiry().orElse(NEVER);
  }

  @Override
  Optional<Command> takeDue(Parameters own, long now) {
    return own.nextExpiry().filter(expiry -> expiry <= now).map(expiry -> new Command.ExpireConflicts());
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
      return new Decision.Rejected(ErrorCode.CONFLICT_CLOSED, "This conflict has been settled already",
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
