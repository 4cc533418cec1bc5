package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who takes part in a session, who may do what there, and who was there once. Confined to its session. */
final class Participants {

  private static final int MOST_TOLD = 1_000;

  private final Map<UserId, Member> present = new LinkedHashMap<>();
  private final Map<UserId, Role> roles = new LinkedHashMap<>();
  private final Map<UserId, Ban> bans = new LinkedHashMap<>();
  private final People people = new People();
  /** What {@link #lastAbsent} gave last, until somebody comes or goes. */
  private @Nullable Map<UserId, Person> absent;

  /** The session's creator, if there is one, is host. */
  Participants(@Nullable UserId creator) {
    if (creator != null) {
      roles.put(creator, Role.HOST);
    }
  }

  void restore(SessionSnapshot snapshot) {
    snapshot.present().forEach(member -> present.put(member.id(), member));
    roles.clear();
    roles.putAll(snapshot.roles());
    snapshot.bans().forEach(ban -> bans.put(ban.user(), ban));
    snapshot.people().forEach((user, person) -> {
      people.add(user, person);
      if (person.guest() && !present.containsKey(user)) {
        people.forget(user);
      }
    });
    absent = null;
  }

  /**
   * What anybody gets on joining would be given again, and what comes from a team is asked for again (rule TEAM20); an account's own
   * role stays, whatever the session's door becomes.
   */
  void join(Member member, Profile profile) {
    present.put(member.id(), member);
    people.add(member.id(), Person.of(member));
    absent = null;
    if (member.viaTeam() != null || (member.guest() && !isOnlyHost(member.id()))) {
      roles.remove(member.id());
    }
    if (member.viaTeam() != null) {
      return;
    }
    boolean isUsual = member.anonymous() && !profile.isForMembers() && member.role() == profile.defaultRole()
        && member.role() != Role.HOST;
    if (!isUsual) {
      roles.put(member.id(), member.role());
    }
  }

  /** A guest has no role for the sake of an id (rule NE17), but a session must not lose its only host by that (rule ROLE3). */
  private boolean isOnlyHost(UserId user) {
    return roles.get(user) == Role.HOST && roles.values().stream().filter(role -> role == Role.HOST).count() == 1;
  }

  void leave(UserId user) {
    Member member = present.remove(user);
    if (member != null && member.guest()) {
      roles.remove(user);
      people.forget(user);
    }
    absent = null;
  }

  void give(UserId user, Role role) {
    present.computeIfPresent(user, (id, member) -> member.withRole(role));
    roles.put(user, role);
  }

  void ban(Event.Banned event, long at) {
    UserId user = event.user();
    if (event.banned()) {
      roles.remove(user);
      bans.put(user, new Ban(user, nameOf(user).orElse(null), at, event.by()));
    } else {
      bans.remove(user);
    }
  }

  List<Member> members() {
    return new ArrayList<>(present.values());
  }

  Optional<Member> member(UserId user) {
    return Optional.ofNullable(present.get(user));
  }

  Optional<Role> heldRole(UserId user) {
    Member member = present.get(user);
    return member != null ? Optional.of(member.role()) : Optional.ofNullable(roles.get(user));
  }

  /** The role that {@code user} has whatever team it is in; empty where it has none, or only by the session's team. */
  Optional<Role> ownRole(UserId user) {
    Member member = present.get(user);
    return member != null && member.viaTeam() != null ? Optional.empty() : heldRole(user);
  }

  Role roleOf(UserId user, Role usual) {
    Role role = heldRole(user).orElse(usual);
    boolean succeeds = role == Role.EDITOR && usual == Role.EDITOR && !hasHost() && !present.containsKey(user);
    return succeeds ? Role.HOST : role;
  }

  boolean hasHost() {
    return roles.containsValue(Role.HOST);
  }

  Map<UserId, Role> roles() {
    return Map.copyOf(roles);
  }

  /** In the order in which they were said. */
  List<Ban> bans() {
    return List.copyOf(bans.values());
  }

  boolean isBanned(UserId user) {
    return bans.containsKey(user);
  }

  Optional<String> nameOf(UserId user) {
    Member member = present.get(user);
    return member == null ? people.find(user).map(Person::name) : Optional.of(member.name());
  }

  People namesTaken() {
    return people;
  }

  Map<UserId, Person> people() {
    return people.all();
  }

  /** Those who are not here but were once: the last {@value #MOST_TOLD}, and all of {@code needed} who are known; immutable. */
  Map<UserId, Person> absent(Collection<UserId> needed) {
    Map<UserId, Person> last = absent == null ? lastAbsent() : absent;
    absent = last;
    List<UserId> others =
        needed.stream().filter(user -> !present.containsKey(user) && !last.containsKey(user) && people.find(user).isPresent()).toList();
    if (others.isEmpty()) {
      return last;
    }
    Map<UserId, Person> all = new LinkedHashMap<>(last);
    others.forEach(user -> people.find(user).ifPresent(person -> all.put(user, person)));
    return Collections.unmodifiableMap(all);
  }

  private Map<UserId, Person> lastAbsent() {
    Map<UserId, Person> all = people.all();
    all.keySet().removeAll(present.keySet());
    Iterator<UserId> eldest = all.keySet().iterator();
    for (int tooMany = all.size() - MOST_TOLD; tooMany > 0; tooMany--) {
      eldest.next();
      eldest.remove();
    }
    return Collections.unmodifiableMap(all);
  }
}
