package io.tutti.edge.rest;

import java.util.function.LongSupplier;

/** How often one address may ask to be let into sessions (rule REQ3): {@value #PER_MINUTE} times a minute. Thread-safe. */
public final class AskingRates {

  static final int PER_MINUTE = 10;

  private final LongSupplier nanoTime;
  private final AddressRates addresses;

  /** {@code nanoTime}: a clock that only goes forwards, in nanoseconds. */
  public AskingRates(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.addresses = AddressRates.perMinute(PER_MINUTE, nanoTime.getAsLong());
  }

  /** Goes through where {@code address} may ask once more. */
  void admit(String address) {
    long waitSeconds = addresses.take(address, nanoTime.getAsLong());
    if (waitSeconds > 0) {
      throw Problem.tooManyAttempts(waitSeconds);
    }
  }
}
