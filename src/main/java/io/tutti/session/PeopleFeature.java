package io.tutti.session;

/** Who takes part, and who may do what: {@link Membership} decides. */
final class PeopleFeature extends Feature<Participants> {

  PeopleFeature() {
    decides(Command.Join.class, (state, actor, command, now) -> Membership.join(state, command));
    decides(Command.Leave.class, (state, actor, command, now) -> Membership.leave(state, command.user(), false));
    decides(Command.ChangeRole.class, (state, actor, command, now) -> Membership.changeRole(state, actor, command));
    decides(Command.Kick.class, (state, actor, command, now) -> Membership.kick(state, command));
    decides(Command.Ban.class, (state, actor, command, now) -> Membership.ban(state, actor, command));
    decides(Command.LeaveTeam.class, (state, actor, command, now) -> Membership.leaveTeam(state, command));
    decides(Command.Transfer.class, (state, actor, command, now) -> Membership.transfer(state, requireActor(actor), command.user()));
    applies(Event.Joined.class, (state, people, event, entry) -> people.join(event.member(), state.profile()));
    applies(Event.Left.class, (state, people, event, entry) -> people.leave(event.user()));
    applies(Event.RoleChanged.class, (state, people, event, entry) -> people.give(event.user(), event.role()));
    applies(Event.Banned.class, (state, people, event, entry) -> people.ban(event, entry.at()));
  }

  @Override
  Participants begin(SessionDescription description) {
    return new Participants(description.creator());
  }

  @Override
  Participants restore(SessionDescription description, SessionSnapshot snapshot) {
    Participants restored = begin(description);
    restored.restore(snapshot);
    return restored;
  }

  @Override
  void save(Participants people, SnapshotDraft snapshot) {
    snapshot.present = people.members();
    snapshot.roles = people.roles();
    snapshot.bans = people.bans();
    snapshot.people = people.people();
  }
}
