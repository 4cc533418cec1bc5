package io.tutti.access;

/** The three kinds of things that the permission matrix tells apart (protocol page, <i>Roles</i>). Immutable. */
public enum Permission {
  /** Join, read everything, presence and signals. */
  READ,
  /** Change parameters, state, documents, chat, story and the session's description. */
  WRITE,
  /** Give roles, remove participants, delete the session. */
  GOVERN
}
