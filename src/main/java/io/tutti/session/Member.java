package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes part in a session. {@code guest}: came without a token and so cannot come back as the same person.
 * {@code viaTeam}: the id of the team that alone lets this person be here, and so no longer than it does (rule TEAM20); null for
 * whoever is here in their own right. {@code color} is a CSS colour of the form {@code #rgb}, {@code #rrggbb} or {@code #rrggbbaa}.
 * Immutable.
 */
public record Member(
    UserId id, String name, String color, Role role, boolean anonymous, boolean guest, @Nullable String viaTeam) {

  public static final String ANONYMOUS_COLOR = "#8b5cf6";
  public static final String SIGNED_IN_COLOR = "#06b6d4";

  /** Somebody who is here in their own right. */
  public Member(UserId id, String name, String color, Role role, boolean anonymous, boolean guest) {
    this(id, name, color, role, anonymous, guest, null);
  }

  /** Somebody else who wants to be called the same: the {@code n}-th of them, by id and name. */
  public Member namesake(int n) {
    return new Member(new UserId(id.value() + "-" + n), PersonName.marked(name, String.valueOf(n)), color, role, anonymous, guest, viaTeam);
  }

  /** The same person under another name. */
  public Member withName(String newName) {
    return new Member(id, newName, color, role, anonymous, guest, viaTeam);
  }

  /** The same person with another role, in their own right. */
  public Member withRole(Role newRole) {
    return new Member(id, name, color, newRole, anonymous, guest, null);
  }

  /** The same person, who has this role only as long as the session's {@code team} gives it; null: in their own right. */
  public Member via(@Nullable String team) {
    return new Member(id, name, color, role, anonymous, guest, team);
  }
}
