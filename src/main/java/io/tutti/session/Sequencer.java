package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Decides: state, actor, command and time in; events or a refusal out. Changes nothing, knows no clock and no chance, so that
 * a session can be replayed and simulated. What each command comes to is its {@link Feature}'s business. Immutable.
 */
public final class Sequencer {

  private Sequencer() {}

  /**
   * What becomes of {@code command} at {@code now} (milliseconds since 1970).
   *
   * @param actor who wishes it; null for the server's own wishes, which need no permission
   */
  public static Decision decide(SessionState state, @Nullable UserId actor, Command command, long now) {
    if (actor != null && !may(state, actor, command.needs())) {
      return Decision.Rejected.because(ErrorCode.FORBIDDEN, refusalFor(command.needs()));
    }
    return Features.deciding(command).judge().decide(state, actor, command, now);
  }

  /** Rules ROLE1, ROLE7, ROLE10. */
  private static boolean may(SessionState state, UserId actor, Permission permission) {
    return !state.isBanned(actor) && state.heldRole(actor).map(role -> role.may(permission)).orElse(permission == Permission.READ);
  }

  private static String refusalFor(Permission permission) {
    return permission == Permission.GOVERN ? "Only a host may do that" : "Viewers may not change anything";
  }
}
