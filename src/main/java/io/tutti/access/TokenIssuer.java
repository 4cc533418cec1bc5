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

  /**
   * A new token of {@code account}. It is issued at {@code now}, milliseconds since 1970, which is read before the account was:
   * so a change of the account that happens meanwhile ends this token too. In the second in which all tokens of the
   * account were ended it is issued at the next second, from which tokens count again.
   */
  Issued issue(Account account, long now);

  /** The same person's next token. */
  Issued renew(Identity identity);
}
