package io.tutti.session;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said about the session (rules PROF1–PROF5, TEAM10). */
final class ProfileFeature extends Feature<ProfileFeature.Current> {

  ProfileFeature() {
    decides(Command.ChangeProfile.class, (state, actor, command, now) -> decide(state, actor, command));
    applies(Event.ProfileChanged.class, (state, current, event, entry) -> current.profile = current.profile.with(event.changes()));
  }

  /** The profile as it is now. Confined to its session. */
  static final class Current {
    private Profile profile;

    Current(Profile profile) {
      this.profile = profile;
    }

    Profile profile() {
      return profile;
    }
  }

  @Override
  Current begin(SessionDescription description) {
    return new Current(Profile.of(description));
  }

  @Override
  Current restore(SessionDescription description, SessionSnapshot snapshot) {
    return new Current(snapshot.profile());
  }

  @Override
  void save(Current current, SnapshotDraft snapshot) {
    snapshot.profile = current.profile;
  }

  /** Only what really changes is said. */
  private static Decision decide(SessionState state, @Nullable UserId actor, Command.ChangeProfile command) {
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
}
