package io.tutti.access;

/** Somebody who is in no team asks to be taken into one (rules TEAM21, TEAM22); {@code at}: milliseconds since 1970. Immutable. */
public record TeamRequest(String teamId, Account account, long at) {

  /** How many requests a team keeps. */
  public static final int MAX_PER_TEAM = 1_000;
}
