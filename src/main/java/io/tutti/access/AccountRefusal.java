package io.tutti.access;

/** Why somebody did not get what they wanted of an account. Immutable. */
public enum AccountRefusal {
  EMAIL_INVALID,
  USERNAME_INVALID,
  FULL_NAME_INVALID,
  TEAM_NAME_INVALID,
  PASSWORD_INVALID,
  EMAIL_TAKEN,
  USERNAME_TAKEN,
  /** The anonymous person has an account already. */
  UPGRADED_ALREADY,
  /** Too many people ask to be in the team. */
  TEAM_CLOSED,
  /** No account has this e-mail address and password. */
  WRONG_LOGIN,
  WRONG_PASSWORD,
  INACTIVE
}
