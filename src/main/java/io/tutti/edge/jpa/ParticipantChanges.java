package io.tutti.edge.jpa;

import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Member;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run of entries means for the table of participants: one change for each of them, however often they came and went.
 * Confined to its caller.
 */
final class ParticipantChanges {

  /** The new values of one participant's row, {@code role} in the word of the table; null leaves the old one. Immutable. */
  record Change(
      @Nullable Member member, @Nullable String role, @Nullable Boolean present, @Nullable Long joinedAt, @Nullable Long leftAt,
      @Nullable Boolean banned, @Nullable Boolean viaTeam) {

    private Change then(Change later) {
      return new Change(later.member == null ? member : later.member, later.role == null ? role : later.role,
          later.present == null ? present : later.present, later.joinedAt == null ? joinedAt : later.joinedAt,
          later.leftAt == null ? leftAt : later.leftAt, later.banned == null ? banned : later.banned,
          later.viaTeam == null ? viaTeam : later.viaTeam);
    }
  }

  private final Map<Long, Map<String, Change>> changes = new TreeMap<>();

  /** Takes what {@code entry} of the session with that key says about participants. */
  void add(long sessionKey, Entry entry) {
    entry.event().match(new Reader(sessionKey, entry.at()));
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** By session and user, in the order of the sessions' keys. */
  Map<ParticipantPlace, Change> byPlace() {
    Map<ParticipantPlace, Change> places = new LinkedHashMap<>();
    changes.forEach((key, users) -> users.forEach((user, change) -> places.put(new ParticipantPlace(key, user), change)));
    return places;
  }

  private final class Reader implements Event.Cases<Boolean> {
    private final long sessionKey;
    private final long at;

    Reader(long sessionKey, long at) {
      this.sessionKey = sessionKey;
      this.at = at;
    }

    private Boolean put(UserId user, Change change) {
      changes.computeIfAbsent(sessionKey, key -> new TreeMap<>()).merge(user.value(), change, Change::then);
      return true;
    }

    @Override
    public Boolean joined(Event.Joined event) {
      Member member = event.member();
      return put(member.id(), new Change(member, member.role().word(), true, at, null, false, member.viaTeam() != null));
    }

    @Override
    public Boolean left(Event.Left event) {
      return put(event.user(), new Change(null, null, false, null, at, null, null));
    }

    @Override
    public Boolean roleChanged(Event.RoleChanged event) {
      return put(event.user(), new Change(null, event.role().word(), null, null, null, null, false));
    }

    @Override
    public Boolean parametersChanged(Event.ParametersChanged event) {
      return false;
    }

    @Override
    public Boolean conflictOpened(Event.ConflictOpened event) {
      return false;
    }

    @Override
    public Boolean conflictClosed(Event.ConflictClosed event) {
      return false;
    }

    /** Who is banned has no role any more, also when the ban ends; a kick says that it left. */
    @Override
    public Boolean banned(Event.Banned event) {
      return put(event.user(),
          new Change(null, event.banned() ? SessionSight.NO_ROLE : null, null, null, null, event.banned(), null));
    }

    @Override
    public Boolean profileChanged(Event.ProfileChanged event) {
      return false;
    }

    @Override
    public Boolean documentChanged(Event.DocumentChanged event) {
      return false;
    }

    @Override
    public Boolean conversed(Event.Conversed event) {
      return false;
    }

    @Override
    public Boolean stateChanged(Event.StateChanged event) {
      return false;
    }

    @Override
    public Boolean storyTold(Event.StoryTold event) {
      return false;
    }
  }
}
