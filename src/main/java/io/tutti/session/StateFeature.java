package io.tutti.session;

import io.tutti.identity.UserId;
import io.tutti.state.SharedState;
import io.tutti.state.StateChanged;
import io.tutti.state.StateCommand;
import io.tutti.story.StoryEvent;
import java.util.List;

/** The JSON object that the session shares. */
final class StateFeature extends Feature<SharedState> {

  StateFeature() {
    decides(Command.PatchState.class, (state, actor, command, now) -> decide(state, requireActor(actor), command.patch()));
    applies(Event.StateChanged.class, (state, own, event, entry) -> own.apply(event.change(), event.user(), entry.at()));
    applies(Event.StoryTold.class, StateFeature::follow);
  }

  /** An action changes the shared state together with the story: one event, one version. */
  private static void follow(SessionState state, SharedState own, Event.StoryTold event, Entry entry) {
    if (event.event() instanceof StoryEvent.Acted acted && acted.stateVersion() > 0) {
      own.apply(new StateChanged(acted.stateUpdates(), acted.stateVersion()), acted.user(), entry.at());
    }
  }

  @Override
  SharedState begin(SessionDescription description) {
    return SharedState.empty();
  }

  @Override
  SharedState restore(SessionDescription description, SessionSnapshot snapshot) {
    return SharedState.restored(snapshot.shared());
  }

  @Override
  void save(SharedState own, SnapshotDraft snapshot) {
    snapshot.shared = own.snapshot();
  }

  /** Rules STA1–STA11. */
  private static Decision decide(SessionState state, UserId actor, StateCommand.Patch patch) {
    return Decision.of(state.shared().decide(patch), change -> List.of(new Event.StateChanged(actor, change)));
  }
}
