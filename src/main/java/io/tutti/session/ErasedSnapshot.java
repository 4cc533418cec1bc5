package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.UserId;
import io.tutti.parameters.Write;
import io.tutti.state.StateSnapshot;
import io.tutti.state.Touch;
import io.tutti.story.StorySnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an {@link Erasure} makes of a snapshot; the order of everything stays. Immutable. */
record ErasedSnapshot(Erasure erasure) {

  SessionSnapshot of(SessionSnapshot snapshot) {
    Map<String, Write> writes = new LinkedHashMap<>();
    snapshot.writes().forEach((name, write) ->
        writes.put(name, new Write(erasure.who(write.user()), write.seq(), write.at(), write.value())));
    Map<UserId, Role> roles = new LinkedHashMap<>();
    snapshot.roles().forEach((user, role) -> roles.put(erasure.who(user), role));
    List<Ban> bans = snapshot.bans().stream().map(erasure::ban).toList();
    Map<UserId, Person> people = new LinkedHashMap<>();
    snapshot.people().forEach((user, person) -> people.put(erasure.who(user), erasure.person(user, person)));
    return new SessionSnapshot(snapshot.seq(), snapshot.values(), writes,
        snapshot.conflicts().stream().map(erasure::conflict).toList(),
        snapshot.present().stream().map(erasure::member).toList(), roles, bans, people, snapshot.profile(),
        snapshot.documents(), snapshot.conversation(), shared(snapshot.shared()), story(snapshot.story()));
  }

  private StateSnapshot shared(StateSnapshot shared) {
    Map<String, Touch> touched = new LinkedHashMap<>();
    shared.touched().forEach((key, touch) ->
        touched.put(key, new Touch(touch.version(), erasure.whoever(touch.user()), touch.at())));
    return new StateSnapshot(shared.value(), shared.version(), touched, shared.forgottenUpTo());
  }

  private StorySnapshot story(StorySnapshot story) {
    var description = story.description();
    var ending = story.ending();
    return new StorySnapshot(description == null ? null : erasure.story(description),
        story.characters().stream().map(erasure::character).toList(), story.whereabouts(), story.relationships(),
        story.discoveries(), story.turn(), ending == null ? null : erasure.ending(ending),
        story.acted().stream().map(erasure::acted).toList(), story.turns(), story.turnStartedAt(), story.tokens());
  }
}
