package io.tutti.access;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Gives bearer tokens of this server to people. Thread-safe. */
public interface TokenIssuer {

  /** A token and the one whom it speaks for, with the end of its life. */
  record Issued(String token, Identity identity) {}

  /**
   * A new token, good from now on for the configured lifetime, which ends at a whole second.
   *
   * @throws IllegalArgumentException where {@code name} is none ({@link Identity#isName})
   */
  Issued issue(UserId user, String name, @Nullable String email, boolean anonymous);

  /** The same person's next token. */
  default Issued renew(Identity identity) {
    return issue(identity.id(), identity.name(), identity.email(), identity.anonymous());
  }
}
