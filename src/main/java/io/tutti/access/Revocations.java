package io.tutti.access;

import io.tutti.identity.UserId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which tokens have ended before their time. It is asked at every request, and so must have its answer in memory as a rule.
 * Thread-safe.
 */
public interface Revocations {

  /** Why a token that is good in itself does not count; empty where nothing is against it. */
  Optional<TokenRefusal> objection(Identity identity);

  /** Whether {@code user} has an account, active or not. */
  boolean isAccount(UserId user);

  /** Ends the token by which {@code identity} is known; when this returns it is stored, and whoever used it is told. */
  void end(Identity identity);

  /** Takes over what was just stored of an account, and tells whoever used a token that it ended. */
  void accountChanged(Account account);

  /** From now on {@code listener} is told what ends, by whoever ends it; by then {@link #objection} objects. */
  void listen(Consumer<Revocation> listener);
}
