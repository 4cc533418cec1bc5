package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.UserId;

/**
 * Somebody who takes part in a session. {@code guest}: came without a token and so cannot come back as the same person.
 * {@code color} is a CSS colour of the form {@code #rgb}, {@code #rrggbb} or {@code #rrggbbaa}. Immutable.
 */
public record Member(UserId id, String name, String color, Role role, boolean anonymous, boolean guest) {

  public static final String ANONYMOUS_COLOR = "#8b5cf6";
  public static final String SIGNED_IN_COLOR = "#06b6d4";

  /** The same person with another role. */
  public Member withRole(Role newRole) {
    return new Member(id, name, color, newRole, anonymous, guest);
  }
}
