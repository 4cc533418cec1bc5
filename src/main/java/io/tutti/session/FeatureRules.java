package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.access.Role;
import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Speaker;
import io.tutti.documents.DocumentEvent;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import io.tutti.state.StateChanged;
import io.tutti.state.StateCommand;
import io.tutti.story.Participant;
import io.tutti.story.StateGate;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryContext;
import io.tutti.text.ElementId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings commands to the features whose they are and their verdicts back; what concerns two features is decided here. Like
 * {@link Sequencer}, of which it is a part. Immutable.
 */
final class FeatureRules {

  private FeatureRules() {}

  /** Rules DOC1–DOC14; open comments move with a compaction (rule DOC15). */
  static Decision document(SessionState state, @Nullable UserId actor, Command.ChangeDocument command) {
    return decision(state.documents().decide(command.change()), change -> {
      List<Event> events = new ArrayList<>();
      if (change instanceof DocumentEvent.Compacted compacted) {
        Map<MessageId, MessageAnchor> moved = moved(state, compacted);
        if (!moved.isEmpty()) {
          events.add(new Event.Conversed(new ConversationEvent.Moved(moved)));
        }
      }
      events.add(new Event.DocumentChanged(actor, command.client(), change));
      return events;
    });
  }

  private static Map<MessageId, MessageAnchor> moved(SessionState state, DocumentEvent.Compacted compacted) {
    Map<MessageId, MessageAnchor> moved = new LinkedHashMap<>();
    state.conversation().anchored(compacted.document()).forEach((message, place) -> {
      ElementId old = place.lamport() == 0 ? ElementId.ROOT : new ElementId(place.lamport(), place.replica());
      ElementId now = state.documents().shifted(compacted, old);
      moved.put(message, new MessageAnchor.DocumentPlace(place.doc(), now.lamport(), now.replica(), place.right()));
    });
    return moved;
  }

  /** Rules CHAT1–CHAT16. */
  static Decision converse(SessionState state, UserId actor, Command.Converse command, long now) {
    String name = state.nameOf(actor).orElse(actor.value());
    boolean isHost = state.heldRole(actor).filter(role -> role == Role.HOST).isPresent();
    var verdict = state.conversation().decide(
        new Speaker(actor, name, isHost), command.command(), text -> Namesakes.named(state, text), now, state.seq() + 1);
    return decision(verdict, event -> List.of(new Event.Conversed(event)));
  }

  /** Rules STA1–STA11. */
  static Decision patch(SessionState state, UserId actor, StateCommand.Patch patch) {
    return decision(state.shared().decide(patch), change -> List.of(new Event.StateChanged(actor, change)));
  }

  /** Rules PROF1–PROF5, TEAM10: only what really changes is said. */
  static Decision profile(SessionState state, @Nullable UserId actor, Command.ChangeProfile command) {
    Map<ProfileField, @Nullable Object> news = new LinkedHashMap<>();
    for (var change : command.changes().entrySet()) {
      Optional<String> refusal = change.getKey().refusal(change.getValue());
      if (refusal.isPresent()) {
        return new Decision.Rejected(ErrorCode.BAD_MESSAGE, refusal.get(), Map.of("field", change.getKey().word()));
      }
      Object old = state.profile().get(change.getKey());
      if (old == null ? change.getValue() != null : !old.equals(change.getValue())) {
        news.put(change.getKey(), change.getValue());
      }
    }
    if (news.isEmpty()) {
      return Decision.Accepted.of();
    }
    Object team = news.get(ProfileField.TEAM);
    if (actor != null && team != null && !team.equals(command.ownTeam())) {
      return Decision.Rejected.because(ErrorCode.FORBIDDEN, "Only a member of a team may put a session into it");
    }
    List<Event> events = new ArrayList<>();
    events.add(new Event.ProfileChanged(actor, news));
    events.addAll(Membership.withdrawn(state, state.profile().with(news)));
    return new Decision.Accepted(events, List.of());
  }

  /** Rules STO1–STO16. A refused action is told with the action, so that its actor knows which. */
  static Decision story(SessionState state, @Nullable UserId actor, StoryCommand command, long now) {
    Decision decision = decision(state.story().decide(command, actor, storyContext(state, now)),
        event -> List.of(new Event.StoryTold(event)));
    return decision instanceof Decision.Rejected rejected && command instanceof StoryCommand.Act act
        ? new Decision.Rejected(rejected.code(), rejected.message(), Map.of("action", act.action()))
        : decision;
  }

  /** What a story's decisions depend on besides the story: who may act, and what the shared state admits. */
  static StoryContext storyContext(SessionState state, long now) {
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

  private static <E> Decision decision(Verdict<E> verdict, Function<E, List<Event>> events) {
    if (verdict instanceof Verdict.Refused<E> refused) {
      return new Decision.Rejected(refused.code(), refused.message(), refused.details());
    }
    List<Event> all = new ArrayList<>();
    ((Verdict.Accepted<E>) verdict).events().forEach(event -> all.addAll(events.apply(event)));
    return new Decision.Accepted(all, List.of());
  }
}
