package io.tutti.hub;

import io.tutti.access.Role;
import io.tutti.identity.Caller;
import io.tutti.identity.UserId;
import io.tutti.session.AccessRules;
import io.tutti.session.SessionState;

/** What somebody wants with a session that comes over no connection. Immutable. */
public enum Purpose {

  /** To name it in a list, a search or a sum. */
  FIND {
    @Override
    boolean isGranted(SessionState state, Caller caller) {
      return AccessRules.mayFind(state, caller);
    }
  },

  /** To look into it, and to send it commands, on which the session decides again. */
  READ {
    @Override
    boolean isGranted(SessionState state, Caller caller) {
      return AccessRules.mayRead(state, caller);
    }
  },

  /** To do what only a host may: one who was named so, not one who would become it by joining (rule ROLE7). */
  GOVERN {
    @Override
    boolean isGranted(SessionState state, Caller caller) {
      UserId user = caller.user();
      return user != null && AccessRules.mayRead(state, caller) && state.roles().get(user) == Role.HOST;
    }
  },

  /** To do what the operator of the server may, who has proved at the edge to be that: anything (rule REST14). */
  OPERATE {
    @Override
    boolean isGranted(SessionState state, Caller caller) {
      return true;
    }
  };

  abstract boolean isGranted(SessionState state, Caller caller);
}
