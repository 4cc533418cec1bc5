package io.tutti.hub;

import io.tutti.identity.SessionId;

/** Where the hub reports what an operator must know. Thread-safe; never throws. */
public interface Incidents {

  /** A session could not be loaded, stored or went wrong; its peers were sent away and it will be loaded again. */
  void sessionFailed(SessionId session, String what, Throwable cause);

  /** A commit failed; how many sessions it held. */
  void commitFailed(int sessions, Throwable cause);
}
