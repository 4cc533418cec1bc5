package io.tutti.access;

import java.util.Optional;

/** What is thought of a token: whom it speaks for, or why it does not count. Immutable. */
public sealed interface Judgement {

  /** The token is good, for now. */
  record Good(Identity identity) implements Judgement {}

  /** The token does not count. */
  record Refused(TokenRefusal why) implements Judgement {}

  /** What follows from each. */
  interface Cases<R> {
    R good(Identity identity);

    R refused(TokenRefusal why);
  }

  /** What follows from this one. */
  default <R> R match(Cases<R> cases) {
    return this instanceof Good good ? cases.good(good.identity()) : cases.refused(((Refused) this).why());
  }

  /** Whom the token speaks for, where it is good. */
  default Optional<Identity> person() {
    return this instanceof Good good ? Optional.of(good.identity()) : Optional.empty();
  }

  /** A token that does not count. */
  static Judgement refuse(TokenRefusal why) {
    return new Refused(why);
  }
}
