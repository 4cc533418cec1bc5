package io.tutti.edge.rest.http;

import io.tutti.hub.RateLimiter;
import java.util.function.LongSupplier;

/** How often one address may ask to be let into sessions (rule REQ3): {@value #PER_MINUTE} times a minute. Thread-safe. */
public final class JoinRequestRates {

  public static final int PER_MINUTE = 10;

  private final LongSupplier nanoTime;
  private final RateLimiter addresses;

  /** {@code nanoTime}: a clock that only goes forwards, in nanoseconds. */
  public JoinRequestRates(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.addresses = new RateLimiter(RateLimiter.Rate.perMinute(PER_MINUTE), nanoTime.getAsLong());
  }

  /** Goes through where {@code address} may ask once more. */
  public void admit(String address) {
    long waitNanos = addresses.takeFrom(address, nanoTime.getAsLong());
    if (waitNanos > 0) {
      throw Problem.tooManyAttempts(RateLimiter.seconds(waitNanos));
    }
  }
}
