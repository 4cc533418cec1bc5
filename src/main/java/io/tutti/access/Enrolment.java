package io.tutti.access;

import java.util.Optional;

/** What came of a wish to have somebody in a team. Immutable. */
public sealed interface Enrolment {

  /** {@code account} is in the team now; it is new where it has a {@code password}, which nobody can be told again. */
  record Enrolled(Account account, Optional<String> password) implements Enrolment {

    /** Says nothing of the password. */
    @Override
    public String toString() {
      return "Enrolled[" + account + "]";
    }
  }

  /** No account can be made of what was said. */
  record Refused(Admission.Refused refusal) implements Enrolment {}

  /** The team does not take the account. */
  record Hindered(Teams.Outcome by) implements Enrolment {}

  /** What follows from each. */
  interface Cases<R> {
    R enrolled(Enrolled enrolled);

    R refused(Refused refused);

    R hindered(Hindered hindered);
  }

  /** What follows from this one. */
  default <R> R match(Cases<R> cases) {
    if (this instanceof Enrolled enrolled) {
      return cases.enrolled(enrolled);
    }
    return this instanceof Refused refused ? cases.refused(refused) : cases.hindered((Hindered) this);
  }
}
