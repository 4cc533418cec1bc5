package io.tutti.access;

/** What came of a wish of an account: a token, or a refusal. Immutable. */
public sealed interface Admission {

  /** This is the account now, and its newest token. */
  record Granted(Account account, TokenIssuer.Issued issued) implements Admission {}

  /** Nothing was changed. {@code message} is for people. */
  record Refused(AccountRefusal why, String message) implements Admission {}

  /** What follows from each. */
  interface Cases<R> {
    R granted(Granted granted);

    R refused(Refused refused);
  }

  /** What follows from this one. */
  default <R> R match(Cases<R> cases) {
    return this instanceof Granted granted ? cases.granted(granted) : cases.refused((Refused) this);
  }

  /** Nothing was changed. */
  static Refused refuse(AccountRefusal why, String message) {
    return new Refused(why, message);
  }
}
