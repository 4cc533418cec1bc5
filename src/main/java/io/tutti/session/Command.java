package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.access.Role;
import io.tutti.identity.UserId;
import io.tutti.parameters.Strategy;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A wish that somebody has in a session, already well-formed, not yet judged. Immutable. */
public sealed interface Command {

  /** What the one who wishes it must be allowed to do. */
  Permission needs();

  /**
   * To take part. {@code here}: everybody who has a connection now, without the newcomer unless it has another one.
   * Whoever the log holds for present and is not here was lost with a server that stopped.
   */
  record Join(Member newcomer, Set<UserId> here) implements Command {
    @Override
    public Permission needs() {
      return Permission.READ;
    }
  }

  /** To be gone: the last connection of the user was lost or closed. */
  record Leave(UserId user) implements Command {
    @Override
    public Permission needs() {
      return Permission.READ;
    }
  }

  /** To set parameters. {@code baseSeq}: up to where the client has seen the log, or null. */
  record UpdateParameters(Map<String, Double> values, @Nullable Long baseSeq) implements Command {
    @Override
    public Permission needs() {
      return Permission.WRITE;
    }
  }

  /** To settle a conflict. */
  record ResolveConflict(String parameter, double value, Strategy strategy, @Nullable String conflictId)
      implements Command {
    @Override
    public Permission needs() {
      return Permission.WRITE;
    }
  }

  /** To close the conflicts whose time is over: the server's own wish. */
  record ExpireConflicts() implements Command {
    @Override
    public Permission needs() {
      return Permission.READ;
    }
  }

  /** To give somebody a role; a user may be named before ever joining. */
  record ChangeRole(UserId user, Role role) implements Command {
    @Override
    public Permission needs() {
      return Permission.GOVERN;
    }
  }

  /** To remove somebody. */
  record Kick(UserId user) implements Command {
    @Override
    public Permission needs() {
      return Permission.GOVERN;
    }
  }
}
