package io.tutti.session;

import io.tutti.identity.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that a session's people do together: which commands it decides, which events it applies to its state in a session,
 * what is due in it, and what a snapshot keeps of it. {@link SessionState} and {@link Sequencer} know features by this alone; a new one
 * is added to {@link Features}, and a session's state has it. Holds nothing of any session. Immutable once it is in {@link Features}.
 *
 * @param <S> its state in one session, confined to that session
 */
abstract class Feature<S> {

  /** No time, where one is a number. */
  static final long NEVER = Long.MAX_VALUE;

  private final Map<Class<?>, Judge<Command>> judges = new HashMap<>();
  private final Map<Class<?>, Change<S, Event>> changes = new HashMap<>();
  private int index = -1;

  /** Decides on a command, whose actor may do it, and changes nothing. */
  @FunctionalInterface
  interface Judge<C extends Command> {
    Decision decide(SessionState state, @Nullable UserId actor, C command, long now);
  }

  /** Applies an event to the feature's state {@code own} in the session {@code state}, in which everything else is as it was before. */
  @FunctionalInterface
  interface Change<S, E extends Event> {
    void apply(SessionState state, S own, E event, Entry entry);
  }

  /** Says that commands of that kind are this feature's. */
  @SuppressWarnings("unchecked")
  final <C extends Command> void decides(Class<C> kind, Judge<C> judge) {
    judges.put(kind, (Judge<Command>) judge);
  }

  /** Says that events of that kind change this feature's state; they may change others' too. */
  @SuppressWarnings("unchecked")
  final <E extends Event> void applies(Class<E> kind, Change<S, E> change) {
    changes.put(kind, (Change<S, Event>) change);
  }

  /** The state of a new session. */
  abstract S begin(SessionDescription description);

  /** The state that a snapshot kept. */
  abstract S restore(SessionDescription description, SessionSnapshot snapshot);

  /** Puts what a snapshot keeps of {@code own} into {@code snapshot}. */
  abstract void save(S own, SnapshotDraft snapshot);

  /** What must be read from storage before {@code command}, which is this feature's, can be decided; empty where memory has it all. */
  Optional<Recall> recallFor(SessionState state, S own, Command command) {
    return Optional.empty();
  }

  /** What agents have to do for {@code command}, which is this feature's and was accepted. It is under way until {@link #release}. */
  Optional<Errand> takeErrand(SessionState state, S own, Command command, @Nullable UserId actor, long now) {
    return Optional.empty();
  }

  /** What agents have to do by themselves; empty where they have nothing to do, or are at it. */
  Optional<Errand> takeErrand(S own) {
    return Optional.empty();
  }

  /** An errand is done: its command was decided, or it came to nothing. */
  void release(S own, Errand errand) {}

  /** What the server itself wishes at once, for something that has happened; not asked for again. */
  Optional<Command> takeWish(S own) {
    return Optional.empty();
  }

  /** When {@link #takeDue} has something (milliseconds since 1970); {@link #NEVER} where nothing is to come. */
  long nextDue(S own) {
    return NEVER;
  }

  /** What the server itself wishes at the time {@code now}. */
  Optional<Command> takeDue(S own, long now) {
    return Optional.empty();
  }

  /** The entries up to {@code seq} are to be had no longer. */
  void forgetUpTo(S own, long seq) {}

  /** The log is known under another name: {@code description} has it. */
  void renew(S own, SessionDescription description) {}

  final void stand(int at) {
    index = at;
  }

  /** Where its state stands among those of all features. */
  final int index() {
    return index;
  }

  final Map<Class<?>, Judge<Command>> judges() {
    return judges;
  }

  final Map<Class<?>, Change<S, Event>> changes() {
    return changes;
  }

  /** The actor of a command that only a participant can wish. */
  static UserId requireActor(@Nullable UserId actor) {
    if (actor == null) {
      throw new IllegalArgumentException("only a participant can wish that");
    }
    return actor;
  }
}
