package io.tutti.hub;

/** The gate's answer to somebody who wants to get at a session. Immutable. */
public sealed interface Entrance {

  /** Come in. */
  record Open(SessionAccess access) implements Entrance {}

  /** There is no such session, or it is none of the caller's business that there is. */
  record Hidden() implements Entrance {}

  /** The caller may know of the session, and not do that. */
  record Forbidden() implements Entrance {}
}
