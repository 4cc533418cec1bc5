package io.tutti.edge.rest.http;

import io.tutti.hub.RateLimiter;
import java.util.function.LongSupplier;

/**
 * How often passwords may be tried (rule ACC10): so many times a minute for one account, whoever tries, and so many times from one
 * address, whichever account, with as many at once. At most {@value RateLimiter#MAX_KEYS} of each are told apart; while more
 * are busy, the others share one allowance. Thread-safe.
 */
public final class LoginRates {

  private final LongSupplier nanoTime;
  private final RateLimiter accounts;
  private final RateLimiter addresses;

  /** {@code nanoTime}: a clock that only goes forwards, in nanoseconds. */
  public LoginRates(int perAccountAndMinute, int perAddressAndMinute, LongSupplier nanoTime) {
    long now = nanoTime.getAsLong();
    this.nanoTime = nanoTime;
    this.accounts = new RateLimiter(RateLimiter.Rate.perMinute(perAccountAndMinute), now);
    this.addresses = new RateLimiter(RateLimiter.Rate.perMinute(perAddressAndMinute), now);
  }

  /** Goes through where {@code address} may try once more. */
  public void admit(String address) {
    require(addresses.takeFrom(address, nanoTime.getAsLong()));
  }

  /** Goes through where {@code address} may try once more, and {@code account}, by any name for it, may be tried. */
  public void admit(String address, String account) {
    admit(address);
    require(accounts.take(account, nanoTime.getAsLong()));
  }

  private static void require(long waitNanos) {
    if (waitNanos > 0) {
      throw Problem.tooManyAttempts(RateLimiter.seconds(waitNanos));
    }
  }
}
