package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import io.tutti.state.StateChanged;
import io.tutti.state.StateCommand;
import io.tutti.story.Participant;
import io.tutti.story.StateGate;
import io.tutti.story.Story;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The story that is told in turns, and what its agents have to do. */
final class StoryFeature extends Feature<StoryFeature.Own> {

  StoryFeature() {
    decides(Command.TellStory.class, (state, actor, command, now) -> decide(state, actor, command.command(), now));
    applies(Event.StoryTold.class, (state, own, event, entry) -> own.story.apply(event.event(), entry.at()));
    applies(Event.Left.class, (state, own, event, entry) -> own.reviewWanted = true);
  }

  /** The story, and whether somebody has left so that its turn may be complete. Confined to its session. */
  static final class Own {
    private final Story story;
    private boolean reviewWanted;

    Own(Story story) {
      this.story = story;
    }

    Story story() {
      return story;
    }
  }

  @Override
  Own begin(SessionDescription description) {
    return new Own(new Story(description.seed()));
  }

  @Override
  Own restore(SessionDescription description, SessionSnapshot snapshot) {
    return new Own(Story.restored(description.seed(), snapshot.story()));
  }

  @Override
  void save(Own own, SnapshotDraft snapshot) {
    snapshot.story = own.story.snapshot();
  }

  @Override
  Optional<Errand> takeErrand(SessionState state, Own own, Command command, @Nullable UserId actor, long now) {
    return actor != null && command instanceof Command.TellStory tell && tell.command() instanceof StoryCommand.Act act
        ? Optional.of(new Errand(own.story.take(actor, act.action(), context(state, now)), actor))
        : Optional.empty();
  }

  @Override
  Optional<Errand> takeErrand(Own own) {
    return own.story.takeDue().map(work -> new Errand(work, null));
  }

  @Override
  void release(Own own, Errand errand) {
    own.story.release(errand.work());
  }

  @Override
  Optional<Command> takeWish(Own own) {
    boolean wanted = own.reviewWanted && own.story.view().isPresent();
    own.reviewWanted = false;
    return wanted ? Optional.of(Command.TellStory.REVIEW) : Optional.empty();
  }

  @Override
  long nextDue(Own own) {
    return own.story.deadline().orElse(NEVER);
  }

  @Override
  Optional<Command> takeDue(Own own, long now) {
    return own.story.deadline().filter(deadline -> deadline <= now).map(deadline -> Command.TellStory.REVIEW);
  }

  /** For whose action the turn waits. */
  static List<UserId> awaited(SessionState state) {
    return state.story().awaited(context(state, state.lastAt()));
  }

  /** Rules STO1–STO16. A refused action is told with the action, so that its actor knows which. */
  private static Decision decide(SessionState state, @Nullable UserId actor, StoryCommand command, long now) {
    Decision decision = Decision.of(state.story().decide(command, actor, context(state, now)),
        event -> List.of(new Event.StoryTold(event)));
    return decision instanceof Decision.Rejected rejected && command instanceof StoryCommand.Act act
        ? new Decision.Rejected(rejected.code(), rejected.message(), Map.of("action", act.action()))
        : decision;
  }

  /** What a story's decisions depend on besides the story: who may act, and what the shared state admits. */
  static StoryContext context(SessionState state, long now) {
    List<Participant> present = state.members().stream()
        .filter(member -> member.role().may(Permission.WRITE))
        .map(member -> new Participant(member.id(), member.name()))
        .toList();
    return new StoryContext(present, state.seq(), now, patch -> admitted(state, patch));
  }

  private static StateGate.Admitted admitted(SessionState state, Map<String, @Nullable Object> patch) {
    if (state.shared().decide(new StateCommand.Patch(patch, null)) instanceof Verdict.Accepted<StateChanged> accepted
        && !accepted.events().isEmpty()) {
      StateChanged change = accepted.events().get(0);
      return new StateGate.Admitted(change.patch(), change.version());
    }
    return StateGate.Admitted.NOTHING;
  }
}
