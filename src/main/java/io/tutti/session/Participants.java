package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who takes part in a session, who may do what there, and who was there once. Confined to its session. */
final class Participants {

  private final Map<UserId, Member> present = new LinkedHashMap<>();
  private final Map<UserId, Role> roles = new LinkedHashMap<>();
  private final Map<UserId, Ban> bans = new LinkedHashMap<>();
  private final People people = new People();

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
    snapshot.people().forEach(people::add);
  }

  /**
   * What anybody gets on joining would be given again, and what comes from a team is asked for again (rule TEAM20); an account's own
   * role stays, whatever the session's door becomes.
   */
  void join(Member member, Profile profile) {
    present.put(member.id(), member);
    people.add(member.id(), member.name());
    if (member.viaTeam() != null || member.guest()) {
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

  void leave(UserId user) {
    Member member = present.remove(user);
    if (member != null && member.guest()) {
      roles.remove(user);
      people.remove(user);
    }
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
    return member == null ? people.nameOf(user) : Optional.of(member.name());
  }

  Optional<UserId> called(String name) {
    return people.called(name);
  }

  Map<UserId, String> names() {
    return people.all();
  }
}
