package io.tutti.hub;

/** Why the hub ends somebody's connection. Immutable. */
public enum Ending {
  /** The server is going down; the client comes back later. */
  GOING_DOWN,
  /** The session could not be stored or loaded; the client comes back with what it has seen. */
  UNAVAILABLE,
  /** A host removed the user. */
  KICKED,
  /** Only the session's team let the user in, and does so no longer. */
  TEAM_ENDED,
  /** A host has banned the user, just now or before. */
  BANNED,
  /** The newcomer may not come in: it has neither a role nor an invitation, and the link is not enough. */
  NOT_ALLOWED,
  /** There is no such session, and joining does not create one. */
  NO_SUCH_SESSION,
  /** The session is deleted. */
  DELETED
}
